"""What the commit messages say: those of all commits of the range, or the one that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents import _trailers
from configguard.model.intent import Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.plugins import Request
    from configguard.model.policy import Policy
    from configguard.model.revision import Message

_NOT_COMMITTED = {"index", "worktree"}
_NO_MESSAGE_YET = "what is not committed has no message yet"
_SAY_IT_NOW = "say it for this run: configguard check --scope NAME"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:  # noqa: ARG001 - every source is asked alike
    """The trailers; unread where messages that count cannot be had, for a part of them is not all of them."""
    if request.message is not None:
        said = _said(request.message, "the commit message", "", None)
        return Spoken(tuple(said)) if said else Silent()
    comparison = request.comparison
    if comparison.messages is None:
        why = comparison.messages_missing or _NO_MESSAGE_YET
        return Unread("trailer", why, comparison.messages_cure or _SAY_IT_NOW)
    said = lines(comparison.messages)
    if said:
        return Spoken(tuple(said))
    if comparison.head.revision.kind in _NOT_COMMITTED:
        return Unread("trailer", _NO_MESSAGE_YET, _SAY_IT_NOW)
    return Silent()


def lines(messages: Iterable[Message]) -> list[Said]:
    """The lines of these commits' messages, in their order."""
    return [line for number, message in enumerate(messages) for line in _of_commit(number, message)]


def _of_commit(number: int, message: Message) -> list[Said]:
    return _said(message.text, message.where, f"{number} {message.where}", message.files)


def _said(text: str, where: str, message: str, files: frozenset[str] | None) -> list[Said]:
    lines = _trailers.from_message(text)
    return [Said("trailer", line.key, line.value, where, message, files) for line in lines]


SOURCE = Source("trailer", read)
