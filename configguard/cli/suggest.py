"""`configguard suggest`: prints the lines of intent that would cover the present change, or writes a change file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard import guard, intents
from configguard.cli._asking import add_comparison, ask_of, event_of
from configguard.cli._command import Command
from configguard.cli._output import remark, tell
from configguard.cli._writing import Planned, write_all
from configguard.errors import Misasked

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard suggest                                for the work tree against the default branch
  configguard suggest --staged                       for the next commit
  configguard suggest --base main --head HEAD        for what is committed
  configguard suggest --change-file .configguard/changes/pool.yaml
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--change-file", metavar="FILE", help="write them to this new file instead, as a change file")
    add_comparison(parser)


def _run(parsed: Namespace) -> int:
    event = event_of(parsed)
    report = guard.judge(guard.Question(ask=ask_of(parsed, event), event=event, policy_file=parsed.policy))
    if parsed.change_file is None:
        tell("".join(f"{line}\n" for line in report.suggested))
    elif report.suggested:
        _write(parsed, report.suggested)
    unread = tuple(dict.fromkeys(f.file for f in report.findings if f.rule == "unreadable-config" and f.file))
    for file in unread:
        remark(f"{file} could not be read, so its changes are not among these")
    if not report.suggested and not unread:
        remark("no configuration changed: there is nothing to declare")
    return 3 if unread else 0


def _write(parsed: Namespace, lines: tuple[str, ...]) -> None:
    """Write the change file, which must be new, and tell where the policy would not read it."""
    file = parsed.change_file
    if os.path.lexists(file):
        message = f"{file} is there already"
        raise Misasked(message, "name another file, or add to it what configguard suggest prints")
    os.makedirs(os.path.dirname(file) or ".", exist_ok=True)  # noqa: PTH103, PTH120 - pathlib costs time to import
    write_all([Planned(file, intents.as_change_file(lines).encode("utf-8", "surrogateescape"))])
    remark(f"wrote {file}")
    ask = ask_of(parsed, event_of(parsed))
    sight = guard.look_at_changes(ask, parsed.policy)
    root = sight.comparison.root
    path = os.path.relpath(file, root) if root is not None else file
    if not sight.policy.intent.is_change_file(path):
        remark(f"{sight.policy.file} does not read it yet; say under intent, sources: change-file: {path}")


COMMAND = Command("suggest", "print lines of intent", _options, _run, _EXAMPLES)
