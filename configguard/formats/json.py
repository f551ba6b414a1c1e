"""Reads JSON as RFC 8259 says, with the place of every key and value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.formats import _guard
from configguard.formats._json_text import document
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from configguard.model.document import Document


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The one document of a JSON file; raises `Unreadable`, for an empty file too, as the standard has it."""
    source = _guard.source(data)
    return (document(source, source),)


FORMAT = Format("json", (".json",), parse)
