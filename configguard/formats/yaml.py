"""Reads YAML 1.1, as PyYAML does, into nodes; nothing is ever constructed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.formats import _guard, _pause
from configguard.formats._measure import starts
from configguard.formats._yaml_compose import compose
from configguard.formats._yaml_duplicates import Search
from configguard.formats._yaml_nodes import Converter
from configguard.model.document import Document
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from configguard.formats._yaml_compose import Composed
    from configguard.model.document import Source


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The documents of a YAML file, in order.

    A file without one (nothing, or only comments) is one document whose root is None, and so is the root of
    one in which nothing is written (`---`). Raises `Unreadable`.
    """
    source = _guard.source(data)
    with _pause.collecting():
        return _documents(source) or (Document(None, source),)


def _documents(source: Source) -> tuple[Document, ...]:
    text = source.text + "\0"
    return tuple(_document(root, number, source, text) for number, root in enumerate(compose(source)))


def _document(root: Composed, number: int, source: Source, text: str) -> Document:
    converter = Converter(source, text)
    node = converter.document(root)
    shared = starts(converter.repeated)
    duplicates = tuple(Search(converter).duplicates(root)) if converter.is_suspicious else ()
    return Document(node, source, number, duplicates, shared, yaml=True)


FORMAT = Format("yaml", (".yaml", ".yml"), parse)
