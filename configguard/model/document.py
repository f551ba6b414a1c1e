"""One parsed configuration file: nodes that remember how and where they were written."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from configguard.model.record import dataclass, field


class Place(NamedTuple):
    """A position in a file: line and column, both from 1; columns count code points."""

    line: int
    column: int


# Nodes are named tuples, not frozen dataclasses: a large change makes hundreds of thousands of them,
# and a frozen dataclass takes four times as long to make.


class TypedKey(NamedTuple):
    """A mapping's key that is not text: `7`, `true`, `null`, as written."""

    kind: str
    text: str


KeyId: TypeAlias = str | TypedKey


class Scalar(NamedTuple):
    """A single value: what it is, what was written, and where (character offsets into the source).

    `kind` is `str`, `int`, `float`, `bool`, `null`, `timestamp`, or an explicit tag such as `!Ref`.
    `text` is the content for strings, the written text for all else (`0xA` stays `0xA`).
    """

    kind: str
    text: str
    start: int
    end: int


class Entry(NamedTuple):
    """A key of a mapping with its value; `inherited` says that a merge key brought it."""

    key: KeyId
    value: Node
    key_start: int
    key_end: int
    inherited: bool = False


class Mapping(NamedTuple):
    """Keys with their values, in written order, merge keys and aliases expanded."""

    entries: dict[KeyId, Entry]
    start: int
    end: int
    tag: str | None = None


class Sequence(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    start: int
    end: int
    tag: str | None = None


Node: TypeAlias = Scalar | Mapping | Sequence


class Duplicate(NamedTuple):
    """A key that stands twice in one mapping, so that one of its values is lost.

    `path` is where the mapping stands: keys, and positions for list items. `collides` is the other key's
    text where the two differ as written but load as the same (`on` and `true`).
    """

    path: tuple[KeyId | int, ...]
    key: KeyId
    first: int
    again: int
    collides: str | None = None


_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Source:
    """A file's text, without its byte order mark, and where its lines begin."""

    text: str
    bom: bool = False

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        # The usual case, in a quarter of the time, as each file with a change is asked for its lines.
        lengths = accumulate(map(len, self.text.split("\n")[:-1]), initial=0)
        return [length + number for number, length in enumerate(lengths)]

    def place(self, offset: int) -> Place:
        """The line and column of a character offset, as editors count them."""
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its line break."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed document: a file, or one part of a multi-document YAML file.

    `root` is None for an empty document. `number` counts from 0 within the file.
    """

    root: Node | None
    source: Source
    number: int = 0
    duplicates: tuple[Duplicate, ...] = ()
    shared: frozenset[int] = field(default=frozenset())
    """Start offsets of nodes that an alias or a merge key uses again: they cannot be edited in one place alone."""
    yaml: bool = False
    """Whether a scalar without quotes is what a version of YAML makes of it."""


class Unreadable(Exception):
    """A file that cannot be read as its format says; `limit` names the guard's limit where it hit one."""

    def __init__(self, problem: str, place: Place | None = None, limit: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.limit = limit


Reading: TypeAlias = tuple[Document, ...] | Unreadable
"""What came of reading a file: its documents, or why there are none."""
