"""Reads JSON with comments and with commas before closing brackets, as editors have it in their settings."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from configguard.formats import _guard
from configguard.formats._json_text import STRING, document
from configguard.model.document import Source, Unreadable
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from configguard.model.document import Document

_COMMENT = re.compile(rf"{STRING}|(?P<line>//[^\r\n]*)|(?P<block>/\*[\s\S]*?(?P<end>\*/|\Z))")
_LAST = re.compile(rf"{STRING}|(?P<comma>,)(?=[ \t\r\n]*+[\]}}])")
_SEEN = re.compile(r"[^\r\n]")


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The one document of the file; comments and last commas are read as blanks, all else as `json` reads it.

    Raises `Unreadable`.
    """
    source = _guard.source(data)
    without = _COMMENT.sub(partial(_blanked, source), source.text)
    return (document(source, Source(_LAST.sub(_without_comma, without), source.bom)),)


def _blanked(source: Source, found: re.Match[str]) -> str:
    if found["line"] is None and found["block"] is None:
        return found[0]
    if found["end"] == "":
        raise Unreadable("a comment is never closed with `*/`", source.place(found.start()))
    if found["line"] is not None:
        _guard.refuse_broken_comment(source, *found.span())
    return _SEEN.sub(" ", found[0])


def _without_comma(found: re.Match[str]) -> str:
    if found["comma"] is None:
        return found[0]
    at = found.start() - 1
    while at >= 0 and found.string[at] in " \t\r\n":
        at -= 1
    return "," if at < 0 or found.string[at] in "[{," else " "  # with nothing before it, it is one too many


FORMAT = Format("jsonc", (".jsonc",), parse)
