"""Reads TOML 1.0 with the place of every key and value."""

from __future__ import annotations

import tomllib

from configguard.formats import _guard, _pause
from configguard.formats._toml_agreement import agree
from configguard.formats._toml_places import Scanner
from configguard.formats._toml_words import refusal
from configguard.model.document import Document, Mapping, Source, Unreadable
from configguard.model.plugins import Format


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The one document of a TOML file; an empty file is an empty mapping.

    Python's own parser decides what is valid, and what it reads must agree with what is found in the text. A
    table reaches from its first mention to the end of its last value; other tables may stand in between.
    Raises `Unreadable`.
    """
    source = _guard.source(data)
    with _pause.collecting():
        root = _found(source)
        try:
            values = tomllib.loads(source.text)
        except ValueError as error:
            raise refusal(str(error), source) from None
        if isinstance(root, Unreadable):
            raise root
        if not agree(root, values):
            raise Unreadable("two readers of TOML disagree about this file, a fault of ConfigGuard's, not of yours")
    return (Document(root, source),)


def _found(source: Source) -> Mapping | Unreadable:
    """What is found in the text, or where the way was lost, as it may be in a text that is no TOML.

    Raises `Unreadable` for what lies beyond the limits: Python's parser knows none.
    """
    try:
        return Scanner(source).root()
    except Unreadable as lost:
        if lost.limit is not None:
            raise
        return lost


FORMAT = Format("toml", (".toml",), parse)
