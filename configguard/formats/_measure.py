"""How large a document is with its aliases written out, and which of its nodes they repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.formats import _limits
from configguard.model.document import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

CHARACTERS = 64
"""So many characters of one value count as a value more: a long one that is repeated takes as much room as many."""


class Measure:
    """Measures nodes as if all aliases were written out, each node once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int]] = {}

    def check(self, node: Node) -> None:
        """Raise `Unreadable` if the node, expanded, is too large or too deep."""
        size, depth = self.of(node)
        if size > _limits.EXPANDED_NODES:
            raise _limits.beyond("expanded-size")
        if depth > _limits.DEPTH:
            raise _limits.beyond("depth")

    def of(self, node: Node) -> tuple[int, int]:
        """How many nodes it holds, itself included, and how many levels of collections."""
        if not isinstance(node, Mapping | Sequence):
            return 1 + len(node.text) // CHARACTERS, 0
        known = self._known.get(id(node))
        if known is None:
            parts = [self.of(part) for part in parts_of(node)]
            size = 1 + sum(size for size, _ in parts)
            depth = 1 + max((depth for _, depth in parts), default=0)
            known = self._known[id(node)] = size, depth
        return known


def parts_of(node: Node) -> Iterable[Node]:
    """The nodes right beneath a node."""
    if isinstance(node, Mapping):
        return [entry.value for entry in node.entries.values()]
    return node.items if isinstance(node, Sequence) else ()


def starts(nodes: Iterable[Node]) -> frozenset[int]:
    """The start offsets of these nodes and of all beneath them."""
    seen: set[int] = set()
    offsets: set[int] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            offsets.add(node.start)
            waiting.extend(parts_of(node))
    return frozenset(offsets)
