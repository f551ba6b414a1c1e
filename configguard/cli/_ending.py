"""Hears when the process is asked to end, or has used up its time."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS = 900.0
"""How long a run may take: the largest that is known takes a minute."""

ASKED = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
OUT_OF_TIME = (signal.SIGALRM, signal.SIGXCPU)


class Ended(BaseException):
    """The process is to end; no `except Exception` of anybody's can swallow it. `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def listening() -> Iterator[list[int]]:
    """Raises `Ended` in its body at the first signal to end; the second one ends the process at once.

    The list tells what was heard: Python drops what is raised while it takes an object apart. A signal that the
    caller ignores, as `nohup` does, stays ignored, and nobody else's alarm is touched.
    """
    heard: list[int] = []
    free = signal.getitimer(signal.ITIMER_REAL)[0] == 0
    numbers = (*ASKED, signal.SIGXCPU, *([signal.SIGALRM] if free else []))
    before = {number: signal.getsignal(number) for number in numbers}

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        for other in before:
            signal.signal(other, signal.SIG_DFL)
        heard.append(number)
        raise Ended(number)

    for number, handler in before.items():
        if handler not in {signal.SIG_IGN, None}:
            signal.signal(number, end)
    if free:
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
    told, sys.unraisablehook = sys.unraisablehook, _quiet
    try:
        yield heard
    finally:
        sys.unraisablehook = told
        if free:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _quiet(dropped: sys.UnraisableHookArgs) -> None:
    """Say nothing of a signal that Python drops, which was heard all the same."""
    if not isinstance(dropped.exc_value, Ended):
        sys.__unraisablehook__(dropped)
