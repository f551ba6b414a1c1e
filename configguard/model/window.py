"""When something holds: between two moments, on days of the week, at hours of the day, all in UTC."""

from __future__ import annotations

from typing import NamedTuple

from configguard.model.record import dataclass

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = slice(11, 16)


class Hours(NamedTuple):
    """A part of a day, in minutes from midnight, its end not included; one that ends before it begins goes on."""

    first: int
    end: int

    @property
    def goes_on(self) -> bool:
        """Whether it ends on the day after."""
        return self.end <= self.first


@dataclass(frozen=True, slots=True)
class Window:
    """What is said of when: from the moment `first` on, before the moment `end`, on these days, within these hours.

    A moment is written `2026-12-20T18:00`; what is empty says nothing. `shown` is all of it, for people.
    """

    first: str = ""
    end: str = ""
    days: frozenset[int] = frozenset()
    hours: tuple[Hours, ...] = ()
    shown: str = ""

    def holds(self, moment: str) -> bool:
        """Whether it holds at this moment, `2026-12-20T18:00`.

        Hours that go on over midnight are those of the day on which they begin.
        """
        if moment < self.first or (self.end and moment >= self.end):
            return False
        if not self.days and not self.hours:
            return True
        minute, weekday = _minute(moment), _weekday(moment)
        today, yesterday = self._on(weekday), self._on((weekday - 1) % len(DAYS))
        if not self.hours:
            return today
        return any(
            (today and part.first <= minute and (part.goes_on or minute < part.end))
            or (yesterday and part.goes_on and minute < part.end)
            for part in self.hours
        )

    def _on(self, weekday: int) -> bool:
        return not self.days or weekday in self.days


def hold(windows: tuple[Window, ...], moment: str) -> bool:
    """Whether one of them holds, or nothing is said; where nobody knows the moment, each does."""
    return not windows or not moment or any(window.holds(moment) for window in windows)


def shown(windows: tuple[Window, ...]) -> str:
    """When that is, in words."""
    return " or ".join(window.shown for window in windows)


def _minute(moment: str) -> int:
    hour, _, minute = moment[_CLOCK].partition(":")
    return int(hour) * 60 + int(minute)


def _weekday(moment: str) -> int:
    from datetime import date  # noqa: PLC0415 - only a policy with days of the week needs it

    return date.fromisoformat(moment[:10]).weekday()
