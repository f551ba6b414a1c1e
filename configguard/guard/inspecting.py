"""Looks into one differing file for what its settings alone do not tell: schemas, keys and items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from configguard import diffing, formats
from configguard.errors import Undecided
from configguard.guard.naming import confusable_keys
from configguard.model.address import Address
from configguard.model.proposal import ChangedFile, Habit, Repeated, Side
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.diffing.location import Path
    from configguard.model.policy import Policy
    from configguard.model.violation import Violation

Named = Literal["base", "head"]


def inspect_file(file: ChangedFile, identity: diffing.Identity, policy: Policy) -> ChangedFile:
    """The file with what both sides violate and hold twice, and with the new keys that mislead."""
    look = _Look(file, identity, policy)
    undecided: tuple[str, ...] = ()
    try:
        violations = look.violations()
    except Undecided as error:
        # All else of the change is judged all the same: what is found fails it, and else there is no verdict.
        violations, undecided = ((), ()), (error.problem, *error.cures)
    return replace(
        file,
        keys=(look.keys("base"), look.keys("head")),
        items=(look.items("base"), look.items("head")),
        names=confusable_keys(file, look.pairs),
        habits=look.habits(),
        violations=violations,
        undecided=undecided,
    )


class _Look:
    """One file, with its documents in pairs."""

    def __init__(self, file: ChangedFile, identity: diffing.Identity, policy: Policy) -> None:
        self.file, self.identity, self.policy = file, identity, policy
        before, after = (side.documents if side else () for side in (file.base, file.head))
        self.pairs = diffing.pairs(before, after)

    def keys(self, side: Named) -> tuple[Repeated, ...]:
        found = []
        for pair in self.pairs:
            document, locate = getattr(pair, side), self.locator(pair, side)
            for double in document.duplicates if document else ():
                address = locate((*double.path, double.key))[0]
                first, again = (document.source.place(offset) for offset in (double.first, double.again))
                key = f"{address} {double.collides or ''}"
                found.append(Repeated(address, first, again, key, double.collides))
        return tuple(found)

    def items(self, side: Named) -> tuple[Repeated, ...]:
        found = []
        for pair in self.pairs:
            document, locate = getattr(pair, side), self.locator(pair, side)
            for twin in diffing.repeated_items(document, self.identity) if document else ():
                address = locate(twin.path)[0]
                first, again = (document.source.place(offset) for offset in (twin.first, twin.again))
                found.append(Repeated(address, first, again, f"{address} {twin.identity}", twin.identity))
        return tuple(found)

    def habits(self) -> frozenset[Habit]:
        """Asked only where a new value is left to the version of YAML."""
        if not any(change.after is not None and change.after.readings for change in self.file.changes):
            return frozenset()
        return frozenset[Habit]().union(*(diffing.habits(pair.base) for pair in self.pairs if pair.base))

    def violations(self) -> tuple[tuple[Violation, ...], tuple[Violation, ...]]:
        """The base is asked only where the head has something to compare with it."""
        schema = self.file.claim.schema
        if schema is None:
            return (), ()
        at_head = self.side_violations("head", schema)
        return (self.side_violations("base", schema) if at_head else ()), at_head

    def side_violations(self, side: Named, schema: str) -> tuple[Violation, ...]:
        from configguard import schemas  # noqa: PLC0415 - only a file with a schema needs that room

        found: list[Violation] = []
        for pair in self.pairs:
            document = getattr(pair, side)
            if document is not None:
                locate = self.locator(pair, side)
                found += schemas.violations(document, schema, self.policy.schemas, formats.read, locate)
        return tuple(found) if found else self.of_nothing(side, schema)

    def of_nothing(self, side: Named, schema: str) -> tuple[Violation, ...]:
        """What the schema says of a file that was emptied: it has no document with settings, yet must fit."""
        standing: Side | None = getattr(self.file, side)
        documents = standing.documents if standing else ()
        if not documents or any(document.root is not None for document in documents):
            return ()
        from configguard import schemas  # noqa: PLC0415 - only a file with a schema needs that room

        address = Address(self.file.path)
        return schemas.violations(documents[0], schema, self.policy.schemas, formats.read, lambda _: (address, False))

    def locator(self, pair: diffing.Pair, side: Named) -> Callable[[Path], tuple[Address, bool]]:
        known: diffing.Lists = {}
        own = pair._replace(base=None, head=getattr(pair, side))
        repeated = diffing.secret_starts(self.file.path, own, self.identity, self.policy.is_secret)

        def locate(path: Path) -> tuple[Address, bool]:
            trail = diffing.locate(self.file.path, pair, side, path, self.identity, known)
            # A value that an anchor repeats is hidden at all its places, where one of them is secret.
            return trail.address, bool(repeated) or self.policy.is_secret(trail)

        return locate
