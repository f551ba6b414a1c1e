"""Tells of a value what only its writing in the file tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model.document import Document, Mapping, Node, Scalar
from configguard.model.look_alikes import hidden
from configguard.model.record import replace
from configguard.model.yaml_versions import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Value
    from configguard.model.document import Source
    from configguard.model.proposal import Habit

_TAG = re.compile(r"(?:^|[\s\[{,])!\S*\s+(?:&\S+\s+)?\Z")
_BEFORE = 200
"""So many characters in front are searched for a tag."""


def as_written(value: Value, node: Node, document: Document | None) -> Value:
    """The value with what YAML's versions read in it, and what of it does not show; nearly always the same."""
    if document is None or not isinstance(node, Scalar):
        return value
    if node.text.isascii():
        found = readings(node.text) if document.yaml else None
        return value if found is None or not _is_plain(node, document.source) else replace(value, readings=found)
    # What is spelt out as an escape shows.
    unseen = hidden(node.text) and hidden(document.source.text[node.start : node.end])
    return replace(value, hidden=unseen) if unseen else value


def habits(document: Document) -> frozenset[Habit]:
    """What a document already leaves to the version of YAML: under which keys, and what either version reads there."""
    return frozenset(_habits(document.root, "", document)) if document.root is not None else frozenset()


def _habits(node: Node, key: str, document: Document) -> Iterator[Habit]:
    if isinstance(node, Scalar):
        found = readings(node.text)
        if found is not None and _is_plain(node, document.source):
            yield key, found[0].kind, found[1].kind
    elif isinstance(node, Mapping):
        for name, entry in node.entries.items():
            yield from _habits(entry.value, name if isinstance(name, str) else name.text, document)
    else:
        for item in node.items:
            yield from _habits(item, key, document)


def _is_plain(node: Scalar, source: Source) -> bool:
    """Whether a scalar stands without quotes, and without a tag that says what it is."""
    before = source.text[max(node.start - _BEFORE, 0) : node.start]
    return source.text[node.start : node.end] == node.text and _TAG.search(before) is None
