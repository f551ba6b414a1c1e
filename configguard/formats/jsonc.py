"""Reads JSON with comments and with commas before closing brackets, as editors have it in their settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.formats import _guard
from configguard.formats._json_text import STRING, document
from configguard.model.document import Source
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from configguard.model.document import Document

_COMMENT = re.compile(rf"{STRING}|(?P<comment>//[^\r\n]*|/\*[\s\S]*?\*/)")
_LAST = re.compile(rf"{STRING}|(?P<comma>,)(?=[ \t\r\n]*+[\]}}])")
_SEEN = re.compile(r"[^\r\n]")


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The one document of the file; comments and last commas are read as blanks, all else as `json` reads it.

    Raises `Unreadable`.
    """
    source = _guard.source(data)
    without = _COMMENT.sub(_blanked, source.text)
    return (document(source, Source(_LAST.sub(_without_comma, without), source.bom)),)


def _blanked(found: re.Match[str]) -> str:
    return _SEEN.sub(" ", found[0]) if found["comment"] is not None else found[0]


def _without_comma(found: re.Match[str]) -> str:
    if found["comma"] is None:
        return found[0]
    at = found.start() - 1
    while at >= 0 and found.string[at] in " \t\r\n":
        at -= 1
    return "," if at < 0 or found.string[at] in "[{," else " "  # with nothing before it, it is one too many


FORMAT = Format("jsonc", (".jsonc",), parse)
