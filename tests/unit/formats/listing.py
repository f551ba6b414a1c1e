"""Writes a reading out: every setting with its place, path, kind and text."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from configguard import formats
from configguard.model.address import Index, Segment, joined, key_segment
from configguard.model.document import Document, Duplicate, Mapping, Node, Scalar, Sequence, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
SUITES = Path(os.environ.get("CONFIGGUARD_SUITES", ROOT.parent / "shared" / "suites"))


def read(text: str | bytes, file: str = "a.yaml") -> tuple[Document, ...]:
    """The documents; a refusal is a failure."""
    reading = formats.read(file, text if isinstance(text, bytes) else text.encode())
    assert isinstance(reading, tuple), reading
    return reading


def root(text: str | bytes, file: str = "a.yaml") -> Node:
    """The root of the one document."""
    (document,) = read(text, file)
    assert document.root is not None
    return document.root


def refused(text: str | bytes, file: str = "a.yaml") -> Unreadable:
    """The refusal; documents are a failure."""
    reading = formats.read(file, text if isinstance(text, bytes) else text.encode())
    assert isinstance(reading, Unreadable), "it was read"
    return reading


def values(text: str | bytes, file: str = "a.yaml") -> dict[str, tuple[str, str]]:
    """Kind and text of every setting of the one document, by path."""
    return {
        joined(path): (node.kind, node.text) for path, node in settings(root(text, file)) if isinstance(node, Scalar)
    }


def settings(node: Node, path: tuple[Segment, ...] = ()) -> Iterator[tuple[tuple[Segment, ...], Node]]:
    """The leaves, empty collections too, with their paths."""
    if isinstance(node, Mapping) and node.entries:
        for key, entry in node.entries.items():
            yield from settings(entry.value, (*path, key_segment(key)))
    elif isinstance(node, Sequence) and node.items:
        for number, item in enumerate(node.items):
            yield from settings(item, (*path, Index(number)))
    else:
        yield path, node


def listing(documents: tuple[Document, ...]) -> str:
    """A line for every setting, tag and duplicate; `&` marks what stands at an anchor that is used again."""
    lines = []
    for document in documents:
        lines.append(f"document {document.number}")
        lines += [] if document.root is None else _lines(document, document.root, ())
        for duplicate in document.duplicates:
            first, again = (":".join(map(str, document.source.place(at))) for at in duplicate[2:4])
            lines.append(f"  twice: {key_segment(duplicate.key)} at {again}, first at {first}{_other(duplicate)}")
    return "\n".join(lines) + "\n"


def _lines(document: Document, node: Node, path: tuple[Segment, ...]) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield _line(document, node, path, f"{node.kind} {json.dumps(node.text, ensure_ascii=False)}")
        return
    if node.tag is not None or len(node[0]) == 0:
        yield _line(document, node, path, f"{node.tag or ''}{'{}' if isinstance(node, Mapping) else '[]'}")
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from _lines(document, entry.value, (*path, key_segment(key)))
    else:
        for number, item in enumerate(node.items):
            yield from _lines(document, item, (*path, Index(number)))


def _other(duplicate: Duplicate) -> str:
    return "" if duplicate.collides is None else f" as {duplicate.collides}"


def _line(document: Document, node: Node, path: tuple[Segment, ...], what: str) -> str:
    line, column = document.source.place(node.start)
    shared = "&" if node.start in document.shared else " "
    return f"  {line}:{column:<3}{shared} {joined(path) or '.'}  {what}"
