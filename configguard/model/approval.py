"""Whether the owner of a setting has approved that it changes."""

from __future__ import annotations

from configguard.model.intent import Unread
from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Approval:
    """What became of asking for one: `by` is the login of who has approved, empty where nobody has, and then `why`."""

    by: str = ""
    why: str = ""
    unread: Unread | None = None
