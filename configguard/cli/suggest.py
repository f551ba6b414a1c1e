"""`configguard suggest`: prints the lines of intent that would cover the present change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from configguard import guard
from configguard.cli._asking import add_comparison, ask_of, event_of
from configguard.cli._command import Command
from configguard.cli._output import write

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
    write("".join(f"{line}\n" for line in report.suggested))
    if not report.suggested:
        print("no configuration changed: there is nothing to declare", file=sys.stderr)
    return 0


COMMAND = Command("suggest", "print lines of intent", _options, _run, _EXAMPLES)
