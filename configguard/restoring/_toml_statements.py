"""The lines of a TOML text that say something: headers and pairs, sorted into sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from configguard.model.document import Mapping, Node, Sequence
from configguard.model.record import dataclass, field
from configguard.restoring._parts import Part

if TYPE_CHECKING:
    from configguard.restoring._text import Text

Path: TypeAlias = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*(\.?)""")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")


@dataclass(slots=True)
class Statement:
    """A header or a pair; `end` is where it ends, without a comment.

    `path` is that of the table or value, list positions included; `keys` are the key's parts as written, `value` is
    the offset of a pair's value.
    """

    path: Path
    keys: tuple[str, ...]
    begin: int
    end: int
    section: int
    value: int | None = None
    is_list: bool = False

    def part(self, node: Node) -> Part:
        """A pair as a part with this value."""
        return Part(str(self.path[-1]), node, self.begin, self.value or self.begin, self.end)


@dataclass(slots=True)
class Section:
    """A header, but for the first section, and the pairs beneath it."""

    path: Path
    header: Statement | None
    pairs: list[Statement] = field(default_factory=list)

    @property
    def statements(self) -> list[Statement]:
        """All of it, in order."""
        return [*([] if self.header is None else [self.header]), *self.pairs]

    @property
    def end(self) -> int:
        """Where its last statement ends."""
        return self.statements[-1].end


class Outline:
    """The sections of a TOML text that is known to be valid; the first is the one without a header.

    `beneath` gives the statements at and beneath a path, `within` the positions of the sections there.
    """

    def __init__(self, text: Text, root: Node | None) -> None:
        self.sections = _Scanner(text.text, root).sections() if isinstance(root, Mapping) else [Section((), None)]
        self.beneath: dict[Path, list[Statement]] = {}
        self.within: dict[Path, list[int]] = {}
        for number, section in enumerate(self.sections):
            for length in range(len(section.path) + 1):
                self.within.setdefault(section.path[:length], []).append(number)
            for statement in section.statements:
                for length in range(len(statement.path) + 1):
                    self.beneath.setdefault(statement.path[:length], []).append(statement)

    def pair(self, path: Path) -> Statement | None:
        """The pair whose value stands at a path."""
        return next((s for s in self.beneath.get(path, ()) if s.path == path and s.value is not None), None)


class _Scanner:
    """Goes from statement to statement; the nodes tell where each value ends."""

    def __init__(self, text: str, root: Mapping) -> None:
        self._text = text
        self._ends: dict[int, int] = {}
        self._counts: dict[Path, int] = {}
        self._collect(root)

    def _collect(self, node: Node) -> None:
        if isinstance(node, Mapping):
            for entry in node.entries.values():
                self._ends[entry.value.start] = entry.value.end
                self._collect(entry.value)
        elif isinstance(node, Sequence):
            for item in node.items:
                self._collect(item)

    def sections(self) -> list[Section]:
        found = [Section((), None)]
        at = self._behind(_BLANK, 0)
        while at < len(self._text):
            if self._text[at] == "[":
                header = self._header(at, len(found))
                found.append(Section(header.path, header))
            else:
                found[-1].pairs.append(self._pair(at, found[-1].path, len(found) - 1))
            at = self._behind(_BLANK, found[-1].end)
        return found

    def _header(self, begin: int, section: int) -> Statement:
        is_list = self._text.startswith("[[", begin)
        width = 2 if is_list else 1
        keys, at = self._keys(begin + width)
        *parents, last = (_name(key) for key in keys)
        path = (*self._within(parents), last)
        if is_list:
            number = self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, number)
        return Statement(path, keys, begin, at + width, section, is_list=is_list)

    def _within(self, names: list[str]) -> Path:
        """The path of these tables, of each list of tables the last one."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _pair(self, begin: int, above: Path, section: int) -> Statement:
        keys, at = self._keys(begin)
        value = self._behind(_EQUALS, at)
        return Statement((*above, *map(_name, keys)), keys, begin, self._ends[value], section, value)

    def _keys(self, at: int) -> tuple[tuple[str, ...], int]:
        keys = []
        while True:
            found = _KEY.match(self._text, at)
            assert found is not None  # noqa: S101 - the text is known to be valid
            keys.append(found[1])
            at = found.end()
            if not found[2]:
                return tuple(keys), at

    def _behind(self, form: re.Pattern[str], at: int) -> int:
        found = form.match(self._text, at)
        return found.end() if found else at


def _name(key: str) -> str:
    """What a part of a key stands for."""
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"':
        import tomllib  # noqa: PLC0415 - few keys have quotes

        return str(tomllib.loads(f"key = {key}")["key"])
    return key


def is_table(text: Text, node: Node) -> bool:
    """Whether it is a table, or a list of tables, with headers or dotted keys of its own instead of a value."""
    if isinstance(node, Mapping):
        return text.text[node.start : node.start + 1] != "{"
    return isinstance(node, Sequence) and bool(node.items) and node.items[0].start == node.start
