"""Finds the keys of YAML mappings that stand twice, or that loaders cannot tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.formats._yaml_compose import MappingNode, SequenceNode
from configguard.formats._yaml_loaded import loaded
from configguard.model.document import Duplicate, KeyId, TypedKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.formats._yaml_compose import Composed
    from configguard.formats._yaml_nodes import Converter

Path = tuple[KeyId | int, ...]


class Search:
    """Looks through one document once, at its anchors and not again where they are repeated."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self._seen: set[int] = set()

    def duplicates(self, node: Composed, path: Path = ()) -> Iterator[Duplicate]:
        """The duplicates at and beneath a node, in the order of the text."""
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if node.__class__ is SequenceNode:
            for number, item in enumerate(node.value):
                yield from self.duplicates(item, (*path, number))
        elif node.__class__ is MappingNode:
            yield from self._in_mapping(node, path)

    def _in_mapping(self, node: Composed, path: Path) -> Iterator[Duplicate]:
        first: dict[KeyId, tuple[int, KeyId]] = {}
        for key_node, value_node in node.value:
            key, start, _ = self._converter.key(key_node)
            if not self._converter.is_merge(key_node, key, start):
                same = loaded(key) if isinstance(key, TypedKey) else key
            else:
                same = _MERGE
            if same in first:
                offset, other = first[same]
                yield Duplicate(path, key, offset, start, None if other == key else _text(other))
            else:
                first[same] = start, key
            yield from self.duplicates(value_node, (*path, key))


_MERGE = TypedKey("!!merge", "")


def _text(key: KeyId) -> str:
    return key.text if isinstance(key, TypedKey) else key
