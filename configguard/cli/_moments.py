"""Reads moments as people write them: ISO 8601, in UTC where no zone is said."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from configguard.errors import Misasked
from configguard.model.history import Span

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOW = "write it as ISO 8601 has it, in UTC where no zone is said: 2025-07-25T06:32, 2025-07-25T08:32+02:00, 2025-07-25"


def is_moment(text: str) -> bool:
    """Whether it is written as a date, so that it is meant as none but one."""
    return _DATE.fullmatch(text) is not None


def begin_of(text: str) -> int:
    """The first second that is meant, since 1970; raises `Misasked` if it is no moment."""
    return int(_read(text).timestamp())


def end_of(text: str) -> int:
    """The last second that is meant: of a day its end, of a minute the end of that."""
    moment = _read(text)
    if _DAY.fullmatch(text):
        moment += timedelta(days=1, seconds=-1)
    elif not re.search(r"\d\d:?\d\d:?\d\d", text[11:].partition("+")[0].partition("-")[0]):
        moment += timedelta(seconds=59)
    return int(moment.timestamp())


def span_of(text: str) -> Span:
    """`2025-07-25T06:02..2025-07-25T06:32`, both ends included; either may be left out."""
    begin, dots, end = text.partition("..")
    if not dots or not (begin or end):
        raise Misasked(f"“{text}” is no span of time", "write both ends: --at 2025-07-25T06:02..2025-07-25T06:32")
    span = Span(begin_of(begin) if begin else None, end_of(end) if end else None)
    if span.begin is not None and span.end is not None and span.begin > span.end:
        raise Misasked(f"“{text}” ends before it begins", f"turn it round: --at {end}..{begin}")
    return span


def shown(seconds: int) -> str:
    """A moment for people, `2025-07-25 06:32 UTC`."""
    return _utc(seconds, "%Y-%m-%d %H:%M UTC")


def _utc(seconds: int, form: str) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime(form)
    except (OverflowError, ValueError, OSError):
        return f"{seconds} seconds after 1970"


def _read(text: str) -> datetime:
    if not is_moment(text):
        raise Misasked(f"“{text}” is no moment", _HOW)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Misasked(f"“{text}” is no moment", _HOW) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
