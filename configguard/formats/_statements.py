"""A tree from statements that stand one behind another: a key with its value, in a file without brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from configguard.formats import _limits
from configguard.model.document import Document, Duplicate, Entry, KeyId, Mapping, Scalar

if TYPE_CHECKING:
    from configguard.model.document import Node, Source

LINE_BREAK = r"(?:\r\n|\r|\n)"
_TEMPLATE = re.compile(r"\{\{|\{%")


class Part(NamedTuple):
    """A part of a key: its text and where it is written (character offsets)."""

    text: str
    start: int
    end: int


class Table:
    """A mapping that still grows."""

    def __init__(self, start: int, end: int) -> None:
        self.parts: dict[str, tuple[Part, Scalar | Table]] = {}
        self.inherited: dict[str, Entry] = {}
        self.start, self.end = start, end

    def node(self) -> Mapping:
        """The mapping, from its first mention to the end of its last value; others may stand in between."""
        entries: dict[KeyId, Entry] = {}
        for text, (part, value) in self.parts.items():
            node: Node = value.node() if isinstance(value, Table) else value
            self.end = max(self.end, node.end)
            entries[text] = Entry(text, node, part.start, part.end)
        return Mapping(
            {**entries, **{k: e for k, e in self.inherited.items() if k not in entries}}, self.start, self.end
        )


class Statements:
    """What a file states, put together; keeps to the limits, and notes what is stated twice."""

    def __init__(self, source: Source) -> None:
        self.root = Table(0, 0)
        self._source = source
        self._duplicates: list[Duplicate] = []
        self._nodes = 0

    def table(self, at: Table, path: tuple[str, ...], part: Part) -> Table:
        """The table of this name; `path` is where `at` stands."""
        if len(path) >= _limits.DEPTH:
            raise _limits.beyond("depth", self._source.place(part.start))
        found = at.parts.get(part.text)
        if found is not None and isinstance(found[1], Table):
            return found[1]
        made = Table(part.start, part.end)
        if found is not None:  # a value so far: it stays beside what is stated beneath its name
            own = Part("", found[0].start, found[0].end)
            made.parts[""] = own, found[1]
        else:
            self.count(part.start)
        at.parts[part.text] = part, made
        return made

    def put(self, at: Table, path: tuple[str, ...], part: Part, value: Scalar) -> None:
        """State a value; the last one of a name holds."""
        self.count(part.start)
        if len(value.text) > _limits.SCALAR_CHARACTERS:
            raise _limits.beyond("scalar-size", self._source.place(value.start))
        found = at.parts.get(part.text)
        if found is not None and isinstance(found[1], Table):
            self.put(found[1], (*path, part.text), Part("", part.start, part.end), value)
            return
        if found is not None:
            self._duplicates.append(Duplicate(path, part.text, found[0].start, part.start))
        at.parts[part.text] = part, value

    def twice(self, first: Part, again: Part, path: tuple[str, ...] = ()) -> None:
        """Note that a name stands twice; `path` is where."""
        self._duplicates.append(Duplicate(path, first.text, first.start, again.start))

    def count(self, offset: int, nodes: int = 1) -> None:
        """Count what is read; raises `Unreadable` beyond the limit."""
        self._nodes += nodes
        if self._nodes > _limits.NODES:
            raise _limits.beyond("nodes", self._source.place(offset))

    def document(self, shared: frozenset[int] = frozenset()) -> tuple[Document, ...]:
        """The one document; a file that states nothing is an empty mapping."""
        return (Document(self.root.node(), self._source, duplicates=tuple(self._duplicates), shared=shared),)


def or_a_template(problem: str, text: str) -> str:
    """The problem, and what to do where the file is written by a template engine."""
    if _TEMPLATE.search(text):
        return f"{problem}; it looks like a template: `format: opaque` in the policy compares the file as a whole"
    return problem
