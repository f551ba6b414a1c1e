"""Reads any file as one value that changes when the file does, and that never shows its content."""

from __future__ import annotations

import hashlib

from configguard.model.document import Document, Scalar, Source
from configguard.model.plugins import Format


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """One document whose root has the kind `opaque` and, as its text, the SHA-256 of the bytes in hex."""
    root = Scalar("opaque", hashlib.sha256(data).hexdigest(), 0, 0)
    return (Document(root, Source("")),)


FORMAT = Format("opaque", (), parse)
