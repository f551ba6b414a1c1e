"""`configguard hook`: what git's hooks run; each judges what its commit, or push, will bring."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from configguard import guard, intents, revisions
from configguard.cli._asking import here
from configguard.cli._command import Command
from configguard.cli._writing import Planned, write_all
from configguard.errors import GuardError, Misasked
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

_EXAMPLES = """\
  configguard hook pre-commit                        what git runs before a commit
  configguard hook commit-msg .git/COMMIT_EDITMSG    when its message is written
"""
_UNWRITTEN = frozenset({"", "template"})
"""Where a message begins that somebody is about to write. Source: githooks(5), prepare-commit-msg."""
_HEADS = "refs/heads/"
_HINT = "What this commit is for; take off the mark in front of what you mean:"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("name", choices=sorted(_HOOKS), metavar="NAME", help=f"one of {', '.join(sorted(_HOOKS))}")
    parser.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="what git hands to the hook")


def _run(parsed: Namespace) -> int:
    return _HOOKS[parsed.name](parsed.arguments)


def _before_commit(_arguments: list[str]) -> int:
    """There is no message yet: all is judged but the intent."""
    return _check("--staged", "--no-intent")


def _with_message(arguments: list[str]) -> int:
    return _check("--staged", "--message-file", _file(arguments))


def _before_message(arguments: list[str]) -> int:
    """Put the lines that would cover the commit into its message, as comments.

    It never stands in the way of a commit: what is wrong is said when the commit is judged.
    """
    file = _file(arguments)
    source = arguments[1] if len(arguments) > 1 else os.environ.get("PRE_COMMIT_COMMIT_MSG_SOURCE", "")
    if source not in _UNWRITTEN:
        return 0
    try:
        lines = guard.judge(guard.Question(Ask(here(), staged=True), no_intent=True)).suggested
        mark = revisions.comment_char(".")
    except GuardError:
        return 0
    if lines:
        _put(file, [f"{mark} {line}" for line in (_HINT, *lines)], mark)
    return 0


def _before_push(_arguments: list[str]) -> int:
    """Each branch that is pushed is judged from where the remote has it; the worst status counts."""
    return max((_check(*sides) for sides in _pushed()), default=0)


_HOOKS: dict[str, Callable[[list[str]], int]] = {
    "pre-commit": _before_commit,
    "pre-merge-commit": _before_commit,
    "prepare-commit-msg": _before_message,
    "commit-msg": _with_message,
    "pre-push": _before_push,
}


def _check(*options: str) -> int:
    from configguard.cli import main  # noqa: PLC0415 - the doors open this one first

    return main(["check", *options])


def _file(arguments: list[str]) -> str:
    if not arguments:
        message = "the hook was given no message file"
        raise Misasked(message, "let git start it: configguard install")
    return arguments[0]


def _pushed() -> Iterator[tuple[str, ...]]:
    """The sides of each branch that is pushed. Source: githooks(5), pre-push; pre-commit says them in its own way."""
    if "PRE_COMMIT_TO_REF" in os.environ:
        yield _sides(os.environ.get("PRE_COMMIT_FROM_REF", ""), os.environ["PRE_COMMIT_TO_REF"])
        return
    for line in sys.stdin:
        parts = line.split()
        if len(parts) != 4:  # noqa: PLR2004 - two names and two commits
            message = "git did not say in four parts what is pushed"
            raise Misasked(message, "let git start the hook: configguard install")
        _, local, name, remote = parts
        if local.strip("0") and name.startswith(_HEADS):
            yield _sides(remote, local)


def _sides(base: str, head: str) -> tuple[str, ...]:
    """A branch that the remote does not have yet is compared with the default branch."""
    return ("--base", base, "--head", head) if base.strip("0") else ("--head", head)


def _put(file: str, comments: list[str], mark: str) -> None:
    """Write these lines into the message, below an empty one, so that they can be trailers, before git's comments."""
    with open(file, "rb") as opened:  # noqa: PTH123 - pathlib costs time to import
        text = opened.read().decode("utf-8", "surrogateescape")
    if intents.says_something(text):
        return
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.startswith(mark)), len(lines))
    written = "\n".join([*lines[:at], "", *comments, mark, *lines[at:]])
    write_all([Planned(file, written.encode("utf-8", "surrogateescape"))])


COMMAND = Command("hook", "run as a git hook", _options, _run, _EXAMPLES)
