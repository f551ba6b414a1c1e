"""What a team has accepted: one finding, for a reason, until a day."""

from __future__ import annotations

from configguard.model.document import Place
from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted finding of a rule.

    It is known by its `address` in canonical form (a file's name alone, for what is about no setting), or by its
    `fingerprint`; the other is None.
    `expires` is its last day, `2026-12-31`, in UTC. `file` and `place` tell where it is written.
    """

    rule: str
    reason: str
    owner: str
    expires: str
    address: str | None = None
    fingerprint: str | None = None
    file: str = ""
    place: Place | None = None

    @property
    def of(self) -> str:
        """What it is a waiver of, as it is written."""
        return self.address or self.fingerprint or ""

    def is_expired(self, today: str) -> bool:
        """Whether its last day is over on this one (`2026-11-24`, in UTC)."""
        return self.expires < today


@dataclass(frozen=True, slots=True)
class StaleWaiver:
    """A waiver that is to be taken out: it is `expired`, else it waives nothing."""

    waiver: Waiver
    expired: bool
