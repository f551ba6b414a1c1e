"""Finds the lists that are compared by position, and has described what happened to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import diffing
from configguard.model.address import Address, Index
from configguard.model.trail import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.document import Sequence
    from configguard.model.proposal import ChangedFile

FEW = 3
"""Fewer changes than these in a list speak for themselves."""
MOST_ITEMS = 1_000
"""Of all lists together; the time to describe one grows with the square of its length, or worse."""


def descriptions(files: tuple[ChangedFile, ...]) -> tuple[tuple[str, str], ...]:
    """For each list by position with several changes: its address, and what happened to it."""
    found: list[tuple[str, str]] = []
    left = MOST_ITEMS
    for file in files:
        lists: dict[Address, list[Change]] = {}
        for change in file.changes:
            for number, step in enumerate(change.trail.steps):
                if isinstance(step, Item) and isinstance(step.segment, Index):
                    address = Address(file.path, change.trail.path[:number], change.trail.document)
                    lists.setdefault(address, []).append(change)
                    break
        for address, sides in _sides(file, {at: changes for at, changes in lists.items() if len(changes) >= FEW}):
            length = sum(len(side.items) for side in sides)
            said = diffing.describe(*sides) if length <= left else None
            left -= length if length <= left else 0
            found += [(str(address), said)] if said else []
    return tuple(found)


def _sides(
    file: ChangedFile, lists: dict[Address, list[Change]]
) -> Iterator[tuple[Address, tuple[Sequence, Sequence]]]:
    """These lists of a file on both sides, where both have them, and on neither the items are known by more."""
    if not lists or file.base is None or file.head is None:
        return
    pairs = {pair.id: pair for pair in diffing.pairs(file.base.documents, file.head.documents)}
    identity = diffing.Identity.of(file.claim.items)
    for address, changes in lists.items():
        pair = pairs.get(address.document)
        steps = changes[0].trail.steps[: len(address.path)]
        sides = diffing.at(pair, steps) if pair else None
        if sides is not None and not any(identity.fields(steps, side, None) for side in sides):
            yield address, sides
