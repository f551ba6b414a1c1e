"""`configguard demo`: re-enacts an outage in a temporary repository, with the real check."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from configguard import guard, reporters, scenarios
from configguard.cli._command import Command
from configguard.cli._output import complain, remark, style, write
from configguard.cli._stage import Stage
from configguard.errors import Misasked, Undecided
from configguard.model import words
from configguard.model.level import Level
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from configguard.model.report import Report

FIRST = "brevo-2025-07-25"
NOT_CLAIMED = "passes: not claimed"
_EXAMPLES = """\
  configguard demo                       the outage that this tool was made for
  configguard demo --list                the whole gallery
  configguard demo spotify               another one of it; the beginning of a name is enough
  configguard demo --all                 the verdict on every one
  configguard demo --keep                leave the repository there, to try things on
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="the scenario to re-enact, or the beginning of its name"
    )
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    parser.add_argument(
        "--all", action="store_true", help="re-enact every scenario, and say what comes of it in a line"
    )
    parser.add_argument("--keep", action="store_true", help="leave the repository there")


def _run(parsed: Namespace) -> int:
    if (parsed.list or parsed.all) and (parsed.name or parsed.keep or parsed.list == parsed.all):
        raise Misasked("--list and --all are about the whole gallery, each alone", "configguard demo --help")
    if parsed.list:
        _list()
    elif parsed.all:
        _play_all()
    else:
        _play_one(scenarios.scenario(parsed.name or FIRST), keep=parsed.keep)
        complain("\nthe rest of the gallery: configguard demo --list")
    return 0


def _list() -> None:
    gallery = [scenarios.scenario(name) for name in scenarios.names()]
    widest = max(len(scenario.name) for scenario in gallery)
    for scenario in gallery:
        miss = "" if scenario.stopped_by else f"   ({NOT_CLAIMED})"
        write(f"{scenario.name.ljust(widest)}  {scenario.title}{miss}\n")


def _play_all() -> None:
    """A line for each scenario; raises `Undecided` where one could not be judged, behind the others."""
    widest = max(map(len, scenarios.names()))
    failed: list[Undecided] = []
    for name in scenarios.names():
        scenario = scenarios.scenario(name)
        try:
            said = f"{'✗' if scenario.stopped_by else '✓'} {name.ljust(widest)}  {_outcome(scenario)}"
        except Undecided as error:
            failed.append(error)
            said = f"? {name.ljust(widest)}  {error.problem}"
        write(f"{said}\n")
    if failed:
        cure, *more = failed[0].cures
        raise Undecided(f"{words.count(len(failed), 'scenario')} could not be judged", cure, *more)


def _outcome(scenario: scenarios.Scenario) -> str:
    """The rules that stop the change; what was put right must pass."""
    with TemporaryDirectory(prefix="configguard-") as temporary:
        built = scenarios.build(scenario, Path(temporary))
        report = _judged(built, built.head, stopped=bool(scenario.stopped_by))
        if built.mended:
            _judged(built, built.mended, stopped=False)
    errors = {finding.rule for finding in report.findings if finding.level is Level.ERROR}
    return ", ".join(sorted(errors)) or NOT_CLAIMED


def _play_one(scenario: scenarios.Scenario, *, keep: bool) -> None:
    if keep:
        folder = Path(mkdtemp(prefix="configguard-"))
        _play(scenario, folder)
        remark(f"the repository is in {folder}")
    else:
        with TemporaryDirectory(prefix="configguard-") as temporary:
            _play(scenario, Path(temporary))


def _play(scenario: scenarios.Scenario, folder: Path) -> None:
    """Tell the story, and judge the change as it was and as it should have been."""
    built = scenarios.build(scenario, folder)
    stage = Stage(style())
    write(stage.opening(scenario) + stage.sections(scenario.before))
    write(f"\n{stage.heading('The commit says')}{stage.message(scenario.message)}")
    write(f"\n{stage.heading('The change')}{stage.difference(built.difference())}")
    _judge(stage, built, built.head, stopped=bool(scenario.stopped_by))
    if built.mended:
        write(f"\n{stage.heading('The same change put right')}")
        write(stage.message(scenario.mended_message) if scenario.mended_message != scenario.message else "")
        _judge(stage, built, built.mended, stopped=False)
    write(stage.sections(scenario.after))


def _judge(stage: Stage, built: scenarios.Built, head: str, *, stopped: bool) -> None:
    write(stage.command(f"configguard check --base {built.base} --head {head}"))
    write(reporters.render("text", _judged(built, head, stopped=stopped), stage.style))


def _judged(built: scenarios.Built, head: str, *, stopped: bool) -> Report:
    """What the guard says of a branch; raises `Undecided` if it ends otherwise than the story does."""
    report = guard.judge(guard.Question(ask=Ask(str(built.folder), built.base, head)))
    expected = "fail" if stopped else "pass"
    if report.verdict != expected:
        message = f"the scenario should have ended in {expected}, not {report.verdict}"
        raise Undecided(message, "report it: the demo is part of the tests")
    return report


COMMAND = Command("demo", "re-enact an outage", _options, _run, _EXAMPLES)
