"""A side's text, and how its lines and indentation are found."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from configguard.model.record import dataclass

_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")
_BREAK = re.compile(r"\r?\n")
_MARGIN = re.compile(r"[ \t]*(?:[-?] +)*")
_DASHES = re.compile(r"[-?]")
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True)
class Text:
    """The text of one side; offsets count characters.

    `others` are the comment lines, without indentation, that are as much the other side's.
    """

    text: str
    others: frozenset[str] = frozenset()

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line break."""
        found = _BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def behind_break(self, offset: int) -> int:
        """The offset behind the line break that stands at `offset`, if one does."""
        found = _BREAK.match(self.text, offset)
        return found.end() if found else offset

    def lead(self, offset: int) -> str:
        """What stands before an offset in its line."""
        return self.text[self.line_start(offset) : offset]

    def indentation(self, offset: int) -> str:
        """The blanks with which the line of an offset begins."""
        found = _INDENT.match(self.text, self.line_start(offset))
        return found[0] if found else ""

    def margin(self, offset: int) -> str:
        """The blanks that stand before a part of a block: its column, dashes before it counted as blanks."""
        lead = self.lead(offset)
        return (
            _DASHES.sub(lambda found: " " * len(found[0]), lead)
            if _MARGIN.fullmatch(lead)
            else self.indentation(offset)
        )

    def begins_line(self, offset: int) -> bool:
        """Whether only blanks stand before an offset in its line."""
        return not self.lead(offset).strip(" \t")

    def comment_behind(self, offset: int) -> int:
        """Where the comment ends that is the next thing behind `offset` in its line; `offset` if none is."""
        found = _COMMENT.match(self.text, offset)
        return found.end() if found else offset

    @cached_property
    def line_break(self) -> str:
        """How its lines end: as most do."""
        both = self.text.count("\r\n")
        return "\r\n" if both * 2 > self.text.count("\n") else "\n"


def both(base: str, head: str) -> tuple[Text, Text]:
    """The texts of both sides; each knows the comment lines that the other has as often."""
    before, after = (Counter(filter(_is_comment, map(str.strip, text.splitlines()))) for text in (base, head))
    return (
        Text(base, frozenset(line for line, count in before.items() if after[line] >= count)),
        Text(head, frozenset(line for line, count in after.items() if before[line] >= count)),
    )


def _is_comment(line: str) -> bool:
    return line.startswith("#")


def carried(text: str, old: str, new: str, line_break: str) -> str:
    """A stretch of text fit for another place: lines behind the first indented anew, line breaks as they are there."""
    first, *rest = _BREAK.split(text)
    lines = [
        new + line.removeprefix(old) if old and line.startswith(old) else new + line if not old and line else line
        for line in rest
    ]
    return line_break.join([first, *lines])
