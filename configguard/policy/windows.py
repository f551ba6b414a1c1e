"""Reads when something of a policy holds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from configguard.model.grammar import quote
from configguard.model.window import DAYS, Hours, Window
from configguard.policy.mistakes import Notes  # noqa: TC001 - part of the public signatures
from configguard.policy.values import Record, Said  # noqa: TC001 - part of the public signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOURS = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_DAY_LONG = len("2026-12-31")
_A_DAY = 24 * 60


def windows(entry: Record, notes: Notes) -> tuple[Window, ...]:
    """What an entry says under `when`; each mistake is noted."""
    return tuple(_window(record, notes) for record in entry.records("when"))


def _window(record: Record, notes: Notes) -> Window:
    said_from, said_to = record.said("from"), record.said("to")
    days = [(name, DAYS.index(name.text)) for name, _ in record.named("days")]
    window = Window(
        first=_moment(said_from.text) if said_from else "",
        end=_end(said_to.text) if said_to else "",
        days=frozenset(number for _, number in days),
        hours=tuple(_hours(record.several("hours"), notes)),
        shown=_shown(record),
    )
    # What could not be read has been noted, and stands behind the beginning of the entry.
    if not record.values and all(mistake.place < notes.source.place(record.start) for mistake in notes.mistakes):
        notes.add(record.start, "this entry of “when” says nothing: give it from, to, days or hours")
    if said_to is not None and window.end <= window.first:
        notes.add(said_to.start, f"{quote(said_to.text)} is not behind {quote(said_from.text if said_from else '')}")
    return window


def _hours(said: tuple[Said, ...], notes: Notes) -> Iterator[Hours]:
    for one in said:
        found = _HOURS.fullmatch(one.text)
        first, end = (int(found[n]) * 60 + int(found[n + 1]) for n in (1, 3)) if found else (0, 0)
        if found is None or max(first, end) > _A_DAY or first in {end, _A_DAY}:
            notes.add(
                one.start, f"hours are written like 09:00-17:00 or 22:00-06:00, in UTC, but here {quote(one.text)}"
            )
            continue
        yield Hours(first, end)


def _moment(text: str) -> str:
    """`2026-12-20T18:00`; a day is its beginning."""
    return f"{text}T00:00" if len(text) == _DAY_LONG else text[:16]


def _end(text: str) -> str:
    """The moment at which it ends: a day is within it."""
    if len(text) != _DAY_LONG:
        return _moment(text)
    last = date.fromisoformat(text)
    return f"{last + timedelta(days=1)}T00:00" if last < date.max else ""


def _shown(record: Record) -> str:
    ends = [f"{word} {said.text}" for word in ("from", "to") if (said := record.said(word)) is not None]
    days = ", ".join(name.text for name, _ in record.named("days"))
    hours = ", ".join(said.text for said in record.several("hours"))
    return " ".join(filter(None, [*ends, days and f"on {days}", hours, "UTC"]))
