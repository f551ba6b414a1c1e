"""`configguard demo`: re-enacts an outage in a temporary repository, with the real check."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from configguard import guard, reporters, scenarios
from configguard.cli._command import Command
from configguard.cli._output import remark, style, write
from configguard.errors import Undecided
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FIRST = "brevo-2025-07-25"
_EXAMPLES = """\
  configguard demo                       the outage that this tool was made for
  configguard demo --list                the whole gallery
  configguard demo --keep                leave the repository there, to try things on
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default=FIRST, metavar="NAME", help="the scenario to re-enact")
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    parser.add_argument("--keep", action="store_true", help="leave the repository there")


def _run(parsed: Namespace) -> int:
    if parsed.list:
        for name in scenarios.names():
            write(f"{name}  {scenarios.scenario(name).title}\n")
        return 0
    scenario = scenarios.scenario(parsed.name)
    if parsed.keep:
        folder = Path(mkdtemp(prefix="configguard-"))
        _play(scenario, folder)
        remark(f"the repository is in {folder}")
    else:
        with TemporaryDirectory(prefix="configguard-") as temporary:
            _play(scenario, Path(temporary))
    return 0


def _play(scenario: scenarios.Scenario, folder: Path) -> None:
    """Tell the story, and judge the change as it was and as it should have been."""
    built = scenarios.build(scenario, folder)
    write(f"{scenario.title}\n\n{scenario.about}\nThe commit says:\n\n")
    write("".join(f"    {line}".rstrip() + "\n" for line in scenario.message.splitlines()))
    _judge(built, built.head, "fail")
    write("\nThe same change put right:\n")
    _judge(built, built.mended, "pass")


def _judge(built: scenarios.Built, head: str, expected: str) -> None:
    write(f"\n$ configguard check --base {built.base} --head {head}\n")
    report = guard.judge(guard.Question(ask=Ask(str(built.folder), built.base, head)))
    write(reporters.render("text", report, style()))
    if report.verdict != expected:
        message = f"the scenario should have ended in {expected}, not {report.verdict}"
        raise Undecided(message, "report it: the demo is part of the tests")


COMMAND = Command("demo", "re-enact an outage", _options, _run, _EXAMPLES)
