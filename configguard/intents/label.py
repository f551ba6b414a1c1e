"""What the labels of the pull request say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents import _expressions, _proposed
from configguard.model.intent import Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy

_NAME = "label"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:
    """The scopes of the policy that labels name."""
    event = request.event
    if event is None:
        return Unread(_NAME, "no event tells of a pull request", "name its event: configguard check --event FILE")
    found = _proposed.pull_requests(_NAME, request, event)
    if isinstance(found, Unread):
        return found
    said = tuple(
        Said(_NAME, "Config-Scope", scope, f"label “{label}”{_proposed.of(one)}", f"{label}{_proposed.of(one)}")
        for one in found
        for label in one.labels
        for scope in _expressions.in_label(policy.intent.label, label, policy)
    )
    return Spoken(said) if said else Silent()


SOURCE = Source(_NAME, read)
