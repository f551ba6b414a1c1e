"""The options by which a change is judged, the question that they make, and the status of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import guard, intents, revisions
from configguard.cli._asking import ask_of, event_of, in_ci
from configguard.cli._platform import asked_by
from configguard.cli._reaching import add_reach, plans_of
from configguard.errors import Misasked
from configguard.model.level import Level

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ArgumentGroup

    from configguard.model.report import Report

_STATUS = {"pass": 0, "overridden": 0, "fail": 1, "unjudged": 3}


def add_words(parser: ArgumentParser) -> None:
    """Add the options that say what the change is for."""
    group = parser.add_argument_group("what the change is for (replaces what commits and pull request say)")
    group.add_argument("--scope", action="append", default=[], metavar="NAME", help="a scope of the policy")
    group.add_argument(
        "--setting", action="append", default=[], metavar="ADDRESS", help="a setting, or ADDRESS = VALUE"
    )
    group.add_argument("--no-intent", action="store_true", help="leave out the rules that need a message")
    group.add_argument("--target", action="append", default=[], metavar="NAME", help="a target that may be affected")
    group.add_argument("--message-file", metavar="FILE", help="read the commit message that is being written")


def without_words(parser: ArgumentParser) -> None:
    """Have a change judged by its own words alone."""
    parser.set_defaults(scope=[], setting=[], target=[], message_file=None, no_intent=False, no_waivers=False)


def add_weights(parser: ArgumentParser) -> _ArgumentGroup:
    """Add the options that say how it is judged; the group is open for more."""
    group = parser.add_argument_group("how it is judged and said")
    group.add_argument(
        "--format", action="append", default=[], metavar="NAME[=FILE]", help="a reporter; may be repeated"
    )
    group.add_argument("--strict", action="store_true", help="judge what already stood at the base, too")
    levels = [str(level) for level in Level if level is not Level.OFF]
    group.add_argument(
        "--fail-on",
        choices=levels,
        metavar="LEVEL",
        default="error",
        help="the lowest that fails: note, warning, error",
    )
    group.add_argument("--require-match", action="store_true", help="a policy that matches no file is an error")
    group.add_argument("--advisory", action="store_true", help="report, but end with 0 for a failed verdict")
    colours = ("auto", "always", "never")
    group.add_argument(
        "--color", choices=colours, metavar="WHEN", default="auto", help=f"colour the text: {', '.join(colours)}"
    )
    add_reach(group)
    return group


def status_of(report: Report) -> int:
    """The exit status."""
    return 0 if report.advisory and report.verdict == "fail" else _STATUS[report.verdict]


def question_of(parsed: Namespace) -> guard.Question:
    """What is asked; raises `Misasked` where nothing says what to compare with."""
    event = event_of(parsed)
    if in_ci() and event is None and parsed.base is None and not parsed.staged:
        problem = (
            "nothing says what to compare with, and in CI the default branch may be the very commit that is judged"
        )
        raise Misasked(problem, "configguard check --base origin/main --head HEAD", "or name an event: --event FILE")
    asked = asked_by(parsed, event)
    message = None if parsed.message_file is None else _message(parsed.message_file)
    return guard.Question(
        ask=ask_of(parsed, event),
        scopes=_names(parsed.scope),
        settings=tuple(parsed.setting),
        targets=_names(parsed.target),
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
        proposed=asked.proposed if asked is not None and event is not None and event.ref is not None else None,
        reviews=asked.reviews if asked is not None else None,
        plans=plans_of(parsed.plan),
        no_renderers=parsed.no_render,
    )


def _names(texts: list[str]) -> tuple[str, ...]:
    return tuple(name.strip() for text in texts for name in text.split(",") if name.strip())


def _message(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="") as opened:  # noqa: PTH123 - speed
            text = opened.read()
    except OSError as error:
        message = f"the message file {file} cannot be read: {error.strerror}"
        raise Misasked(message, "give the file that git hands to the commit-msg hook") from None
    return intents.clean(text, revisions.comment_char("."))
