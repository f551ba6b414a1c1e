"""Looks at the names that a change brings, of keys and of paths, for what they are not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from configguard.model import look_alikes
from configguard.model.address import Address, Key, key_segment
from configguard.model.document import Mapping, TypedKey
from configguard.model.proposal import Confusable
from configguard.model.record import replace
from configguard.model.trail import Item

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from configguard.diffing import Pair
    from configguard.model.document import Document, KeyId, Node
    from configguard.model.proposal import ChangedFile
    from configguard.model.revision import Comparison, Tree
    from configguard.model.trail import Trail


def confusable_keys(file: ChangedFile, pairs: Iterable[Pair]) -> tuple[Confusable, ...]:
    """The keys that came with an added setting and are not what they look like."""
    by_number: dict[int | None, Pair] = {pair.head.number: pair for pair in pairs if pair.head is not None}
    search = _Search()
    for change in file.changes:
        if change.kind == "added" and change.trail.head_number in by_number:
            search.along(change.trail, by_number[change.trail.head_number])
    return tuple(search.found)


def with_confusable_paths(files: tuple[ChangedFile, ...], comparison: Comparison) -> tuple[ChangedFile, ...]:
    """The same files, each new one with the parts of its path that came with it and are not what they look like."""
    if all(file.base is not None or file.head is None for file in files):
        return files
    base, head = _Folders(comparison.bases[0]), _Folders(comparison.head)
    return tuple(
        replace(file, names=(*_parts(file.path, base, head), *file.names))
        if file.base is None and file.head is not None
        else file
        for file in files
    )


class _Search:
    """Goes through one document along the ways to its added settings; each mapping on the way is looked at once."""

    def __init__(self) -> None:
        self.found: list[Confusable] = []
        self._seen: set[int] = set()

    def along(self, trail: Trail, pair: Pair) -> None:
        base = pair.base.root if pair.base else None
        head = pair.head.root if pair.head else None
        for depth, step in enumerate(trail.steps):
            if type(step) is Item:
                base, head = step.base, step.head
                continue
            if type(step) is not Key or type(head) is not Mapping:
                return
            if id(head) not in self._seen and pair.head is not None:
                self._seen.add(id(head))
                self._look(Address(trail.file, trail.path[:depth], trail.document), base, head, pair.head)
            base, head = _value(base, step), _value(head, step)

    def _look(self, at: Address, base: Node | None, head: Mapping, document: Document) -> None:
        keys = [key for key in head.entries if type(key) is str]
        if not _has_any(keys):
            return
        known = [key for key in keys if type(base) is Mapping and key in base.entries]
        for name, twin in _confusable(keys, known):
            own, other = head.entries[name], None if twin is None else head.entries[twin]
            place = document.source.place(own.key_start)
            twin_place = None if other is None else document.source.place(other.key_start)
            self.found.append(Confusable(name, at.below(key_segment(name)), place, twin, twin_place))


class _Folders:
    """The names in the folders of a tree, asked for once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[str, list[str]] = {}

    def names(self, folder: str) -> list[str]:
        if folder not in self._known:
            self._known[folder] = sorted(self._tree.names(folder))
        return self._known[folder]


def _parts(path: str, base: _Folders, head: _Folders) -> Iterator[Confusable]:
    names = path.split("/")
    for depth, own in enumerate(names):
        folder = "/".join(names[:depth])
        beside = head.names(folder)
        if not _has_any(beside):
            continue
        for name, twin in _confusable(beside, base.names(folder)):
            if name == own:
                before = f"{folder}/" if folder else ""
                yield Confusable(f"{before}{name}", None, None, None if twin is None else f"{before}{twin}")


def _has_any(names: Collection[str]) -> bool:
    """Whether there may be anything to find: nearly always, names are in ASCII and differ by more than case."""
    lowered = set(map(str.lower, names))
    return len(lowered) < len(names) or not all(map(str.isascii, names))


def _confusable(names: Collection[str], known: Collection[str]) -> Iterator[tuple[str, str | None]]:
    """Each new name that looks like another, with that one: one known before, if any, else one that comes earlier."""
    alike: dict[str, list[str]] = defaultdict(list)
    old = frozenset(known)
    for name in sorted(names, key=lambda name: name not in old):
        alike[look_alikes.skeleton(name)].append(name)
    for group in alike.values():
        for name in group:
            twin = None if name == group[0] or _is_customary(name, group[0]) else group[0]
            if name not in old and (twin is not None or look_alikes.odd(name)):
                yield name, twin


def _is_customary(one: str, other: str) -> bool:
    """Whether both are written side by side on purpose: `r` and `R`, `http_proxy` and `HTTP_PROXY`."""
    lower = one.lower()
    return lower == other.lower() and (len(one) == 1 or lower.endswith("_proxy"))


def _value(node: Node | None, step: Key) -> Node | None:
    if type(node) is not Mapping:
        return None
    key: KeyId = step.text if step.kind == "str" else TypedKey(step.kind, step.text)
    entry = node.entries.get(key)
    return entry.value if entry else None
