"""Ends a validation that takes too long or goes too deep."""

from __future__ import annotations

import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType, TracebackType

SECONDS = 10.0
"""How long one document may take: a valid file of a megabyte takes half a second."""

FRAMES = 3000
"""How deep Python may go: a document of a hundred levels needs more than the thousand it allows by itself."""


class TimeIsUp(BaseException):
    """Raised wherever the engine is; no `except Exception` of anybody's can swallow it."""


@contextmanager
def bounded() -> Iterator[None]:
    """Raises `TimeIsUp` in its body after `SECONDS`.

    Only the main thread can be interrupted within a regular expression; elsewhere no limit holds, so that
    `is_bounded` tells the caller not to begin.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeIsUp

    depth = sys.getrecursionlimit()
    began = time.monotonic()
    before = signal.signal(signal.SIGALRM, stop)
    left, interval = signal.setitimer(signal.ITIMER_REAL, SECONDS)
    sys.setrecursionlimit(max(depth, FRAMES))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.setrecursionlimit(depth)
        if left:
            # Somebody else's alarm goes on where it was.
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - began), 0.001), interval)


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
