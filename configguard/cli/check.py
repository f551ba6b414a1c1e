"""`configguard check`: judges a change against what it says it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import guard
from configguard.cli._asking import add_comparison
from configguard.cli._command import Command
from configguard.cli._judging import add_weights, add_words, question_of, status_of
from configguard.cli._platform import add_token
from configguard.cli._reports import say_report, wanted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard check                                     judge the work tree against the default branch
  configguard check --base main --head HEAD --format json=report.json --format text
"""


def _options(parser: ArgumentParser) -> None:
    add_words(parser)
    add_token(add_comparison(parser))
    group = add_weights(parser)
    group.add_argument("--no-waivers", action="store_true", help="let every finding count, waived or not: for audits")


def _run(parsed: Namespace) -> int:
    ways = wanted(parsed.format or ["text"])
    report = guard.judge(question_of(parsed))
    # The status is settled before anything is written; that it cannot be said is no pass, and no other change of it.
    status = status_of(report)
    say_report(report, ways, parsed.color, status)
    return status


COMMAND = Command("check", "judge a change", _options, _run, _EXAMPLES)
