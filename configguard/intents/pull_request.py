"""What the text of the pull request says: the same lines as in a commit message, anywhere in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents import _markdown, _trailers
from configguard.model.intent import Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy

_NAME = "pull-request"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:  # noqa: ARG001 - every source is asked alike
    """The lines of the body; a bot's is silent, for it quotes strangers."""
    event = request.event
    if event is None:
        why = "no event tells of a pull request"
        cure = "name its event (configguard check --event FILE) or, where there is none, only sources that can be read"
        return Unread(_NAME, why, f"{cure}: intent: {{ sources: trailer }}")
    if event.number is None:
        why = f"the event {event.name} holds no pull request"
        return Unread(_NAME, why, "say it in a commit message, which every event has: Config-Scope: NAME")
    if event.body_is_cut and not event.is_bot:
        why = f"only a part of the text of pull request {event.number} is told to this run"
        return Unread(_NAME, why, "say it in a commit message, which is read whole: Config-Scope: NAME")
    if event.is_bot or not event.body:
        return Silent()
    lines = _trailers.from_lines(_markdown.plain_lines(event.body))
    where = f"pull request {event.number}"
    said = tuple(Said(_NAME, line.key, line.value, where, where) for line in lines)
    return Spoken(said) if said else Silent()


SOURCE = Source(_NAME, read)
