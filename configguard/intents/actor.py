"""Which scopes stand for the author of the pull request, as those of a bot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents import _proposed
from configguard.model.intent import Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy

_NAME = "actor"
_SAY_IT = "say it in a commit message, which every event has: Config-Scope: NAME"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:
    """The scopes that the policy gives to the author whom the event names; a commit's author line can be forged."""
    event = request.event
    if event is None:
        return Unread(_NAME, "no event tells whose change it is", "name its event: configguard check --event FILE")
    found = _proposed.pull_requests(_NAME, request, event, "does not tell whose change it is")
    if isinstance(found, Unread):
        return found
    if any(one.author is None for one in found):
        return Unread(_NAME, "this run is not told who opened the pull request", _SAY_IT)
    said = tuple(
        Said(_NAME, "Config-Scope", scope, f"the author {one.author}{_proposed.of(one)}", _NAME)
        for one in found
        for scope in policy.intent.actors.get(one.author or "", ())
    )
    return Spoken(said) if said else Silent()


SOURCE = Source(_NAME, read)
