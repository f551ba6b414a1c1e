"""Holds what a target takes against what the stage before it has."""

from __future__ import annotations

from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.targets.layers import One, Unseen, identity_of, one_of
from configguard.model.address import Index
from configguard.model.effective import Unpromoted
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from configguard.guard.targets.layers import View
    from configguard.model.change import Change
    from configguard.model.effective import Effective, Reached
    from configguard.model.policy import Policy

    _Where = tuple[Hashable, ...]
    _Differing = tuple[set[_Where], set[_Where]]


class Promoting:
    """Holds targets against the stages before them, as `view` has those: the branch that the change goes to."""

    def __init__(self, policy: Policy, view: View, effective: Callable[[View, One], Effective | Unseen]) -> None:
        self._policy, self._view, self._effective = policy, view, effective

    def judged(self, target: Reached, one: One) -> Reached:
        """The target with what the stage before it does not have, if anything."""
        before = self._stage_before(one)
        taken = tuple(change for change in target.changes if not self._is_own(change.change, one))
        if before is None or target.head is None or not taken:
            return target
        self._view.fetch(before.files)
        at_base = self._effective(self._view, before)
        if isinstance(at_base, Unseen):
            return replace(target, unpromoted=Unpromoted(before.name, taken, at_base.why))
        differing = self._differing(one, at_base, target.head)
        lacking = tuple(change for change in taken if _touches(_where(change.change), differing))
        return replace(target, unpromoted=Unpromoted(before.name, lacking)) if lacking else target

    def _stage_before(self, one: One) -> One | None:
        """The same target in the nearest earlier stage in which there is one; none for the first."""
        promotion, bound = one.entry.promotion, dict(one.bound)
        if promotion is None or bound.get(promotion.hole) not in promotion.stages:
            return None
        number = promotion.stages.index(bound[promotion.hole])
        for stage in reversed(promotion.stages[:number]):
            values = {**bound, promotion.hole: stage}
            before = one_of(one.entry, tuple((hole, values[hole]) for hole, _ in one.bound))
            if self._view.has(before):
                return before
        return None

    def _is_own(self, change: Change, one: One) -> bool:
        return any(pattern.covers(change.trail) for pattern in one.entry.own)

    def _differing(self, one: One, before: Effective, head: Effective) -> _Differing:
        """Where the target differs from the stage before it, and all that stands above these places."""
        found = diffing.compare(
            one.name,
            before.documents,
            head.documents,
            identity_of(one, self._policy),
            lambda _: False,  # nobody sees these
            excerpts=False,
        )
        places: set[_Where] = {_where(change) for change in found}
        return places, {above for place in places for above in _up_to(place)}


def _where(change: Change) -> _Where:
    """Where it stands; of a list whose items have no names the list, which is another one with an item more or less."""
    named = takewhile(lambda segment: not isinstance(segment, Index), change.trail.path)
    return (change.trail.document, *named)


def _up_to(place: _Where) -> Iterator[_Where]:
    return accumulate(((part,) for part in place), lambda above, part: above + part)


def _touches(place: _Where, differing: _Differing) -> bool:
    """Whether anything differs at, beneath or above a place."""
    places, above = differing
    return place in above or not places.isdisjoint(_up_to(place))
