"""One line on the terminal says how far a long run is, and goes before anything else is said."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING

from configguard.model import escaping
from configguard.model.progress import nobody

if TYPE_CHECKING:
    from configguard.model.progress import Listener

PATIENCE = 1.0
"""Seconds in which nobody asks how far it is."""
PAUSE = 0.1
USUAL = 80
"""Columns, where the terminal does not know how many it has."""
_ERASE = "\r\x1b[K"
_NARROW = "\u0300"
"""Below it, a character is as wide as a letter."""


class _Line:
    """The line; drawn only where a run takes long, and not more often than eyes can follow."""

    def __init__(self) -> None:
        self._next = monotonic() + PATIENCE
        self._stands = False

    def draw(self, doing: str, name: str, number: int, total: int) -> None:
        """Tell how far it is, if it is time to."""
        now = monotonic()
        if now < self._next:
            return
        self._next = now + PAUSE
        self._stands = self._put(_cut(f"{doing} {number:,} of {total:,}  {escaping.terminal(name)}", _width() - 1))

    def erase(self) -> None:
        """Leave the terminal as it was."""
        if self._stands:
            self._stands = self._put("")

    def _put(self, text: str) -> bool:
        """Have this stand there; whether something does."""
        try:
            sys.stderr.write(f"{_ERASE}{text}")
            sys.stderr.flush()
        except OSError:
            self._next = float("inf")  # the terminal is gone, and nobody waits there
            return False
        return bool(text)


_lines: list[_Line] = []


def listener(*, wanted: bool) -> Listener:
    """Who hears how far it is: the line, where stderr is a terminal that can erase one."""
    if not wanted or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        return nobody
    erase()
    _lines[:] = [_Line()]
    return _lines[0].draw


def erase() -> None:
    """Take the line away, before something else is said or the run ends."""
    for line in _lines:
        line.erase()


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or USUAL
    except OSError:
        return USUAL


def _cut(text: str, width: int) -> str:
    """As much of it as fits: what runs over the edge could not be erased."""
    room = width
    for at, letter in enumerate(text):
        room -= 1 if letter < _NARROW else 2
        if room < 0:
            return text[:at]
    return text
