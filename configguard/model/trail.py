"""The way to a setting on both sides of a comparison: what patterns are matched against."""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

from configguard.model.address import Address, DocumentId, Index, Key, Property, Segment, Selector
from configguard.model.document import Mapping, Node, Scalar
from configguard.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class Item:
    """A list item on the way: how it is known, and what it is on either side (None where it is absent)."""

    segment: Index | Selector
    base: Node | None
    head: Node | None
    base_index: int | None = None
    head_index: int | None = None

    def fields(self) -> list[dict[str, str]]:
        """The item's own single-valued fields, by name, for each side that has it."""
        return [_scalars(node) for node in (self.base, self.head) if isinstance(node, Mapping)]

    def sides(self) -> tuple[Item, Item]:
        """Itself with the fields and the position that it has at the base, and with those that it has at the head."""
        return Item(self.segment, self.base, None, self.base_index), Item(
            self.segment, None, self.head, None, self.head_index
        )

    def known_fields(self) -> list[dict[str, str]]:
        """The same, with the fields that its selector names, which are there without either side."""
        return [*self.fields(), *([dict(self.segment.fields)] if isinstance(self.segment, Selector) else [])]


Step: TypeAlias = Key | Property | Item


@dataclass(frozen=True)
class Trail:
    """File, document and steps of one setting; the numbers are those of its document in the file on either side."""

    file: str
    steps: tuple[Step, ...] = ()
    document: DocumentId | None = None
    base_number: int | None = None
    head_number: int | None = None

    @cached_property
    def address(self) -> Address:
        """The setting's address, in its canonical form."""
        return Address(self.file, self.path, self.document)

    def sides(self, fields: frozenset[str] | None = None) -> tuple[Trail, ...]:
        """Itself; or as it is at the base and as it is at the head, where an item on the way is another there.

        It is if it stands at another position or has other fields; only `fields` count, if they are given.
        """
        if not any(isinstance(step, Item) and _differs(step, fields) for step in self.steps):
            return (self,)
        pairs = [step.sides() if isinstance(step, Item) and _is_on_both(step) else (step, step) for step in self.steps]
        return tuple(replace(self, steps=steps) for steps in zip(*pairs, strict=True))

    @cached_property
    def path(self) -> tuple[Segment, ...]:
        """The address's path."""
        return tuple(step.segment if isinstance(step, Item) else step for step in self.steps)


def _is_on_both(item: Item) -> bool:
    return item.base is not None and item.head is not None


def _differs(item: Item, names: frozenset[str] | None) -> bool:
    """Whether a selector could hold on one side alone."""
    if not _is_on_both(item):
        return False
    if item.base_index != item.head_index:
        return True
    if names is not None and not names:
        return False
    one, other = (_scalars(node) if isinstance(node, Mapping) else {} for node in (item.base, item.head))
    return any(one.get(name) != other.get(name) for name in (names if names is not None else {**one, **other}))


def _scalars(mapping: Mapping) -> dict[str, str]:
    return {
        key: entry.value.text
        for key, entry in mapping.entries.items()
        if isinstance(key, str) and isinstance(entry.value, Scalar)
    }
