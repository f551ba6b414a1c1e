"""Puts lines of the base behind a line of the head, at the distance at which they stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from configguard.restoring import _block
from configguard.restoring._splicing import Edit

if TYPE_CHECKING:
    from configguard.restoring._text import Text

_GAP = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")


class Lines(NamedTuple):
    """The lines of a part: what stands between it and the part above, line by line, and how many blank lines below.

    `comments` is where the comment lines begin that are its own, `begin` where it begins itself, `end` where its last
    line ends.
    """

    gap: tuple[str, ...]
    comments: int
    begin: int
    end: int
    below: int


def own_lines(text: Text, begin: int, end: int, floor: int) -> Lines:
    """The lines of a part; the part above ends at `floor`, which is 0 where there is none."""
    stop = text.line_end(end)
    below = _block.blank_lines(text, text.behind_break(stop))
    if not text.begins_line(begin):
        return Lines((), begin, begin, stop, below)
    start = text.line_start(begin)
    gap = text.text[text.behind_break(text.line_end(floor)) : start] if floor else ""
    comments = _block.above_comments(text, begin, floor, text.others)
    comments = comments + len(text.indentation(comments)) if comments < start else begin
    return Lines(tuple(line.strip() for line in gap.splitlines()), comments, begin, stop, below)


NO_LINES = Lines((), 0, 0, 0, 0)


class Landing:
    """Where lines land; what comes behind the same line lands one behind the other."""

    def __init__(self, text: Text) -> None:
        """`text` is the head's."""
        self._text = text
        self._landed: dict[int, int] = {}

    def behind(self, behind: int, lines: Lines, comments: str, written: str, *, is_last: bool = False) -> Edit:
        """The edit that puts a part's lines behind the part that ends at `behind`, as they stood at the base.

        `comments` and `written` are the lines as they can stand here; `is_last` says that what follows that part
        belongs to something else.
        """
        text = self._text
        end = text.line_end(behind)
        at = self._landed.get(end)
        if at is None:
            at = self._landed[end] = end if is_last else self._at(end, lines)
            if at > end:
                return Edit(at, at, written + text.line_break)
        above = lines.gap[: len(lines.gap) - comments.count("\n")]
        blanks = next((n for n, line in enumerate(reversed(above)) if line), len(above))
        if at > end:
            return Edit(at, at, text.line_break * blanks + comments + written + text.line_break)
        return Edit(at, at, text.line_break * (blanks + 1) + comments + written)

    def _at(self, end: int, lines: Lines) -> int:
        """Behind what stands here as it stood above the part at the base: blank lines, comments."""
        following = self._text.behind_break(end)
        found = _GAP.match(self._text.text, following)
        present = found[0].splitlines(keepends=True)[: len(lines.gap)] if found else []
        same = tuple(line.strip() for line in present) == lines.gap
        if present and same and (any(lines.gap) or not lines.below):
            return following + sum(map(len, present))
        return end
