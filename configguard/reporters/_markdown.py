"""Builds Markdown that keeps within a number of bytes, cut between records and never within one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Page:
    """Markdown in the making; what does not fit is counted instead."""

    def __init__(self, most: int) -> None:
        """Begin a page of at most `most` bytes of UTF-8."""
        self._left = most
        self._parts: list[str] = []

    def add(self, text: str) -> bool:
        """Add a block of its own, if it says anything and fits whole; tell whether it was added."""
        return bool(text) and self._take(text.rstrip("\n") + "\n\n")

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], reserve: int) -> int:
        """Add a table of the rows that fit while so many bytes stay free; the number of those left out."""
        head = f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n"
        if not self._take(head, reserve):
            return sum(1 for _ in rows)
        full, left_out = False, 0
        for row in rows:
            full = full or not self._take(f"| {' | '.join(row)} |\n", reserve)
            left_out += full
        self._take("\n")
        return left_out

    def text(self) -> str:
        """What was added."""
        return "".join(self._parts).rstrip("\n") + "\n"

    def _take(self, text: str, reserve: int = 0) -> bool:
        size = len(text.encode("utf-8", "backslashreplace"))
        if size > self._left - reserve:
            return False
        self._left -= size
        self._parts.append(text)
        return True


def left_out(number: int, noun: str) -> str:
    """The sentence that tells what did not fit, or nothing."""
    return f"{count(number, noun)} left out: this page has a limit. See them all: `configguard check`" if number else ""
