"""What the labels of the pull request say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents import _expressions
from configguard.model.intent import Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy

_NAME = "label"
_SAY_IT = "say it in a commit message, which every event has: Config-Scope: NAME"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:
    """The scopes of the policy that labels name."""
    event = request.event
    if event is None:
        return Unread(_NAME, "no event tells of a pull request", "name its event: configguard check --event FILE")
    if event.number is None:
        return Unread(_NAME, f"the event {event.name} holds no pull request", _SAY_IT)
    said = tuple(
        Said(_NAME, "Config-Scope", scope, f"label “{label}”", label)
        for label in event.labels
        for scope in _expressions.in_label(policy.intent.label, label, policy)
    )
    return Spoken(said) if said else Silent()


SOURCE = Source(_NAME, read)
