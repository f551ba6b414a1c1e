"""What is to be put back, as a tree in the shape of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from configguard.model.address import Key, Selector
from configguard.model.change import Change
from configguard.model.document import KeyId, Mapping, Node, Scalar, Sequence, TypedKey
from configguard.model.record import dataclass, field
from configguard.model.trail import Item
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from collections.abc import Iterable

Places: TypeAlias = tuple[int | None, int | None]
"""Where a list item stands at the base and at the head."""


@dataclass(slots=True)
class Wish:
    """What is to be put back at and beneath a node; `fields` are those that tell a list's items apart.

    `everything` says that the node is to become what it is at the base, whatever the changes are.
    """

    changes: dict[str, Change] = field(default_factory=dict)
    keys: dict[KeyId, Wish] = field(default_factory=dict)
    items: dict[Places, Wish] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    everything: bool = False

    def __bool__(self) -> bool:
        """Whether anything is to be put back."""
        return bool(self.everything or self.changes or self.keys or self.items)

    def key(self, key: KeyId) -> Wish:
        """The wish for an entry."""
        return self if self.everything else self.keys.get(key, NOTHING)

    def item(self, base: int | None, head: int | None) -> Wish:
        """The wish for a list item, by its positions on either side."""
        return self if self.everything else self.items.get((base, head), NOTHING)

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Wish:
        """The tree of changes of one document."""
        root = cls()
        for change in changes:
            at = root
            for step in change.trail.steps:
                if isinstance(step, Key):
                    key = step.text if step.kind == "str" else TypedKey(step.kind, step.text)
                    at = at.keys.setdefault(key, cls())
                elif isinstance(step, Item):
                    if isinstance(step.segment, Selector):
                        at.fields = tuple(name for name, _ in step.segment.fields)
                    at = at.items.setdefault((step.base_index, step.head_index), cls())
                else:
                    problem = "the content of this file is compared as a whole"
                    raise CannotRestore(problem, "take the whole file from the base")
            at.changes[change.kind] = change
        return root

    def covers(self, node: Node, *, of_base: bool) -> bool:
        """Whether every setting at and beneath a node is to be put back, one that only one side has."""
        if self.everything or is_leaf(node):
            return self.everything or ("removed" if of_base else "added") in self.changes
        return all(wish.covers(part, of_base=of_base) for part, wish in self.parts(node, of_base=of_base))

    def touches(self, node: Node, *, of_base: bool) -> bool:
        """Whether any setting at or beneath a node is to be put back, one that only one side has."""
        if self.everything or is_leaf(node):
            return self.everything or ("removed" if of_base else "added") in self.changes
        return any(wish.touches(part, of_base=of_base) for part, wish in self.parts(node, of_base=of_base))

    def parts(self, node: Node, *, of_base: bool) -> list[tuple[Node, Wish]]:
        """What is right beneath a node that only one side has, with the wish for it."""
        if isinstance(node, Mapping):
            return [(entry.value, self.key(key)) for key, entry in node.entries.items()]
        items = node.items if isinstance(node, Sequence) else ()
        return [(item, self.item(n, None) if of_base else self.item(None, n)) for n, item in enumerate(items)]


NOTHING = Wish()
EVERYTHING = Wish(everything=True)


def is_leaf(node: Node) -> bool:
    """Whether it is a setting by itself: a scalar, or an empty mapping or list."""
    return isinstance(node, Scalar) or is_empty(node)


def is_empty(node: Node | None) -> bool:
    """Whether it is an empty mapping or list."""
    return (isinstance(node, Mapping) and not node.entries) or (isinstance(node, Sequence) and not node.items)
