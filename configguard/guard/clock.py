"""Tells the time: the one place where the guard asks for it."""

from __future__ import annotations

import time

_DAY = len("2026-11-24")


def moment(said: str = "") -> str:
    """The moment that is said, or this one: in UTC, `2026-11-24T16:30`; a day is its beginning."""
    if not said:
        return time.strftime("%Y-%m-%dT%H:%M", time.gmtime())
    return f"{said}T00:00" if len(said) == _DAY else said


def day(said: str = "") -> str:
    """The day of it, `2026-11-24`."""
    return moment(said)[:_DAY]
