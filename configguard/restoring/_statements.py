"""Puts settings back in a file of statements: a key with its value, line by line, under headers or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.model.address import Key
from configguard.model.document import Entry, Mapping
from configguard.restoring._splicing import Edit
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from configguard.model.change import Change
    from configguard.model.document import Document

_COMMENTS = ("#", ";", "!")
_SEPARATORS = "=:"

Path = tuple[str, ...]


class _Lines(NamedTuple):
    """Whole lines of a text, from offset to offset, the break of the last one included."""

    start: int
    end: int


class StatementRestorer:
    """Knows where each setting of both sides is stated."""

    def __init__(self, base: Document, head: Document) -> None:
        self.base, self.head = _Side(base), _Side(head)

    def edits(self, changes: Iterable[Change]) -> list[Edit]:
        """The edits that undo these changes in the head's text; raises `CannotRestore`."""
        wanted = dict.fromkeys(map(_path, changes))
        going = {path for path in wanted if path in self.head.own and path not in self.base.own}
        coming = [path for path in self.base.own if path in wanted and path not in self.head.own]
        edits = [edit for path in wanted for edit in self._in_place(path, wanted)]
        edits += [self._removal(path) for path in going]
        edits += self._headers(going, wanted)
        edits += self._insertions(coming, going)
        return edits + self._empty(wanted)

    def _in_place(self, path: Path, wanted: Container[Path]) -> Iterator[Edit]:
        before, after = self.base.own.get(path), self.head.own.get(path)
        if before is not None and after is not None:
            start, end = after.value.start, after.value.end
            from_start = before.value.start
            if not (self.base.is_separated(before) and self.head.is_separated(after)):
                start, from_start = after.key_end, before.key_end
            yield Edit(start, end, self.base.text[from_start : before.value.end])
        elif before is None and after is None and path[:-1] in self.base.tables & self.head.tables:
            source = self.head.given.get(path) or self.base.given.get(path)
            if source is not None and source not in wanted:
                problem = "it is said once for several sections, and not all of them are to be put back"
                raise CannotRestore(problem, "put it back where it is said")

    def _removal(self, path: Path) -> Edit:
        lines = self.head.lines(self.head.own[path])
        return Edit(*self.head.with_comments(lines, self.base.comments))

    def _headers(self, going: set[Path], wanted: Container[Path]) -> Iterator[Edit]:
        """The headers under which nothing stays that the base has not."""
        for path, entry in self.head.headers.items():
            own = {other for other in self.head.own if other[:-1] == path}
            if path not in self.base.tables and (own <= going if own else self.head.is_among(wanted, path)):
                yield Edit(*self.head.with_comments(self.head.lines(entry), self.base.comments))

    def _empty(self, wanted: Container[Path]) -> list[Edit]:
        """Sections that hold nothing come back behind all others."""
        empty = self.base.headers.keys() - {path[:-1] for path in self.base.own} - self.head.tables
        gone = [header for path, header in self.base.headers.items() if path in empty]
        wished = [header for header in gone if self.base.is_among(wanted, (str(header.key),))]
        return [self._insertion(len(self.head.text), self.base.cut(self.base.lines(header))) for header in wished]

    def _insertions(self, coming: list[Path], going: set[Path]) -> list[Edit]:
        """What comes back into sections that are there, and behind it the sections that come back with it."""
        staying = {path for path in self.head.own if path not in going}
        found, behind = [], []
        opened: set[Path] = set()
        for path in coming:
            text = self._with_comments(self.base.own[path])
            at = self._place(path, staying)
            header = self.base.header(path)
            if at is not None:
                found.append(self._insertion(at, text))
                continue
            if header is not None and path[:-1] not in opened:
                opened.add(path[:-1])
                text = self._with_comments(header) + text
            behind.append(self._insertion(len(self.head.text), text))
        return found + behind

    def _with_comments(self, entry: Entry) -> str:
        return self.base.cut(self.base.with_comments(self.base.lines(entry), self.head.comments))

    def _place(self, path: Path, staying: set[Path]) -> int | None:
        """Behind the statement that it followed, else before the one that it preceded, else at its header's end."""
        siblings = [other for other in self.base.own if self.base.header(other) == self.base.header(path)]
        number = siblings.index(path)
        for other in reversed(siblings[:number]):
            if other in staying:
                return self.head.lines(self.head.own[other]).end
        for other in siblings[number:]:
            if other in staying:
                return self.head.with_comments(self.head.lines(self.head.own[other]), frozenset())[0]
        if self.base.header(path) is None:
            return 0
        header = self.head.headers.get(path[:-1])
        return None if header is None else self.head.lines(header).end

    def _insertion(self, at: int, text: str) -> Edit:
        """Whole lines, also where the text so far does not end in a line break."""
        line_break = "\r\n" if "\r\n" in self.head.text else "\n"
        text = text if text.endswith(("\n", "\r")) else text + line_break
        if at == len(self.head.text) and self.head.text and not self.head.text.endswith(("\n", "\r")):
            text = line_break + text.rstrip("\r\n")
        return Edit(at, at, text)


class _Side:
    """One side: which settings are stated, and where.

    `given` are those that a section has from elsewhere, each with that place; `headers` are where sections begin.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.source.text
        self.own: dict[Path, Entry] = {}
        self.given: dict[Path, Path] = {}
        self.tables: set[Path] = set()
        self.headers: dict[Path, Entry] = {}
        self._said_at: dict[int, Path] = {}
        given: list[tuple[Path, Entry]] = []
        if isinstance(document.root, Mapping):
            self._walk(document.root, (), given)
        self.own = dict(sorted(self.own.items(), key=lambda item: item[1].key_start))
        for path, entry in given:
            self.given[path] = self._said_at[entry.value.start]
        self.comments = frozenset(line for line in map(str.strip, self.text.splitlines()) if _is_comment(line))

    def _walk(self, mapping: Mapping, path: Path, given: list[tuple[Path, Entry]]) -> None:
        for key, entry in mapping.entries.items():
            below = (*path, str(key))
            if entry.inherited:
                given.append((below, entry))
            elif isinstance(entry.value, Mapping):
                self.tables.add(below)
                if self.text[entry.key_start - 1 : entry.key_start] == "[":
                    self.headers[below] = entry
                self._walk(entry.value, below, given)
            else:
                self.own[below] = entry
                self._said_at[entry.value.start] = below

    def is_among(self, wanted: Container[Path], section: Path) -> bool:
        """Whether a section without statements of its own is among what is wanted, or something that it is given."""
        return section in wanted or any(path in wanted for path in self.given if path[:-1] == section)

    def header(self, path: Path) -> Entry | None:
        """The header of the section in which a setting stands."""
        return self.headers.get(path[:-1])

    def is_separated(self, entry: Entry) -> bool:
        """Whether a sign parts the key from its value."""
        return any(sign in self.text[entry.key_end : entry.value.start] for sign in _SEPARATORS)

    def lines(self, entry: Entry) -> _Lines:
        """The lines of a statement, or of a header alone."""
        last = entry.key_end if isinstance(entry.value, Mapping) else entry.value.end
        return _Lines(self._line_start(entry.key_start), self._line_end(last))

    def with_comments(self, lines: _Lines, but: frozenset[str]) -> _Lines:
        """The same with the comment lines right above, but for these."""
        start = lines.start
        while start > 0:
            above = self._line_start(start - 1)
            line = self.text[above:start].strip()
            if not _is_comment(line) or line in but:
                break
            start = above
        return _Lines(start, lines.end)

    def cut(self, lines: _Lines) -> str:
        """The text of these lines."""
        return self.text[lines.start : lines.end]

    def _line_start(self, offset: int) -> int:
        offset -= self.text.endswith("\r\n", 0, offset + 1)  # a line break is one
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1


def _is_comment(line: str) -> bool:
    return line.startswith(_COMMENTS)


def _path(change: Change) -> Path:
    steps = change.trail.steps
    path = tuple(step.text for step in steps if isinstance(step, Key))
    if len(path) != len(steps):
        problem = "the content of this file is compared as a whole"
        raise CannotRestore(problem, "take the whole file from the base")
    return path
