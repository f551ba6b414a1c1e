"""Goes through a text of JSON, as RFC 8259 says, and notes the place of every key and value."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from configguard.formats import _limits, _pause
from configguard.model.document import (
    Document,
    Duplicate,
    Entry,
    KeyId,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Unreadable,
)

if TYPE_CHECKING:
    from configguard.model.document import Source

STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"'
_VALUE = re.compile(
    rf"""[ \t\r\n]*(?:(?P<str>{STRING})
    |(?P<int>-?(?:0|[1-9][0-9]*)(?![0-9.eE]))
    |(?P<float>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9.eE]))
    |(?P<bool>true|false)|(?P<null>null)|(?P<opening>[\[{{]))""".replace("\n    ", "")
)
_KEY = re.compile(rf"[ \t\r\n]*({STRING})[ \t\r\n]*:")
_BLANK = re.compile(r"[ \t\r\n]*")
_new = tuple.__new__  # a third of the cost of calling the class


def document(source: Source, plain: Source) -> Document:
    """The document of a source, read from its plain form, in which all stands at the same offsets.

    Raises `Unreadable`.
    """
    reader = _Reader(plain)
    with _pause.collecting():
        root, end = reader.value(0)
    if reader.behind(end) < len(plain.text):
        reader.refuse(reader.behind(end), "there is more text behind the end of the JSON value")
    return Document(root, source, duplicates=tuple(reader.duplicates))


class _Reader:
    """Goes through the text once, left to right; its methods return what they read and where that ends."""

    def __init__(self, source: Source) -> None:
        self.duplicates: list[Duplicate] = []
        self._source = source
        self._text = source.text
        self._path: list[KeyId | int] = []
        self._nodes = 0

    def value(self, at: int) -> tuple[Node, int]:
        found = _VALUE.match(self._text, at)
        self._nodes += 1
        if self._nodes > _limits.NODES:
            raise _limits.beyond("nodes")  # without its place: the lines of a file so large take room of their own
        if found is None:
            self._refuse_value(self.behind(at))
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        if kind == "opening":
            return self._collection(start)
        text = found[kind]
        if len(text) > _limits.SCALAR_CHARACTERS:
            raise _limits.beyond("scalar-size", self._source.place(start))
        return _new(Scalar, (kind, _content(text) if kind == "str" else text, start, end)), end

    def behind(self, at: int) -> int:
        """The offset of the next character that is not blank."""
        found = _BLANK.match(self._text, at)
        return found.end() if found else at

    def refuse(self, at: int, problem: str) -> NoReturn:
        raise Unreadable(problem, self._source.place(min(at, len(self._text))))

    def _collection(self, start: int) -> tuple[Node, int]:
        if len(self._path) >= _limits.DEPTH:
            raise _limits.beyond("depth", self._source.place(start))
        return self._object(start) if self._text[start] == "{" else self._array(start)

    def _array(self, start: int) -> tuple[Node, int]:
        items: list[Node] = []
        at = self.behind(start + 1)
        if self._text[at : at + 1] == "]":
            return Sequence((), start, at + 1), at + 1
        while True:
            self._path.append(len(items))
            item, at = self.value(at)
            self._path.pop()
            items.append(item)
            at = self._next(at, "]", "list")
            if at < 0:
                return Sequence(tuple(items), start, -at), -at

    def _object(self, start: int) -> tuple[Node, int]:
        entries: dict[KeyId, Entry] = {}
        at = self.behind(start + 1)
        if self._text[at : at + 1] == "}":
            return Mapping(entries, start, at + 1), at + 1
        while True:
            key, key_start, key_end, at = self._key(at)
            if key in entries:
                self.duplicates.append(Duplicate(tuple(self._path), key, entries[key].key_start, key_start))
            self._path.append(key)
            value, at = self.value(at)
            self._path.pop()
            entries[key] = _new(Entry, (key, value, key_start, key_end, False))
            at = self._next(at, "}", "object")
            if at < 0:
                return Mapping(entries, start, -at), -at

    def _key(self, at: int) -> tuple[str, int, int, int]:
        found = _KEY.match(self._text, at)
        if found is None:
            self._refuse_key(self.behind(at))
        start, end = found.span(1)
        if end - start > _limits.SCALAR_CHARACTERS:
            raise _limits.beyond("scalar-size", self._source.place(start))
        return _content(found[1]), start, end, found.end()

    def _next(self, at: int, closing: str, noun: str) -> int:
        """Where the next part begins, or, negative, where the collection ends."""
        at = self.behind(at)
        char = self._text[at : at + 1]
        if char == ",":
            return at + 1
        if char != closing:
            self.refuse(at, f"a comma or the end of the {noun}, `{closing}`, must stand here")
        return -(at + 1)

    def _refuse_value(self, at: int) -> NoReturn:
        rest = self._text[at : at + 10]
        if not rest:
            self.refuse(at, "the file ends where a JSON value must stand")
        if rest.startswith(("NaN", "Infinity", "-Infinity")):
            self.refuse(at, "JSON has no NaN and no Infinity")
        if rest.startswith(("//", "/*", "#")):
            self.refuse(at, "JSON has no comments")
        if rest.startswith(("]", "}")):
            self.refuse(at, "a value must stand here: JSON allows no comma before a closing bracket")
        self.refuse(at, _string_problem(rest) or "a JSON value must stand here")

    def _refuse_key(self, at: int) -> NoReturn:
        rest = self._text[at : at + 2]
        if rest.startswith(("//", "/*", "#")):
            self.refuse(at, "JSON has no comments")
        if rest.startswith("}"):
            self.refuse(at, "a key must stand here: JSON allows no comma before a closing bracket")
        if rest.startswith('"'):
            self.refuse(at, "a key in double quotes, closed and with a colon behind it, must stand here")
        self.refuse(at, "a key in double quotes must stand here")


def _content(literal: str) -> str:
    if "\\" not in literal:
        return literal[1:-1]
    content: str = json.loads(literal)
    return content


def _string_problem(rest: str) -> str:
    if rest.startswith('"'):
        return "a text in double quotes is not closed, or holds a line break, a tab or an escape that JSON lacks"
    return "JSON knows only double quotes" if rest.startswith("'") else ""
