"""Takes parts that stand on lines of their own out of a text and puts parts in: blocks of YAML, statements of TOML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.restoring._splicing import Edit

if TYPE_CHECKING:
    from configguard.restoring._parts import Part
    from configguard.restoring._text import Text

_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n))*")


def removals(text: Text, parts: list[Part], going: frozenset[int], others: frozenset[str]) -> list[Edit]:
    """The edits that take out the lines of the parts at these positions; some part stays."""
    edits = []
    for number in sorted(going):
        part = parts[number]
        if text.begins_line(part.begin):
            floor = parts[number - 1].end if number else 0
            edits.append(line_removal(text, part.begin, part.end, floor, others))
    opening = 0  # the first parts of a block that begins behind a dash: what follows moves up to it
    while opening in going:
        opening += 1
    if opening and not text.begins_line(parts[0].begin):
        behind = text.behind_break(text.line_end(parts[opening - 1].end))
        blank = re.compile(r"\s*").match(text.text, behind)
        edits = [edit for edit in edits if edit.start >= behind]
        edits.append(Edit(parts[0].begin, blank.end() if blank else behind))
    return edits


def line_removal(text: Text, begin: int, end: int, floor: int, others: frozenset[str]) -> Edit:
    """The edit that takes out the lines from `begin` to `end`.

    Comment lines right above, at the same indentation, go too if the other side has no such line; so do blank lines
    above where blank lines follow. Nothing before `floor` is touched.
    """
    start = above_comments(text, begin, floor, others)
    stop = text.behind_break(text.line_end(end))
    blank = blank_lines_above(text, start, floor)
    if blank < start and (stop == len(text.text) or blank_lines(text, stop)):
        start = blank
    return Edit(start, stop)


def above_comments(text: Text, begin: int, floor: int, others: frozenset[str]) -> int:
    """The start of the line of `begin`, or of the comment lines right above that belong to it alone."""
    start = text.line_start(begin)
    margin = text.indentation(begin)
    while start > floor:
        above = text.line_start(start - 1)
        line = text.text[above:start]
        if above < floor or not line.startswith(f"{margin}#") or line.strip() in others:
            break
        start = above
    return start


def blank_lines_above(text: Text, start: int, floor: int) -> int:
    """The start of the blank lines that end at `start`."""
    while start > floor:
        above = text.line_start(start - 1)
        if above < floor or text.text[above:start].strip():
            break
        start = above
    return start


def blank_lines(text: Text, at: int) -> int:
    """How many characters the blank lines take that begin at `at`."""
    found = _BLANK_LINES.match(text.text, at)
    return found.end() - at if found else 0
