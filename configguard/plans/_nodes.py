"""Looks into nodes, and makes others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Document, Entry, Mapping, Node, Scalar, Sequence, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOWHERE = Source("")


def child(node: Node | None, *keys: str) -> Node | None:
    """What stands at the end of these keys, or None."""
    for key in keys:
        entry = node.entries.get(key) if type(node) is Mapping else None
        node = entry.value if entry else None
    return node


def text(node: Node | None, *keys: str) -> str:
    """The text of the scalar that stands there, empty where none does, or null."""
    found = child(node, *keys)
    return found.text if type(found) is Scalar and found.kind != "null" else ""


def items(node: Node | None, *keys: str) -> tuple[Node, ...]:
    """The items of the list that stands there."""
    found = child(node, *keys)
    return found.items if type(found) is Sequence else ()


def entries(node: Node | None, *keys: str) -> list[tuple[str, Node]]:
    """The keys of the mapping that stands there, each with its value."""
    found = child(node, *keys)
    if type(found) is not Mapping:
        return []
    return [(key, entry.value) for key, entry in found.entries.items() if isinstance(key, str)]


def is_true(node: Node | None) -> bool:
    """Whether it is `true`."""
    return type(node) is Scalar and node.kind == "bool" and node.text == "true"


def is_null(node: Node | None) -> bool:
    """Whether it is absent, or null."""
    return node is None or (type(node) is Scalar and node.kind == "null")


def scalar(kind: str, value: str) -> Scalar:
    """A scalar that is written nowhere."""
    return Scalar(kind, value, 0, 0)


def mapping(pairs: Iterable[tuple[str, Node]]) -> Mapping:
    """A mapping that is written nowhere."""
    return Mapping({key: Entry(key, value, 0, 0) for key, value in pairs}, 0, 0)


def sequence(values: Iterable[Node]) -> Sequence:
    """A list that is written nowhere."""
    return Sequence(tuple(values), 0, 0)


def document(root: Node, number: int = 0) -> Document:
    """A document that is written nowhere."""
    return Document(root, _NOWHERE, number)
