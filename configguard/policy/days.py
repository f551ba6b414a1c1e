"""Tells which days and which minutes there are."""

from __future__ import annotations

import re

_DAY_LONG = len("2026-12-31")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_CLOCK = re.compile(r"T([01]\d|2[0-3]):[0-5]\dZ", re.ASCII)


def is_day(text: str) -> bool:
    """Whether the calendar has this day."""
    from datetime import date  # noqa: PLC0415 - only a policy with waivers or windows needs it

    found = _DAY.fullmatch(text)
    try:
        return found is not None and bool(date(*map(int, found.groups())))
    except ValueError:
        return False


def is_moment(text: str) -> bool:
    """Whether it is such a day, or a minute of one in UTC, `2026-12-31T18:00Z`."""
    day, clock = text[:_DAY_LONG], text[_DAY_LONG:]
    return is_day(day) and (not clock or _CLOCK.fullmatch(clock) is not None)
