"""Ends what could go on for ever: a regular expression that meets a text it was not made for."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


_AGAIN = 1.0
"""Seconds after which it is raised once more: Python drops what is raised while an object is destroyed."""


class TimeIsUp(BaseException):
    """Raised wherever the work is; no `except Exception` of anybody's can swallow it."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises `TimeIsUp` in its body after so much computing time; what others take of the machine does not count.

    Only the main thread can be interrupted within a regular expression; elsewhere no limit holds, so that
    `is_bounded` tells the caller not to begin.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGVTALRM, stop)
    left, interval = signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        # Somebody else's alarm goes on where it was.
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        signal.setitimer(signal.ITIMER_VIRTUAL, left, interval)


def is_bounded() -> bool:
    """Whether a limit can be set here."""
    return threading.current_thread() is threading.main_thread()
