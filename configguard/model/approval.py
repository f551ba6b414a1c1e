"""Whether somebody whose word counts has approved of a change."""

from __future__ import annotations

from collections.abc import Callable

from configguard.model.intent import Unread
from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Approval:
    """What became of asking for one: `by` is the login of who has approved, empty where nobody has, and then `why`."""

    by: str = ""
    why: str = ""
    unread: Unread | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An approval that is asked for: by one of these accounts, of what changes this file (None: of all).

    `says` tells of an approving review's text whether it says what it must say, where it must.
    """

    file: str | None
    accounts: tuple[str, ...]
    says: Callable[[str], bool] | None = None
