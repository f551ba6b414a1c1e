"""Puts statements of a base's TOML into the head's: pairs into their table, tables behind their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.record import dataclass
from configguard.restoring import _block
from configguard.restoring._landing import NO_LINES, Landing, Lines, own_lines
from configguard.restoring._splicing import Edit, splice
from configguard.restoring._text import Text, carried
from configguard.restoring._toml_statements import Outline, Path, Section, Statement
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Coming:
    """A statement of the base that is to come, less what is cut of its value."""

    statement: Statement
    cuts: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A text with its outline."""

    text: Text
    outline: Outline


@dataclass(frozen=True, slots=True)
class Places:
    """Where the base's list items are at the head (nowhere: an empty path), and where those of the head move to."""

    at_head: dict[Path, Path]
    slots: dict[Path, Path]

    def is_new(self, path: Path) -> bool:
        """Whether the head has no such list item."""
        return any(self.at_head.get(path[: n + 1]) == () for n in range(len(path)))

    def mapped(self, path: Path) -> Path:
        """A path of the base as it is at the head."""
        found: Path = ()
        for number, part in enumerate(path):
            place = self.at_head.get(path[: number + 1])
            found = (*found, part) if place is None else (place or (*found, -1))
        return found

    def moved(self, path: Path) -> Path:
        """The path at whose lines a path of the head comes to stand, as far as the list item."""
        return next((self.slots[path[:n]] for n in range(1, len(path) + 1) if path[:n] in self.slots), path)


def insertions(
    base: Side, head: Side, going: set[int], coming: list[Coming], places: Places
) -> tuple[list[Edit], list[Edit]]:
    """The edits that put pairs into the tables where the base has them, and those that put tables behind others.

    The former move with a list's tables, the latter stand where those come to stand.
    """
    return _Inserter(base, head, going, coming, places).edits()


class _Inserter:
    def __init__(self, base: Side, head: Side, going: set[int], coming: list[Coming], places: Places) -> None:
        self._base, self._head = base.text, head.text
        self._old, self._new = base.outline.sections, head.outline.sections
        self._outline = head.outline
        self._going = going
        self._cuts = {id(one.statement): one.cuts for one in coming}
        self._places = places
        self._landing = Landing(head.text)
        stays = (s for s in self._new if s.header is None or id(s.header) not in going)
        self._by_path = {section.path: section for section in stays}
        self._above = list(_nearest(self._present(section) for section in self._old))
        self._below = list(_nearest(self._present(section) for section in reversed(self._old)))[::-1]
        self._run_ends = self._ends_of_runs()

    def edits(self) -> tuple[list[Edit], list[Edit]]:
        found: list[Edit] = []
        tables: list[Edit] = []
        for number, section in enumerate(self._old):
            coming = [s for s in section.statements if id(s) in self._cuts]
            if not coming:
                continue
            there = self._at_head(section)
            dotted = None if there or section.header is None else self._dotted(section)
            if there is None and dotted is None:
                tables.append(self._section(number, section))
                continue
            for pair in (pair for pair in coming if pair is not section.header):
                deeper = self._deeper(section, pair) or dotted
                if deeper is not None:
                    found.append(self._dotted_pair(deeper, section, pair))
                elif there is not None:
                    found.append(self._pair(there, section, pair))
        return found, tables

    def _at_head(self, section: Section) -> Section | None:
        if section.header is not None and id(section.header) in self._cuts and self._places.is_new(section.path):
            return None
        return self._by_path.get(self._places.mapped(section.path))

    def _stays(self, statement: Statement) -> bool:
        return id(statement) not in self._going

    def _pair(self, there: Section, section: Section, pair: Statement) -> Edit:
        """Behind the nearest pair before it that stays in this table, else before the next one, else first."""
        at_head = {s.path: s for s in there.pairs if self._stays(s)}
        number = next(n for n, one in enumerate(section.pairs) if one is pair)
        above = [at_head[p] for s in section.pairs[:number] if (p := self._places.mapped(s.path)) in at_head]
        below = [at_head[p] for s in section.pairs[number + 1 :] if (p := self._places.mapped(s.path)) in at_head]
        lines, comments, written = self._lines(section, pair, number)
        margin = self._head.indentation(there.pairs[0].begin if there.pairs else there.end) if there.statements else ""
        comments = comments.replace("\n", f"\n{margin}").removesuffix(margin) if comments else ""
        if above or (not below and (there.header is not None or at_head)):
            behind = above[-1] if above else there.header if not at_head else [*at_head.values()][-1]
            assert behind is not None  # noqa: S101 - for the type checker: one of them is there
            lines = lines if above else lines._replace(gap=())
            comments = margin + comments if comments else ""
            is_last = behind is there.statements[-1]
            return self._landing.behind(behind.end, lines, comments, margin + written, is_last=is_last)
        return self._before(below[0] if below else None, comments + written, lines.below)

    def _before(self, statement: Statement | None, lines: str, blanks: int) -> Edit:
        if statement is None:
            first = next((s for section in self._new for s in section.statements if self._stays(s)), None)
            if first is None:
                return Edit(len(self._head.text), len(self._head.text), lines + self._head.line_break)
            statement, blanks = first, max(blanks, 1)
        start = _block.above_comments(self._head, statement.begin, 0, self._head.others)
        return Edit(start, start, lines + self._head.line_break * (blanks + 1))

    def _lines(self, section: Section, pair: Statement, number: int) -> tuple[Lines, str, str]:
        """A pair's lines at the base, its comments and itself as they can stand at the head."""
        previous = section.pairs[number - 1] if number else section.header
        lines = own_lines(self._base, pair.begin, pair.end, previous.end if previous else 0)
        return lines, *self._carried(lines, splice(self._base.text, self._cuts[id(pair)], lines.begin, lines.end))

    def _carried(self, lines: Lines, text: str) -> tuple[str, str]:
        """The comments and the text as they can stand at the head."""
        comments = self._base.text[lines.comments : lines.begin]
        return carried(comments, "", "", self._head.line_break), carried(text, "", "", self._head.line_break)

    def _dotted(self, section: Section) -> Section | None:
        """The head's section that writes this table in dotted keys, so that it must not have a header."""
        path = self._places.mapped(section.path)
        for pair in self._outline.beneath.get(path, ()):
            found = self._new[pair.section]
            if pair.value is not None and self._stays(pair) and len(found.path) < len(path) < len(pair.path):
                return found
        return None

    def _deeper(self, section: Section, pair: Statement) -> Section | None:
        """The head's section with a header for the table that the base writes in a dotted key here."""
        path = self._places.mapped(pair.path)
        above = (path[:length] for length in range(len(path) - 1, len(section.path), -1))
        return next((self._by_path[one] for one in above if one in self._by_path), None)

    def _dotted_pair(self, there: Section, section: Section, pair: Statement) -> Edit:
        """Behind the last pair of the same table there, with as much of the key as is not in the header."""
        path = self._places.mapped(section.path)
        staying = [s for s in there.statements if self._stays(s)]
        within = [s for s in staying if s.path[: len(path)] == path]
        last = within[-1] if within else staying[-1]
        if len(there.path) > len(section.path):
            keys = pair.keys[len(there.path) - len(section.path) :]
        else:
            keys = (*last.keys[: len(path) - len(there.path)], *pair.keys)
        value = splice(self._base.text, self._cuts[id(pair)], pair.value or pair.begin, self._base.line_end(pair.end))
        text = carried(f"{'.'.join(keys)} = {value}", "", "", self._head.line_break)
        return self._landing.behind(last.end, NO_LINES, "", self._head.indentation(last.begin) + text)

    def _section(self, number: int, section: Section) -> Edit:
        """Behind the nearest section before it that stays, else before the next one."""
        path = self._places.mapped(section.path)
        if self._places.moved(path) != path:
            cure = "put back the order by itself, then the rest"
            raise CannotRestore("a table comes back into one that moves", cure)
        floor = next((self._old[n].end for n in range(number - 1, -1, -1) if self._old[n].statements), 0)
        begin, end = section.statements[0].begin, self._run_ends[number]
        lines = own_lines(self._base, begin, begin, floor)
        blanks = _block.blank_lines(self._base, self._base.behind_break(self._base.line_end(end)))
        lines = lines._replace(below=blanks)
        comments, text = self._carried(lines, self._section_text(section, begin))
        above, below = self._above[number], self._below[number]
        if above is not None:
            above = self._behind_parts(above, self._places.mapped(section.path))
            return self._landing.behind(self._last(above).end, lines, comments, text)
        if below is not None:
            landed = self._by_path.get(self._places.moved(below.path), below)
            return self._before(landed.statements[0], comments + text, lines.below)
        last = next((s for s in reversed(self._new) if s.statements and self._stays(self._last(s))), None)
        if last is not None:
            lines = lines._replace(gap=lines.gap or ("",))
            return self._landing.behind(self._last(last).end, lines, comments, text)
        return Edit(len(self._head.text), len(self._head.text), comments + text + self._head.line_break)

    def _ends_of_runs(self) -> list[int]:
        """For each section, where those end that come together with it, one behind the other."""
        ends: list[int] = []
        comes = False
        for section in reversed(self._old):
            ends.append(ends[-1] if comes else section.end if section.statements else 0)
            comes = section.header is not None and id(section.header) in self._cuts
        return ends[::-1]

    def _section_text(self, section: Section, start: int) -> str:
        """A section's lines without the pairs that do not come."""
        edits: list[Edit] = []
        floor = start
        last = section.statements[0]
        for statement in section.statements:
            if statement is section.header or id(statement) in self._cuts:
                edits += self._cuts.get(id(statement), ())
                last = statement
            else:
                edits.append(_block.line_removal(self._base, statement.begin, statement.end, floor, frozenset()))
            floor = statement.end
        stop = self._base.line_end(last.end)
        return splice(self._base.text, [e for e in edits if e.end <= stop], start, stop)

    def _present(self, section: Section) -> Section | None:
        """The same section at the head, if something of it stays there."""
        if self._places.is_new(section.path):
            return None
        found = self._by_path.get(self._places.mapped(section.path))
        return found if found is not None and any(map(self._stays, found.statements)) else None

    def _last(self, section: Section) -> Statement:
        return next((s for s in reversed(section.statements) if self._stays(s)), section.statements[-1])

    def _behind_parts(self, section: Section, path: Path) -> Section:
        """The last of the sections that belong to this one, or to the list item that it is part of."""
        within = self._places.moved(section.path)
        if path and path[-1] == -1 and within[: len(path) - 1] == path[:-1]:
            within = within[: len(path)]
        if not within or path[: len(within)] == within:
            return section
        numbers = reversed(self._outline.within.get(within, []))
        parts = (self._new[n] for n in numbers if any(map(self._stays, self._new[n].statements)))
        return next(parts, section)


def _nearest(sections: Iterable[Section | None]) -> Iterator[Section | None]:
    """For each section the nearest one before it that is there."""
    nearest = None
    for section in sections:
        yield nearest
        nearest = section or nearest
