"""Gives what stands at a path of keys and positions its address."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - part of the public signatures
from typing import Literal, NamedTuple

from configguard.diffing.identity import Fields, Identity, ItemPair, is_unique, values
from configguard.diffing.pairing import Pair  # noqa: TC001 - part of the public signatures
from configguard.model.address import Key, key_segment
from configguard.model.change import SECRET_SHOWN
from configguard.model.document import Document, KeyId, Mapping, Node, Sequence, TypedKey
from configguard.model.trail import Item, Step, Trail

Path = tuple[KeyId | int, ...]


class RepeatedItem(NamedTuple):
    """Two items of a list that share their declared identity; the path is the list's, the offsets are the items'."""

    path: Path
    identity: str
    first: int
    again: int


Lists = dict[Path, dict[int | None, ItemPair]]
"""The items of one side's lists by their position, as far as they were asked for."""


def locate(  # noqa: PLR0913, PLR0917 - the last one is for those who ask often
    file: str,
    pair: Pair,
    side: Literal["base", "head"],
    path: Path,
    identity: Identity,
    known: Lists | None = None,
) -> Trail:
    """The trail of what stands at `path` in one side's document, its list items known as on both sides.

    Who asks often about one side hands in one and the same `known`: a long list is paired once, not for each item.
    """
    lists = {} if known is None else known
    base = pair.base.root if pair.base else None
    head = pair.head.root if pair.head else None
    steps: tuple[Step, ...] = ()
    for depth, part in enumerate(path):
        if isinstance(part, int):
            if path[:depth] not in lists:
                one, other = (n if type(n) is Sequence else None for n in (base, head))
                lists[path[:depth]] = _by_index(identity.pairs(steps, one, other)[0], side)
            step, base, head = lists[path[:depth]][part]
            steps = (*steps, step)
        else:
            base, head = (_value(node, part) for node in (base, head))
            steps = (*steps, key_segment(part))
    return pair.trail(file, steps)


def _by_index(items: list[ItemPair], side: Literal["base", "head"]) -> dict[int | None, ItemPair]:
    return {item.step.base_index if side == "base" else item.step.head_index: item for item in items}


def at(pair: Pair, steps: tuple[Step, ...]) -> tuple[Sequence, Sequence] | None:
    """The list on both sides at the end of these steps, or None where either side has none."""
    base = pair.base.root if pair.base else None
    head = pair.head.root if pair.head else None
    for step in steps:
        if isinstance(step, Item):
            base, head = step.base, step.head
        elif isinstance(step, Key):
            key = step.text if step.kind == "str" else TypedKey(step.kind, step.text)
            base, head = (_value(node, key) for node in (base, head))
    return (base, head) if type(base) is Sequence and type(head) is Sequence else None


def repeated_items(document: Document, identity: Identity) -> Iterator[RepeatedItem]:
    """The items of lists whose declared identity is not theirs alone."""
    if document.root is not None and (identity.bare or identity.paths):
        yield from _repeated(document.root, (), (), identity)


def _repeated(node: Node, path: Path, steps: tuple[Step, ...], identity: Identity) -> Iterator[RepeatedItem]:
    if type(node) is Mapping:
        for key, entry in node.entries.items():
            yield from _repeated(entry.value, (*path, key), (*steps, key_segment(key)), identity)
    elif type(node) is Sequence:
        declared = identity.declared(steps)
        if declared and not is_unique(node.items, declared):
            yield from _same(node, path, declared, shown=not identity.hides(steps, node.items, declared))
        found, _ = identity.pairs(steps, None, node)
        for number, item in enumerate(node.items):
            yield from _repeated(item, (*path, number), (*steps, found[number].step), identity)


def _same(node: Sequence, path: Path, declared: Fields, *, shown: bool) -> Iterator[RepeatedItem]:
    first: dict[Fields, int] = {}
    for item in node.items:
        known = values(item, declared)
        if known is None:
            continue
        if known in first:
            pairs = zip(declared, known if shown else (SECRET_SHOWN,) * len(known), strict=True)
            named = ", ".join(f"{name} {value}" for name, value in pairs)
            yield RepeatedItem(path, named, first[known], item.start)
        else:
            first[known] = item.start


def _value(node: Node | None, key: KeyId) -> Node | None:
    entry = node.entries.get(key) if type(node) is Mapping else None
    return entry.value if entry else None
