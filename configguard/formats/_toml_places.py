"""Finds every key and value in a TOML text, if it is valid; what it is, if it is not, another must say."""

from __future__ import annotations

import re
from typing import NoReturn

from configguard.formats import _limits
from configguard.formats._toml_scalars import key, scalar
from configguard.model.document import Entry, KeyId, Mapping, Node, Scalar, Sequence, Source, Unreadable
from configguard.model.record import dataclass, field

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")


@dataclass(slots=True)
class _Table:
    """A table that is still being filled, as the `level`th of the collections around it."""

    start: int
    end: int
    level: int
    slots: dict[str, _Slot] = field(default_factory=dict)

    def node(self) -> Mapping:
        entries: dict[KeyId, Entry] = {}
        for name, slot in self.slots.items():
            value = slot.value if isinstance(slot.value, Scalar | Sequence | Mapping) else slot.value.node()
            entries[name] = Entry(name, value, slot.key_start, slot.key_end)
        return Mapping(entries, self.start, self.end)


@dataclass(slots=True)
class _Tables:
    """A list of tables that is still being filled; it has at least one."""

    tables: list[_Table]

    def node(self) -> Sequence:
        items = tuple(table.node() for table in self.tables)
        return Sequence(items, self.tables[0].start, max(table.end for table in self.tables))


@dataclass(slots=True)
class _Slot:
    key_start: int
    key_end: int
    value: Node | _Table | _Tables


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a dotted key."""

    name: str
    start: int
    end: int


class Scanner:
    """Goes through the text once, from left to right."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._at = 0
        self._nodes = 0
        self._root = _Table(0, 0, 1)

    def root(self) -> Mapping:
        """The whole document; raises `Unreadable` where it lies beyond the limits, and where this is no TOML."""
        self._blank()
        self._root.start = self._root.end = self._at
        chain = [self._root]
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                chain = self._header()
            else:
                self._pair(chain)
            self._blank()
        return self._root.node()

    def _header(self) -> list[_Table]:
        """The tables from the root to the one that a header opens."""
        start = self._at
        is_list = self._text.startswith("[[", start)
        self._at += 2 if is_list else 1
        *parents, last = self._key()
        self._at += 2 if is_list else 1
        chain = self._down([self._root], parents, start)
        chain.append(self._opened(chain[-1], last, start, is_list=is_list))
        self._reach(chain)
        return chain

    def _opened(self, parent: _Table, part: _Part, start: int, *, is_list: bool) -> _Table:
        slot = parent.slots.get(part.name)
        if slot is None:
            table = self._new_table(start, parent.level + 1 + is_list)
            parent.slots[part.name] = _Slot(part.start, part.end, _Tables([table]) if is_list else table)
            return table
        if isinstance(slot.value, _Tables) and is_list:
            slot.value.tables.append(self._new_table(start, parent.level + 2))
            return slot.value.tables[-1]
        if not isinstance(slot.value, _Table):
            self._lost()
        slot.key_start, slot.key_end = (
            part.start,
            part.end,
        )  # it was known from a longer header: here is its own
        return slot.value

    def _pair(self, chain: list[_Table]) -> None:
        *parents, last = self._key()
        self._at += 1  # the equals sign
        self._spaces()
        value = self._value(chain[-1].level + len(parents))  # first, as Python's parser does: it may be a bomb
        chain = self._down(chain, parents, parents[0].start if parents else 0)
        if last.name in chain[-1].slots:
            self._lost()
        chain[-1].slots[last.name] = _Slot(last.start, last.end, value)
        self._reach(chain)

    def _down(self, chain: list[_Table], parts: list[_Part], start: int) -> list[_Table]:
        """The chain with the tables that these parts name, made where they are not there yet."""
        chain = list(chain)
        for part in parts:
            slot = chain[-1].slots.get(part.name)
            if slot is None:
                table = self._new_table(start, chain[-1].level + 1)
                slot = chain[-1].slots[part.name] = _Slot(part.start, part.end, table)
            value = slot.value.tables[-1] if isinstance(slot.value, _Tables) else slot.value
            if not isinstance(value, _Table):
                self._lost()
            chain.append(value)
        return chain

    def _reach(self, chain: list[_Table]) -> None:
        for table in chain:
            table.end = self._at

    def _key(self) -> list[_Part]:
        """A dotted key, up to what follows it."""
        parts = []
        while True:
            self._spaces()
            start = self._at
            found = key(self._text, start)
            if found is None:
                self._lost()
            name, self._at = found
            parts.append(_Part(name, start, self._at))
            self._spaces()
            if not self._text.startswith(".", self._at):
                return parts
            if len(parts) > _limits.DEPTH:
                raise _limits.beyond("depth", self._source.place(start))
            self._at += 1

    def _value(self, level: int) -> Node:
        """The value here, within so many collections."""
        start = self._at
        opening = self._text[start : start + 1]
        if opening == "[":
            return self._array(level + 1)
        if opening == "{":
            return self._inline_table(level + 1)
        found = scalar(self._text, start)
        if found is None:
            self._lost()
        kind, text, self._at = found
        if len(text) > _limits.SCALAR_CHARACTERS:
            raise _limits.beyond("scalar-size", self._source.place(start))
        self._count(start)
        return Scalar(kind, text, start, self._at)

    def _array(self, level: int) -> Sequence:
        start = self._at
        self._count(start, level)
        items = []
        self._at += 1
        while self._more("]"):
            items.append(self._value(level))
        return Sequence(tuple(items), start, self._at)

    def _inline_table(self, level: int) -> Mapping:
        table = self._new_table(self._at, level)
        self._at += 1
        while self._more("}"):
            *parents, last = self._key()
            self._at += 1
            self._spaces()
            value = self._value(level + len(parents))
            chain = self._down([table], parents, parents[0].start if parents else 0)
            chain[-1].slots[last.name] = _Slot(last.start, last.end, value)
            self._reach(chain)
        table.end = self._at
        return table.node()

    def _more(self, closing: str) -> bool:
        """Whether another part stands here; goes to it, or behind the closing bracket."""
        self._blank()
        if self._text.startswith(",", self._at):
            self._at += 1
            self._blank()
        if not self._text.startswith(closing, self._at):
            return True
        self._at += 1
        return False

    def _new_table(self, start: int, level: int) -> _Table:
        self._count(start, level)
        return _Table(start, start, level)

    def _count(self, start: int, level: int = 0) -> None:
        self._nodes += 1
        if self._nodes > _limits.NODES:
            raise _limits.beyond("nodes")  # without its place: the lines of a file so large take room of their own
        if level > _limits.DEPTH:
            raise _limits.beyond("depth", self._source.place(start))

    def _blank(self) -> None:
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _spaces(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _lost(self) -> NoReturn:
        problem = "ConfigGuard lost its way in this TOML file, a fault of ConfigGuard's, not of yours"
        raise Unreadable(problem, self._source.place(self._at))
