"""Reads TOML 1.0 with the place of every key and value."""

from __future__ import annotations

import re
import tomllib

from configguard.formats import _guard, _limits, _measure, _pause
from configguard.formats._toml_agreement import agree
from configguard.formats._toml_places import Scanner
from configguard.formats._toml_words import refusal
from configguard.model.document import Document, Source, Unreadable
from configguard.model.plugins import Format

_CHAIN = re.compile(r"""(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)++""")
"""A dotted key but for its last part; it may also be found in a text, where it is as unlikely."""


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The one document of a TOML file; an empty file is an empty mapping.

    Python's own parser decides what is valid, and what it reads must agree with what is found in the text. A
    table reaches from its first mention to the end of its last value; other tables may stand in between.
    Raises `Unreadable`.
    """
    source = _guard.source(data)
    _refuse_long_keys(source)
    with _pause.collecting():
        try:
            values = tomllib.loads(source.text)
        except RecursionError:
            raise _limits.beyond("depth") from None
        except ValueError as error:
            raise refusal(str(error), source) from None
        root = Scanner(source).root()
        _measure.Measure().check(root)
        if not agree(root, values):
            raise Unreadable("two readers of TOML disagree about this file, a fault of ConfigGuard's, not of yours")
    return (Document(root, source),)


def _refuse_long_keys(source: Source) -> None:
    """Python's parser takes time that grows with the square of a dotted key's length."""
    for chain in _CHAIN.finditer(source.text):
        if chain[0].count(".") > _limits.DEPTH:
            raise _limits.beyond("depth", source.place(chain.start()))


FORMAT = Format("toml", (".toml",), parse)
