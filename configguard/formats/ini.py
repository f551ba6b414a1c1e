"""Reads INI as Python's configparser does, but that nothing is interpolated and names keep their case.

`[section]`, then `key = value` or `key: value`; lines that begin with `#` or `;` are comments, and what stands behind a
value belongs to it. A line that is indented deeper than its key continues the value. What `[DEFAULT]` says is shown in
every section that does not say otherwise. Beyond configparser, keys may stand before the first section, and a key may
stand alone: it is null. A section that stands twice is one, and noted as a key that does.

Other programs take an indented line for one like all others. So where it goes on with a value and is the header of a
section for them, or the file is one of theirs (`.cnf`), it is refused; where it states for them what its section has
already, it is noted as a key that stands twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from configguard.formats import _guard
from configguard.formats._statements import LINE_BREAK, Part, Statements, Table, or_a_template
from configguard.model.document import Entry, Scalar, Unreadable
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from configguard.model.document import Document, Source

DEFAULT = "DEFAULT"
_LINE = re.compile(rf"([ \t]*+)([^\r\n]*)(?:{LINE_BREAK}|\Z)")
_SECTION = re.compile(r"\[([^\]\r\n]+)\][ \t]*(?:[#;][^\]\r\n]*)?")
_HEADER = re.compile(r"\[[ \t]*[A-Za-z_][^\[\]\"',]*\][ \t]*(?:[#;].*)?")
_KEY = re.compile(r"([^=:\r\n]*[^=:\s])[ \t]*(?:([=:])[ \t]*)?")


def parse(file: str, data: bytes) -> tuple[Document, ...]:
    """The one document of the file, a mapping of sections; raises `Unreadable` with the place of what is not read."""
    reader = _Reader(_guard.source(data), goes_on=not file.endswith(".cnf"))
    reader.read()
    reader.note_disputed()
    return reader.statements.document(reader.inherit())


class _Reader:
    """Goes through the lines once; a value is stated when the next key or section begins."""

    def __init__(self, source: Source, *, goes_on: bool) -> None:
        self.statements = Statements(source)
        self._source, self._goes_on = source, goes_on
        self._disputed: list[tuple[Table, tuple[str, ...], Part]] = []
        self._section = self.statements.root
        self._path: tuple[str, ...] = ()
        self._key: Part | None = None
        self._separated = False
        self._indent = 0
        self._lines: list[tuple[str, int, int]] = []

    def read(self) -> None:
        at, text = 0, self._source.text
        while at < len(text):
            line = _LINE.match(text, at)
            if line is None:  # which fits everything
                break
            self._line(len(line[1]), line[2].rstrip(" \t"), line.start(2))
            at = line.end()
        self._state()

    def inherit(self) -> frozenset[int]:
        """Show in each section what the defaults say; what comes back is where they are written."""
        found = self.statements.root.parts.get(DEFAULT)
        if found is None or not isinstance(found[1], Table):
            return frozenset()
        defaults = {
            key: Entry(key, value, part.start, part.end, inherited=True)
            for key, (part, value) in found[1].parts.items()
            if isinstance(value, Scalar)
        }
        others = [(p, t) for n, (p, t) in self.statements.root.parts.items() if isinstance(t, Table) and n != DEFAULT]
        for part, table in others:
            self.statements.count(part.start, len(defaults))
            table.inherited = {**defaults}
        return frozenset(entry.value.start for entry in defaults.values()) if others else frozenset()

    def _line(self, indent: int, text: str, start: int) -> None:
        continues = self._key is not None and self._separated
        if not text or text[0] in "#;":
            if continues and not text:
                self._lines.append(("", start, start))
        elif continues and indent > self._indent:
            self._continue(text, start)
        elif text[0] == "[":
            self._state()
            self._open(text, start)
        else:
            self._state()
            self._begin(indent, text, start)

    def _continue(self, text: str, start: int) -> None:
        """A line that goes on with a value, as Python reads it."""
        if not self._goes_on or _HEADER.fullmatch(text):
            problem = "goes on with the value above for some programs, and stands for itself for others"
            self._refuse(start, f"an indented line {problem}: indent it no deeper than the key")
        key = _KEY.match(text)
        if key is not None and key[2] is not None:
            self._disputed.append((self._section, self._path, Part(key[1], start, start + len(key[1]))))
        self._lines.append((text, start, start + len(text)))

    def note_disputed(self) -> None:
        """Note what some programs take for another statement of a key that its section has, or the defaults."""
        defaults = self.statements.root.parts.get(DEFAULT)
        for section, path, part in self._disputed:
            given = defaults[1].parts if defaults and isinstance(defaults[1], Table) and path else {}
            known = section.parts.get(part.text) or given.get(part.text)
            if known is not None:
                self.statements.twice(known[0], part, path)

    def _open(self, text: str, start: int) -> None:
        named = _SECTION.fullmatch(text)
        if named is None:
            problem = "the name of a section must be closed with `]`, and neither text nor another `]` stand behind it"
            self._refuse(start, problem)
        part = Part(named[1], start + 1, start + 1 + len(named[1]))
        root = self.statements.root
        before = root.parts.get(part.text)
        if before is not None:
            if not isinstance(before[1], Table):
                self._refuse(start, "a key before the first section has the name of this section")
            self.statements.twice(before[0], part)
        self._section, self._path = self.statements.table(root, (), part), (part.text,)

    def _begin(self, indent: int, text: str, start: int) -> None:
        key = _KEY.match(text)
        if key is None:
            self._refuse(start, "a key must stand here, before the `=` or `:`")
        self._key = Part(key[1], start, start + len(key[1]))
        self._separated, self._indent = key[2] is not None, indent
        if self._separated:
            self._lines = [(text[key.end() :], start + key.end(), start + len(text))]

    def _state(self) -> None:
        """State the value of the key that was read last."""
        if self._key is None:
            return
        lines = self._lines
        while len(lines) > 1 and not lines[-1][0]:
            lines.pop()
        if lines:
            value = Scalar("str", "\n".join(text for text, _, _ in lines), lines[0][1], lines[-1][2])
        else:
            value = Scalar("null", "", self._key.end, self._key.end)
        self.statements.put(self._section, self._path, self._key, value)
        self._key, self._lines = None, []

    def _refuse(self, at: int, problem: str) -> NoReturn:
        raise Unreadable(or_a_template(problem, self._source.text), self._source.place(at))


FORMAT = Format("ini", (".ini", ".cfg", ".cnf"), parse)
