"""`configguard suggest`: prints the lines of intent that would cover the present change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import guard
from configguard.cli._asking import add_comparison, ask_of, event_of
from configguard.cli._command import Command
from configguard.cli._output import remark, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard suggest                                for the work tree against the default branch
  configguard suggest --staged                       for the next commit
  configguard suggest --base main --head HEAD        for what is committed
"""


def _options(parser: ArgumentParser) -> None:
    add_comparison(parser)


def _run(parsed: Namespace) -> int:
    event = event_of(parsed)
    report = guard.judge(guard.Question(ask=ask_of(parsed, event), event=event, policy_file=parsed.policy))
    tell("".join(f"{line}\n" for line in report.suggested))
    unread = tuple(dict.fromkeys(f.file for f in report.findings if f.rule == "unreadable-config" and f.file))
    for file in unread:
        remark(f"{file} could not be read, so its changes are not among these")
    if not report.suggested and not unread:
        remark("no configuration changed: there is nothing to declare")
    return 3 if unread else 0


COMMAND = Command("suggest", "print lines of intent", _options, _run, _EXAMPLES)
