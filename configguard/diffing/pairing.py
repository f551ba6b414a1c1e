"""Finds for each document of a file its counterpart on the other side."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from configguard.model.address import DocumentId
from configguard.model.document import Document, Mapping, Node, Scalar
from configguard.model.trail import Step, Trail


class Pair(NamedTuple):
    """A document with its counterpart on the other side."""

    id: DocumentId | None
    base: Document | None
    head: Document | None

    def trail(self, file: str, steps: tuple[Step, ...]) -> Trail:
        """The trail of these steps in this document."""
        numbers = [None if side is None else side.number for side in (self.base, self.head)]
        return Trail(file, steps, self.id, *numbers)


def pairs(base: tuple[Document, ...], head: tuple[Document, ...]) -> list[Pair]:
    """The documents of a file, each with its counterpart: Kubernetes' by what they are, others by their number."""
    before = [document for document in base if document.root is not None]
    after = [document for document in head if document.root is not None]
    several = len(before) > 1 or len(after) > 1
    at_base = _identified(before, several=several)
    at_head = _identified(after, several=several)
    return [Pair(i, at_base.get(i), at_head.get(i)) for i in {**at_base, **at_head}]


def _identified(documents: list[Document], *, several: bool) -> dict[DocumentId | None, Document]:
    kubernetes = [_kubernetes(document.root) for document in documents]
    often = Counter(kubernetes)
    found: dict[DocumentId | None, Document] = {}
    for identity, document in zip(kubernetes, documents, strict=True):
        if identity and often[identity] == 1:
            found[identity] = document
        elif several:
            found[DocumentId(number=document.number, known_as=identity.parts if identity else ())] = document
        else:
            found[None] = document
    return found


def _kubernetes(root: Node | None) -> DocumentId | None:
    """`[namespace/kind/name]` of a Kubernetes object, or None if the document is none."""
    if type(root) is not Mapping or "apiVersion" not in root.entries:
        return None
    kind, metadata = root.entries.get("kind"), root.entries.get("metadata")
    if kind is None or metadata is None or type(metadata.value) is not Mapping:
        return None
    namespace, name = (metadata.value.entries.get(key) for key in ("namespace", "name"))
    parts = [entry.value for entry in (namespace, kind, name) if entry is not None]
    if name is None or not all(type(part) is Scalar and part.kind == "str" and part.text for part in parts):
        return None
    return DocumentId(tuple(part.text for part in parts if type(part) is Scalar))
