"""Finds the lists that are compared by position, and has described what happened to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import diffing
from configguard.model.address import Address, Index
from configguard.model.trail import Item

if TYPE_CHECKING:
    from configguard.model.change import Change
    from configguard.model.proposal import ChangedFile

FEW = 3
"""Fewer changes than these in a list speak for themselves."""


def descriptions(files: tuple[ChangedFile, ...]) -> tuple[tuple[str, str], ...]:
    """For each list by position with several changes: its address, and what happened to it."""
    found: list[tuple[str, str]] = []
    for file in files:
        lists: dict[Address, list[Change]] = {}
        for change in file.changes:
            for number, step in enumerate(change.trail.steps):
                if isinstance(step, Item) and isinstance(step.segment, Index):
                    address = Address(file.path, change.trail.path[:number], change.trail.document)
                    lists.setdefault(address, []).append(change)
                    break
        found += _described(file, {address: changes for address, changes in lists.items() if len(changes) >= FEW})
    return tuple(found)


def _described(file: ChangedFile, lists: dict[Address, list[Change]]) -> list[tuple[str, str]]:
    if not lists or file.base is None or file.head is None:
        return []
    found = []
    for pair in diffing.pairs(file.base.documents, file.head.documents):
        for address, changes in lists.items():
            if address.document == pair.id:
                sides = diffing.at(pair, changes[0].trail.steps[: len(address.path)])
                said = diffing.describe(*sides) if sides else None
                found += [(str(address), said)] if said else []
    return found
