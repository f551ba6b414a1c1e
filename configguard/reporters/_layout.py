"""How text fits a terminal: its width, where it breaks, what is cut, what is coloured."""

from __future__ import annotations

import unicodedata

from configguard.model.record import dataclass

ELLIPSIS = "…"
_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "waived": "1;36",
    "overridden": "1;35",
    "pass": "1;32",
    "gone": "31",
    "new": "32",
    "frame": "34",
    "strong": "1",
    "faint": "2",
}


@dataclass(frozen=True, slots=True)
class Screen:
    """What a report is written on: how many columns, coloured or not, everything or what fits."""

    columns: int
    colour: bool = False
    verbose: bool = False

    def paint(self, role: str, text: str) -> str:
        """`text` in the colour of its role; colour never says what the text does not."""
        return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if self.colour and text else text

    def narrower(self, columns: int) -> Screen:
        """The same with so many columns less."""
        return Screen(self.columns - columns, self.colour, self.verbose)


def width(text: str) -> int:
    """How many columns of a terminal `text` takes; East Asian wide characters take two (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def pad(text: str, columns: int) -> str:
    """`text` with blanks behind it, up to so many columns."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """`text` in lines of at most so many columns, broken at blanks; the second and later ones are indented.

    A word that is longer than a line stays whole: it may be something to copy.
    """
    lines: list[str] = []
    first, *words = text.split(" ")
    line = first
    for word in words:
        longer = f"{line} {word}"
        if line.strip() and width(longer) > columns:
            lines.append(line.rstrip())
            line = indent + word
        else:
            line = longer
    return [*lines, line]


def flow(pieces: list[str], separator: str, columns: int) -> list[str]:
    """Pieces joined with `separator`, in lines of at most so many columns; no piece is broken."""
    lines: list[str] = []
    for piece in pieces:
        if lines and width(lines[-1]) + width(separator) + width(piece) <= columns:
            lines[-1] += separator + piece
        else:
            lines.append(piece)
    return lines


def cut(text: str, columns: int) -> str:
    """`text` without its middle where it is wider than so many columns."""
    if width(text) <= columns:
        return text
    room = max(columns - 1, 2)
    return _fitting(text, room - room // 2) + ELLIPSIS + _fitting(text[::-1], room // 2)[::-1]


def focus(before: str, after: str, columns: int) -> tuple[str, str]:
    """Two texts cut to so many columns each, so that what differs between them is what is shown."""
    if max(width(before), width(after)) <= columns:
        return before, after
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    return _around(before, first, last, columns), _around(after, first, last, columns)


def _around(text: str, first: int, last: int, columns: int) -> str:
    """The part of `text` that is not in its first and last so many characters, with what fits around it."""
    if width(text) <= columns:
        return text
    changed = text[first : len(text) - last]
    room = columns - width(changed) - 2
    if room < 0:
        lead, tail = (ELLIPSIS if first else ""), (ELLIPSIS if last else "")
        return lead + cut(changed, columns - len(lead) - len(tail)) + tail
    behind = _fitting(text[len(text) - last :], room // 2) if last else ""
    ahead = _fitting(text[:first][::-1], room - width(behind))[::-1]
    behind = _fitting(text[len(text) - last :], room - width(ahead)) if last else ""
    lead, tail = (ELLIPSIS if len(ahead) < first else ""), (ELLIPSIS if len(behind) < last else "")
    return lead + ahead + changed + behind + tail


def _common(one: str, other: str) -> int:
    length = min(len(one), len(other))
    return next((n for n in range(length) if one[n] != other[n]), length)


def _fitting(text: str, columns: int) -> str:
    taken = 0
    for number, char in enumerate(text):
        taken += _columns(char)
        if taken > columns:
            return text[:number]
    return text


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
