"""Ends a validation that takes too long, goes too deep or finds too much."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType, TracebackType

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


class TimeIsUp(BaseException):
    """Raised wherever the engine is; no `except Exception` of anybody's can swallow it."""


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
def bounded(seconds: float) -> Iterator[None]:
    """Raises `TimeIsUp` in its body after so much computing time; what others take of the machine does not count.

    Only the main thread can be interrupted within a regular expression; elsewhere no limit holds, so that
    `is_bounded` tells the caller not to begin.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeIsUp

    TALLY.count = 0
    depth = sys.getrecursionlimit()
    before = signal.signal(signal.SIGVTALRM, stop)
    left, interval = signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    sys.setrecursionlimit(max(depth, FRAMES))
    try:
        yield
    finally:
        # Somebody else's alarm goes on where it was.
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        signal.setitimer(signal.ITIMER_VIRTUAL, left, interval)
        sys.setrecursionlimit(depth)


def is_bounded() -> bool:
    """Whether a limit can be set here."""
    return threading.current_thread() is threading.main_thread()


def innermost(trace: TracebackType | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The functions that were running, the innermost first, each with its local names."""
    frames = []
    while trace is not None:
        frames.append((trace.tb_frame.f_code.co_name, trace.tb_frame.f_locals))
        trace = trace.tb_next
    yield from reversed(frames)
