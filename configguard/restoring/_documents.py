"""The documents of a YAML file: where each stands in the text, and how one comes or goes as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from configguard.model.document import Document, Mapping, Node, Scalar
from configguard.restoring._cutting import kept, thinned
from configguard.restoring._parts import root_part
from configguard.restoring._splicing import Edit, splice
from configguard.restoring._text import Text, both
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from configguard.restoring._wishing import Wish

Documents: TypeAlias = tuple[Document, ...]

_MARKER = re.compile(r"^---(?=\s|\Z)", re.MULTILINE)
_NO_CONTENT = re.compile(r"(?:\s|^[#%][^\n]*|(?<=\s)#[^\n]*)*\Z", re.MULTILINE)
_MARKER_NEEDED = "---"


def removal(base: Documents, head: Documents, number: int, wish: Wish) -> list[Edit]:
    """The edits that take out of a document that only the head has what is wished."""
    document = head[number]
    _, text = both(base[0].source.text, document.source.text)
    root = _root(document)
    part = root_part(text, root)
    if not wish.covers(root, of_base=False):
        return thinned(text, part, wish, text.others)
    if len(head) == 1:
        return [Edit(text.line_start(part.begin), text.behind_break(text.line_end(part.end)))]
    starts = _starts(text, head)
    return [Edit(starts[number], starts[number + 1])]


def insertion(base: Documents, head: Documents, number: int, wish: Wish) -> list[Edit]:
    """The edits that put what is wished of a document that only the base has behind the one before it."""
    document = base[number]
    old, new = both(document.source.text, head[0].source.text)
    part = root_part(old, _root(document))
    cuts = kept(old, part, wish)
    if len(head) == 1 and head[0].root is None:
        text = splice(old.text, cuts, old.line_start(part.begin), old.line_end(part.end))
        return [Edit(len(new.text), len(new.text), _ended(new.text, new) + text + new.line_break)]
    starts = _starts(old, base)
    text = splice(old.text, cuts, starts[number], starts[number + 1])
    if not text.startswith(_MARKER_NEEDED):
        text = f"{_MARKER_NEEDED}\n{text}"
    text = (text if text.endswith("\n") else f"{text}\n").replace("\r\n", "\n").replace("\n", new.line_break)
    return _between(base, head, number, text, new)


def _between(base: Documents, head: Documents, number: int, text: str, new: Text) -> list[Edit]:
    places = {_identity(document): document.number for document in head}
    above = next((places[i] for d in reversed(base[:number]) if (i := _identity(d)) in places), None)
    starts = _starts(new, head)
    if above is None:
        marked = new.text.startswith(_MARKER_NEEDED, starts[0])
        return [Edit(starts[0], starts[0], text + ("" if marked else _MARKER_NEEDED + new.line_break))]
    at = starts[above + 1]
    return [Edit(at, at, (_ended(new.text, new) if at == len(new.text) else "") + text)]


def _starts(text: Text, documents: Documents) -> list[int]:
    """Where each document begins, and where the last one ends."""
    starts = [found.start() for found in _MARKER.finditer(text.text)]
    if not starts or not _NO_CONTENT.match(text.text[: starts[0]]):
        starts.insert(0, 0)
    if len(starts) != len(documents):
        raise CannotRestore("the documents of this file cannot be told apart")
    return [*starts, len(text.text)]


def _ended(text: str, new: Text) -> str:
    """The line break that a text lacks at its end."""
    return "" if not text or text.endswith("\n") else new.line_break


def _root(document: Document) -> Node:
    if document.root is None:
        raise CannotRestore("the document is empty")
    return document.root


def _identity(document: Document) -> object:
    """What makes a document itself: what it is in Kubernetes, else its number."""
    root = document.root
    if isinstance(root, Mapping):
        metadata = root.entries["metadata"].value if "metadata" in root.entries else None
        found = [_text(root, "kind"), _text(metadata, "namespace"), _text(metadata, "name")]
        if found[0] and found[2]:
            return tuple(found)
    return document.number


def _text(node: Node | None, key: str) -> str | None:
    value = node.entries[key].value if isinstance(node, Mapping) and key in node.entries else None
    return value.text if isinstance(value, Scalar) else None
