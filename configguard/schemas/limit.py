"""Ends a validation that takes too long, goes too deep or finds too much."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from configguard.limit import bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

_T = TypeVar("_T")

SECONDS = 0.8
"""How long a small document may take, in computing time: most take a hundredth of it."""

MORE_FOR_A_VALUE = 0.0001
"""How much longer for each of its values: a valid file needs a tenth of it, one in which all is wrong four tenths."""

TO_MAKE_READY = 10.0
"""How long schemas may take to be made ready, before any document: one of 500 parts takes one second."""

FRAMES = 3000
"""How deep Python may go: a document of a hundred levels needs more than the thousand it allows by itself."""

MOST_ERRORS = 30_000
"""How many errors may be held at once, those of a choice's branches too: each takes two or three kilobytes."""


class TooMany(BaseException):
    """Raised where there are more errors than can be held."""


class Tally:
    """How many errors are held."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, errors: Iterable[_T]) -> Iterator[_T]:
        """The same errors, each counted."""
        for error in errors:
            self.count += 1
            if self.count > MOST_ERRORS:
                raise TooMany
            yield error


TALLY = Tally()
"""Of the validation at hand: as with the clock, there is but one."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises `TimeIsUp` or `TooMany` in its body, where that takes so much computing time or holds too many errors."""
    TALLY.count = 0
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, FRAMES))
    try:
        with bounded(seconds):
            yield
    finally:
        sys.setrecursionlimit(depth)


def innermost(trace: TracebackType | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The functions that were running, the innermost first, each with its local names."""
    frames = []
    while trace is not None:
        frames.append((trace.tb_frame.f_code.co_name, trace.tb_frame.f_locals))
        trace = trace.tb_next
    yield from reversed(frames)
