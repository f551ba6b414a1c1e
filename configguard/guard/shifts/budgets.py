"""Says what an edit of a scope's budget changes: which numbers, and whether they let more through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.budget import Budget, Growth
from configguard.model.shift import Shift
from configguard.model.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.budget import Amount


def of_scope(name: str, was: Budget | None, now: Budget | None) -> Iterator[Shift]:
    """A shift for each number that is another one."""
    old, new = was or Budget(), now or Budget()
    for what, before, after in (("change", old.changes, new.changes), ("removal", old.removals, new.removals)):
        if before != after:
            said = f"scope {name} allows {limited(after, what)} at once, not {_limit(before)}"
            yield Shift(f"scope {name}", said, is_more(before, after))
    yield from _growth(name, old.growth or Growth(), new.growth or Growth())


def is_more(before: int | None, after: int | None) -> bool:
    """Whether a limit lets more through than another; None is no limit."""
    return after is None or (before is not None and after > before)


def limited(most: int | None, noun: str) -> str:
    """As many as a limit lets through, in words."""
    return f"any number of {noun}s" if most is None else count(most, noun)


def _limit(most: int | None) -> str:
    return "any number" if most is None else f"{most:,}"


def _growth(name: str, old: Growth, new: Growth) -> Iterator[Shift]:
    for what, before, after in (("file", old.files, new.files), ("list", old.lists, new.lists)):
        if before != after:
            said = f"scope {name} lets a {what} grow by {_by(after)}, not {_by(before)}"
            yield Shift(f"scope {name}", said, _grows_more(before, after))
    if old.least != new.least:
        said = f"scope {name} takes shares of growth from {new.least:,} on, not {old.least:,}"
        yield Shift(f"scope {name}", said, new.least > old.least)


def _by(amount: Amount | None) -> str:
    return "any number" if amount is None else str(amount)


def _grows_more(before: Amount | None, after: Amount | None) -> bool | None:
    """Whether it may grow by more; nobody can tell of a share and a number."""
    if before is None or after is None:
        return after is None
    return after.number > before.number if after.is_share is before.is_share else None
