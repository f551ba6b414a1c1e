"""`configguard comment`: keeps the report as one comment on the pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import guard, reporters
from configguard.cli._asking import add_comparison, event_of
from configguard.cli._command import Command
from configguard.cli._judging import add_weights, question_of, status_of, without_words
from configguard.cli._output import PLAIN_WIDTH, remark
from configguard.cli._platform import add_token, repository_of
from configguard.cli._reports import say_report, wanted
from configguard.errors import Misasked, Undecided
from configguard.model.plugins import Style
from configguard.reporters.markdown import MARKER, MOST_BYTES

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from configguard.model.event import Event

_EXAMPLES = """\
  configguard comment                                judge the run's pull request as check does, and say it there
  configguard comment --report report.md             say what check --format markdown=report.md has said
  configguard comment --event event.json --token-file token
"""
_REPORTER = "markdown"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--report", metavar="FILE", help="judge nothing; the report is this file of --format markdown")
    add_token(add_comparison(parser))
    add_weights(parser)
    without_words(parser)


def _run(parsed: Namespace) -> int:
    event = event_of(parsed)
    if event is None:
        raise Misasked("no event tells which pull request this is", "name its event: --event FILE")
    if event.number is not None:  # a wrong question, such as without a token, is told before anything is judged
        repository_of(parsed)
    text, status = _judged(parsed) if parsed.report is None else (_given(parsed.report), 0)
    try:
        _post(parsed, event, text)
    except Undecided as lost:
        if not status and not _is_refused(lost):
            raise
        for line in (f"there is no comment: {lost.problem}", *(f"  {cure}" for cure in lost.cures)):
            remark(line)
    return status


def _judged(parsed: Namespace) -> tuple[str, int]:
    """The report as it is to be posted, once it is said here, and the status of its verdict."""
    ways = wanted(parsed.format or ["text"])
    report = guard.judge(question_of(parsed))
    status = status_of(report)
    say_report(report, ways, parsed.color, status)
    return reporters.render(_REPORTER, report, Style(width=PLAIN_WIDTH)), status


def _given(file: str) -> str:
    """The report that lies there; raises `Misasked` for what is none, for only ours is found again."""
    cure = "let it be made: configguard check --format markdown=FILE"
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - pathlib costs time to import
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Misasked(f"the report {file} cannot be read: {error.strerror}", cure) from None
    text = data.decode("utf-8", "replace")
    if len(data) > MOST_BYTES or text.partition("\n")[0] != MARKER:
        raise Misasked(f"{file} is no report for a comment: it does not begin as one, or is too long", cure)
    return text


def _post(parsed: Namespace, event: Event, text: str) -> None:
    from configguard import platforms  # noqa: PLC0415 - nothing else needs a network

    if event.number is None:
        remark(f"the event {event.name} holds no pull request, so there is nothing to comment on")
        return
    put = platforms.put(repository_of(parsed), event.number, text, event.head_branch_tip)
    if put.done == "outdated":
        remark(f"pull request {event.number} has gone on to {put.elsewhere[:7]}, whose own run is to comment")
        return
    remark(f"the comment on pull request {event.number} is {put.done}")


def _is_refused(lost: Undecided) -> bool:
    """Whether the token may not write, as that of a fork's pull request: the report is said elsewhere, too."""
    from configguard import platforms  # noqa: PLC0415 - as above

    return isinstance(lost, platforms.Unwilling)


COMMAND = Command("comment", "comment on the pull request", _options, _run, _EXAMPLES)
