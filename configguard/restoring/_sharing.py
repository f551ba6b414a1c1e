"""What anchors mean for putting back: a text that aliases and merge keys repeat changes at every place at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from configguard.model.document import Document, KeyId, Mapping, Node, Sequence
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.restoring._splicing import Edit
    from configguard.restoring._wishing import Places, Wish


class Location(NamedTuple):
    """Where a wish is fulfilled in the head's text: the start of a node, what is missing beneath it; and its kind."""

    start: int
    missing: KeyId | Places | None
    kind: str


def refuse_half_shared(base: Document, head: Document, wish: Wish, edits: list[Edit], repointed: set[int]) -> None:
    """Raise `CannotRestore` if an edit at an anchor would change more than is wished, or an alias less.

    `repointed` are the starts of nodes of which an alias gives way, so that they themselves may stay.
    """
    if not head.shared or head.root is None:
        return
    places = Counter(starts(head.root))
    wished = [one for one in _locations(wish, base.root, head.root) if one.start in head.shared]
    often = Counter((one.start, one.missing) for one in wished)
    for start, missing, kind in wished:
        touched = missing is not None or any(e.start <= start < max(e.end, e.start + 1) for e in edits)
        is_whole = often[start, missing] == places[start]
        if (touched and not is_whole) or not (touched or kind == "added" or start in repointed):
            line = head.source.place(start).line
            problem = f"it is written at an anchor, on line {line}, that other settings repeat"
            raise CannotRestore(problem, f"put back all that repeats it too, or edit line {line} by hand")


def starts(node: Node) -> Iterator[int]:
    """The starts of a node and of all beneath it, as often as they are repeated."""
    yield node.start
    for part in _below(node):
        yield from starts(part)


def _below(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        return [entry.value for entry in node.entries.values()]
    return [*node.items] if isinstance(node, Sequence) else []


def _locations(wish: Wish, old: Node | None, new: Node) -> Iterator[Location]:
    for kind in wish.changes:
        yield Location(new.start, None, kind)
    for key, below in wish.keys.items():
        before = old.entries.get(key) if isinstance(old, Mapping) else None
        after = new.entries.get(key) if isinstance(new, Mapping) else None
        if after is None:
            yield Location(new.start, key, "removed")
        elif before is None or before.inherited or not after.inherited:  # else the base's own entry comes back
            yield from _locations(below, before and before.value, after.value)
    for (at_base, at_head), below in wish.items.items():
        if at_head is None or not isinstance(new, Sequence):
            yield Location(new.start, (at_base, at_head), "removed")
        else:
            item = old.items[at_base] if isinstance(old, Sequence) and at_base is not None else None
            yield from _locations(below, item, new.items[at_head])
