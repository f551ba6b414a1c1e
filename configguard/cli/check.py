"""`configguard check`: judges a change against what it says it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import guard, intents, revisions
from configguard.cli._asking import add_comparison, ask_of, event_of, in_ci
from configguard.cli._command import Command
from configguard.cli._reports import say_report, wanted
from configguard.errors import Misasked
from configguard.model.policy import Level

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard check                                     judge the work tree against the default branch
  configguard check --base main --head HEAD --format json=report.json --format text
  configguard check --staged --scope email              judge what is staged, for this run as “email”
"""
_STATUS = {"pass": 0, "fail": 1, "unjudged": 3}


def _options(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("what the change is for (replaces what commits and pull request say)")
    group.add_argument("--scope", action="append", default=[], metavar="NAME", help="a scope of the policy")
    group.add_argument(
        "--setting", action="append", default=[], metavar="ADDRESS", help="a setting, or ADDRESS = VALUE"
    )
    group.add_argument("--target", action="append", default=[], metavar="NAME", help="a target that may be affected")
    group.add_argument("--message-file", metavar="FILE", help="read the commit message that is being written")
    group.add_argument("--no-intent", action="store_true", help="leave out the rules that need a message")
    add_comparison(parser)
    group = parser.add_argument_group("how it is judged and said")
    group.add_argument(
        "--format", action="append", default=[], metavar="NAME[=FILE]", help="a reporter; may be repeated"
    )
    group.add_argument("--strict", action="store_true", help="judge what already stood at the base, too")
    group.add_argument("--no-waivers", action="store_true", help="let every finding count, waived or not: for audits")
    levels = [str(level) for level in Level if level is not Level.OFF]
    group.add_argument("--fail-on", choices=levels, default="error", help="the lowest level that fails")
    group.add_argument("--require-match", action="store_true", help="a policy that matches no file is an error")
    group.add_argument("--advisory", action="store_true", help="report, but end with 0 for a failed verdict")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour the text")


def _run(parsed: Namespace) -> int:
    ways = wanted(parsed.format or ["text"])
    report = guard.judge(_question(parsed))
    # The status is settled before anything is written; that it cannot be said is no pass, and no other change of it.
    status = 0 if parsed.advisory and report.verdict == "fail" else _STATUS[report.verdict]
    say_report(report, ways, parsed.color, status)
    return status


def _question(parsed: Namespace) -> guard.Question:
    event = event_of(parsed)
    if in_ci() and event is None and parsed.base is None and not parsed.staged:
        problem = (
            "nothing says what to compare with, and in CI the default branch may be the very commit that is judged"
        )
        raise Misasked(problem, "configguard check --base origin/main --head HEAD", "or name an event: --event FILE")
    message = None if parsed.message_file is None else _message(parsed.message_file)
    return guard.Question(
        ask=ask_of(parsed, event),
        scopes=tuple(name.strip() for text in parsed.scope for name in text.split(",") if name.strip()),
        settings=tuple(parsed.setting),
        targets=tuple(parsed.target),
        message=message,
        message_file=parsed.message_file,
        event=event,
        policy_file=parsed.policy,
        strict=parsed.strict,
        fail_on=Level[parsed.fail_on.upper()],
        require_match=parsed.require_match,
        advisory=parsed.advisory,
        ci=in_ci(),
        no_intent=parsed.no_intent,
        no_waivers=parsed.no_waivers,
    )


def _message(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="") as opened:  # noqa: PTH123 - speed
            text = opened.read()
    except OSError as error:
        message = f"the message file {file} cannot be read: {error.strerror}"
        raise Misasked(message, "give the file that git hands to the commit-msg hook") from None
    return intents.clean(text, revisions.comment_char("."))


COMMAND = Command("check", "judge a change", _options, _run, _EXAMPLES)
