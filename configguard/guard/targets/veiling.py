"""Tells which settings of a target are secrets: those that are one in the target, or in a file that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.targets.layers import identity_of
from configguard.model.record import replace
from configguard.model.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.guard.hushing import Secrets
    from configguard.guard.targets.layers import One
    from configguard.model.change import Change
    from configguard.model.effective import Effective, Written
    from configguard.model.policy import Policy


class Veils:
    """What must not be shown of targets, under one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._repeating: dict[int, bool] = {}

    def over(self, one: One, *sides: Effective | None) -> Callable[[Trail], bool]:
        """What says of a setting of this target whether its values must not be shown."""
        policy = self._policy
        # What an anchor repeats is hidden at all its places, where one of them is secret.
        repeated = any(self._repeats(layer, one) for side in sides if side for layer in side.layers)

        def is_secret(trail: Trail) -> bool:
            return repeated or any(policy.is_secret(t) for t in (trail, *(Trail(f, trail.steps) for f in one.files)))

        return is_secret

    def _repeats(self, layer: Written, one: One) -> bool:
        if not layer.document.shared:
            return False
        if id(layer.document) not in self._repeating:
            identity, pair = identity_of(one, self._policy), diffing.Pair(None, None, layer.document)
            starts = diffing.secret_starts(layer.file, pair, identity, self._policy.is_secret)
            self._repeating[id(layer.document)] = bool(starts)
        return self._repeating[id(layer.document)]


def hidden(change: Change, secrets: Secrets) -> Change:
    """The change, its values hidden where one of them is also a secret's."""
    values = [value for value in (change.before, change.after) if value is not None]
    if change.secret or not any(secrets.hide(value.text) for value in values):
        return change
    before, after = (value and replace(value, secret=True) for value in (change.before, change.after))
    return replace(change, before=before, after=after)
