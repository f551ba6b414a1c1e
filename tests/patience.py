"""Ends a test that would go on for ever; it measures nothing, for these machines are shared."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

FOR_EVER = 20
"""Seconds: what takes milliseconds when it is right, and minutes when it is not, has gone wrong by then."""


@contextmanager
def patience() -> Iterator[None]:
    """Fail what has not come to an end after a long while."""

    def out_of_patience(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise AssertionError(f"no end in sight after {FOR_EVER} s")

    before = signal.signal(signal.SIGALRM, out_of_patience)
    signal.alarm(FOR_EVER)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
