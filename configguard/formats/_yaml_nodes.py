"""Turns composed YAML into the model's nodes: with kinds and places, aliases and merge keys expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.formats import _limits, _yaml_words
from configguard.formats._measure import Measure
from configguard.formats._yaml_compose import MappingNode, ScalarNode, SequenceNode
from configguard.formats._yaml_extent import behind_alias, behind_properties, block_scalar_end, empty
from configguard.formats._yaml_merge import Merger
from configguard.model.document import Entry, KeyId, Mapping, Node, Scalar, Sequence, Source, TypedKey

if TYPE_CHECKING:
    from configguard.formats._yaml_compose import Composed
    from configguard.model.document import Place

_new = tuple.__new__  # a third of the cost of calling the class, and a large change makes hundreds of thousands
_PROPERTIES = frozenset("&!")
_BLOCK = frozenset("|>")
_SPECIAL = _PROPERTIES | _BLOCK
_YAML_TAG = "tag:yaml.org,2002:"
_KINDS = frozenset({"!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!binary"})


class Converter:
    """Converts one document, its root first.

    A node stands where its own text does, behind its anchor and its tag. A scalar in block style ends before
    its last line break, a collection in block style where its last part ends. What an alias repeats or a
    merge key brings keeps the place of its anchor; `repeated` lists it. `is_suspicious` says that a mapping
    may hold a key twice.
    """

    def __init__(self, source: Source, text: str) -> None:
        """`text` is the source's with one character more, so that there is one at every offset."""
        self.repeated: list[Node] = []
        self.is_suspicious = False
        self._source = source
        self._text = text
        self._done: dict[int, Node] = {}
        self._open: set[int] = set()
        self._merger = Merger()
        self._measure = Measure()

    def document(self, root: Composed) -> Node | None:
        """The root with all beneath it, None where nothing is written; raises as `node` does."""
        node = self.node(root)
        if self.repeated:
            self._measure.check(node)
        return None if _is_nothing(root) and self._text[root.start_mark.index] not in _PROPERTIES else node

    def node(self, node: Composed) -> Node:
        """A node with all beneath it.

        Raises `Unreadable` for a key that no address can name, a merge key without mappings, and what lies
        beyond the limits.
        """
        start: int = node.start_mark.index
        first = self._text[start]
        if node.__class__ is ScalarNode:
            end = node.end_mark.index
            if first not in _SPECIAL and 0 < end - start <= _limits.SCALAR_CHARACTERS:  # nearly all of them
                return _new(Scalar, (node.tag, node.value, start, end))
            if first not in _PROPERTIES:
                return self._scalar(node, start, node.tag)
        if first in _PROPERTIES:
            return self._marked(node, start)
        if node.__class__ is MappingNode:
            return self._mapping(node, start, None)
        return self._sequence(node, start, None)

    def key(self, node: Composed) -> tuple[KeyId, int, int]:
        """A mapping's key, where it starts and where it ends; raises `Unreadable` if it is no scalar."""
        if node.__class__ is not ScalarNode:
            start = node.start_mark.index
            template = start > 0 and self._text[start - 1 : start + 1] == "{{"
            raise _yaml_words.complex_key(self._place(start), template=template)
        scalar = self.node(node)
        assert isinstance(scalar, Scalar)  # noqa: S101 - for the type checker: a scalar's node is a scalar
        kind, text, start, end = scalar
        if kind != "str":
            self.is_suspicious = True
        return (text if kind == "str" else TypedKey(kind, text)), start, end

    def is_merge(self, node: Composed, key: KeyId, start: int) -> bool:
        """Whether a key is a merge key: `<<` in no quotes and with no other tag than that of merge keys."""
        if key != "<<" or self._text[start] != "<":
            return key == ("!!merge", "<<")
        marked: int = node.start_mark.index
        return marked == start or behind_properties(self._text, marked, start)[1] is None

    def _scalar(self, node: Composed, start: int, kind: str) -> Scalar:
        end = node.end_mark.index
        value = node.value
        if node.style in _BLOCK:
            end = block_scalar_end(self._text, start, end, value)
        elif start == end:
            start = end = empty(self._text, start)
        if len(value) > _limits.SCALAR_CHARACTERS:
            raise _limits.beyond("scalar-size", self._place(start))
        return _new(Scalar, (kind, value, start, end))

    def _mapping(self, node: Composed, start: int, tag: str | None) -> Mapping:
        entries: dict[KeyId, Entry] = {}
        merges: list[tuple[Node, Place]] = []
        text = self._text
        key_end = end = start
        key: KeyId
        for key_node, value_node in node.value:
            key_start = key_node.start_mark.index
            if key_node.__class__ is not ScalarNode or text[key_start] in _PROPERTIES:
                key, key_start, key_end = self.key(key_node)
            else:
                key, key_end = key_node.value, key_node.end_mark.index
                if key_node.tag != "str":
                    key = _new(TypedKey, (key_node.tag, key))
                    self.is_suspicious = True
            value = self.node(value_node)
            if key in _MERGES and self.is_merge(key_node, key, key_start):
                merges.append((value, self._place(key_start)))
            else:
                entries[key] = _new(Entry, (key, value, key_start, key_end, False))
            end = value.end if value.start >= key_end else -1
        if node.flow_style:
            end = node.end_mark.index
        elif end < 0:
            end = behind_alias(text, key_end, node.end_mark.index)
        if len(node.value) - len(entries) > bool(merges):
            self.is_suspicious = True
        if merges:
            entries = self._merger.merged(entries, merges)
        return _new(Mapping, (entries, start, end, tag))

    def _sequence(self, node: Composed, start: int, tag: str | None) -> Sequence:
        items = tuple([self.node(item) for item in node.value])
        end = node.end_mark.index
        if not node.flow_style and items:
            end = self._end(items, start, end)
        return _new(Sequence, (items, start, end, tag))

    def _end(self, items: tuple[Node, ...], start: int, end: int) -> int:
        """Where a list in block style ends; a repeated item ends elsewhere, so its alias is looked for."""
        behind = start
        if not self._done:
            return items[-1].end
        for item in items:
            behind = item.end if item.start >= behind else behind_alias(self._text, behind, end)
        return behind

    def _marked(self, node: Composed, start: int) -> Node:
        """A node behind an anchor or a tag, which may have been met before."""
        known = self._done.get(id(node))
        if known is not None:
            self.repeated.append(known)
            if len(self.repeated) > _limits.ALIASES:
                raise _limits.beyond("aliases", self._place(start))
            return known
        if id(node) in self._open:
            raise _limits.beyond("recursive-alias", self._place(start))
        self._open.add(id(node))
        begin, tag = behind_properties(self._text, start, _first_part(node, start))
        converted = self._behind_properties(node, begin, tag)
        self._open.discard(id(node))
        self._done[id(node)] = converted
        self._measure.check(converted)
        return converted

    def _behind_properties(self, node: Composed, start: int, tag: str | None) -> Node:
        explicit = _short(node.tag) if tag is not None and tag != "!" else None
        if node.__class__ is ScalarNode:
            kind = explicit or ("str" if tag else node.tag)
            return self._scalar(node, start, kind[2:] if kind in _KINDS else kind)
        if node.__class__ is MappingNode:
            return self._mapping(node, start, explicit if explicit != "!!map" else None)
        return self._sequence(node, start, explicit if explicit != "!!seq" else None)

    def _place(self, offset: int) -> Place:
        return self._source.place(offset)


_MERGES = frozenset({"<<", TypedKey("!!merge", "<<")})


def _is_nothing(root: Composed) -> bool:
    return root.__class__ is ScalarNode and (root.tag, root.value) == ("null", "")


def _first_part(node: Composed, start: int) -> int:
    """The offset that no property of the node itself reaches: its first part's, or its end."""
    end: int = node.end_mark.index
    if node.__class__ is ScalarNode or not node.value:
        return end
    first = node.value[0] if node.__class__ is SequenceNode else node.value[0][0]
    part: int = first.start_mark.index
    return part if start <= part < end else end


def _short(tag: str) -> str:
    """A tag in its short form: `!!int`, `!Ref`, `!<tag:example.com,2000:x>`."""
    if tag.startswith(_YAML_TAG):
        return f"!!{tag.removeprefix(_YAML_TAG)}"
    return tag if tag.startswith("!") else f"!<{tag}>"
