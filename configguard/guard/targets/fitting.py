"""Holds what targets get against the schema that it must fit, and points where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from configguard import diffing, formats
from configguard.errors import Undecided
from configguard.guard.targets.layers import identity_of
from configguard.model.effective import Unfit
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.diffing.location import Path
    from configguard.guard.targets.layers import One
    from configguard.guard.targets.veiling import Veils
    from configguard.model.address import Address
    from configguard.model.effective import Effective, Reached
    from configguard.model.policy import Policy
    from configguard.model.trail import Trail

MOST_LEFT_OPEN = 10
"""So many targets may have schemas that do not come to an end: each of them has taken its second."""


class Fitting:
    """Holds targets against their schemas; those of many that do not come to an end are not waited for."""

    def __init__(self, policy: Policy, veils: Veils) -> None:
        self._policy, self._veils = policy, veils
        self._left_open = 0

    def judged(self, target: Reached, one: One) -> Reached:
        """The target with what of either side does not fit; raises `Undecided` where too many are left open."""
        if one.entry.schema is None or target.head is None:
            return target
        try:
            at_head = self._unfit(one, target, "head", one.entry.schema)
            at_base = self._unfit(one, target, "base", one.entry.schema) if at_head else ()
        except Undecided as error:
            self._left_open += 1
            if self._left_open > MOST_LEFT_OPEN:
                problem = f"more than {MOST_LEFT_OPEN} targets could not be held against their schemas: {error.problem}"
                raise Undecided(problem, error.cures[0], *error.cures[1:]) from None
            return replace(target, undecided=(error.problem, *error.cures))
        return replace(target, unfit=(at_base, at_head))

    def _unfit(self, one: One, target: Reached, side: Literal["base", "head"], schema: str) -> tuple[Unfit, ...]:
        effective = target.base if side == "base" else target.head
        if effective is None:
            return ()
        from configguard import schemas  # noqa: PLC0415 - only a target with a schema needs that room

        found: list[Unfit] = []
        for document in effective.documents:
            trails: dict[Address, Trail] = {}
            locate = self._locator(one, effective, diffing.Pair(None, None, document), trails)
            violations = schemas.violations(document, schema, self._policy.schemas, formats.read, locate)
            found += (Unfit(violation, effective.origin(trails[violation.address])) for violation in violations)
        return tuple(found)

    def _locator(
        self, one: One, effective: Effective, pair: diffing.Pair, trails: dict[Address, Trail]
    ) -> Callable[[Path], tuple[Address, bool]]:
        """What finds the address of a path; the trails that it took are kept."""
        known: diffing.Lists = {}
        identity, is_secret = identity_of(one, self._policy), self._veils.over(one, effective)

        def locate(path: Path) -> tuple[Address, bool]:
            trail = diffing.locate(one.name, pair, "head", path, identity, known)
            trails[trail.address] = trail
            return trail.address, is_secret(trail)

        return locate
