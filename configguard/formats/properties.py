r"""Reads Java's properties as `java.util.Properties.load` does, from UTF-8.

A key ends before the first `=`, `:` or blank that has no backslash before it; a line that ends in a backslash goes on
in the next; `\u0041` and other escapes are read, so that a key is what the program sees. Keys split at their dots, but
one that would have an empty part: it stays whole. A key that has a value and others beneath it keeps its value under
an empty name, which therefore no other key has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.formats import _guard
from configguard.formats._statements import LINE_BREAK, Part, Statements, or_a_template
from configguard.model.document import Scalar, Unreadable
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import Document, Source

_GOES_ON = rf"\\{LINE_BREAK}[ \t]*"
_BLANKS = rf"(?:[ \t]|{_GOES_ON})*+"
_LINE = re.compile(
    rf"""[ \t]*(?:(?:[#!][^\r\n]*|(?:{_GOES_ON})*+)(?:{LINE_BREAK}|\Z)
    |(?P<key>(?:{_GOES_ON}|\\(?:[\s\S]|\Z)|[^\\=:\ \t\r\n])*+){_BLANKS}(?:[=:]{_BLANKS})?
    (?P<value>(?:{_GOES_ON}|\\(?:[\s\S]|\Z)|[^\\\r\n])*+)(?:{LINE_BREAK}|\Z))""".replace("\n    ", "")
)
_ESCAPE = re.compile(rf"{_GOES_ON}|\\u(?P<code>[0-9a-fA-F]{{4}})|\\(?P<character>[\s\S]|\Z)")
_BROKEN = re.compile(r"(?<!\\)(?:\\\\)*+(\\u(?![0-9a-fA-F]{4}))")
_CHARACTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The one document of the file, mappings of texts; raises `Unreadable` for an escape that is not complete."""
    source = _guard.source(data)
    statements = Statements(source)
    at = 0
    while at < len(source.text):
        line = _LINE.match(source.text, at)
        if line is None:  # which fits everything
            break
        if line["key"] is not None:
            _state(source, line, statements)
        at = line.end()
    return statements.document()


def _state(source: Source, line: re.Match[str], statements: Statements) -> None:
    broken = _BROKEN.search(line[0])
    if broken is not None:
        problem = or_a_template(r"behind \u must stand four hexadecimal digits", source.text)
        raise Unreadable(problem, source.place(line.start() + broken.start(1)))
    *above, last = _parts(line["key"], line.start("key"))
    at = statements.root
    path: tuple[str, ...] = ()
    for part in above:
        at, path = statements.table(at, path, part), (*path, part.text)
    value = Scalar("str", _read(line["value"]), *line.span("value"))
    statements.put(at, path, last, value)


def _parts(written: str, start: int) -> Iterator[Part]:
    """The parts of a key; where escapes stand in it, all of it is the place of each."""
    end = start + len(written)
    escaped = "\\" in written
    whole = _read(written)
    parts = whole.split(".")
    if not all(parts):
        yield Part(whole, start, end)
        return
    for text in parts:
        yield Part(text, start, end if escaped else start + len(text))
        start += 0 if escaped else len(text) + 1


def _read(written: str) -> str:
    """The text as the program sees it."""
    if "\\" not in written:
        return written
    text = _ESCAPE.sub(_character, written)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # pairs become one character


def _character(escape: re.Match[str]) -> str:
    if escape["code"] is not None:
        return chr(int(escape["code"], 16))
    character = escape["character"] or ""
    return _CHARACTERS.get(character, character)


FORMAT = Format("properties", (".properties",), parse)
