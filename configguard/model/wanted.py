"""What a schema says of a setting."""

from __future__ import annotations

from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of a schema that speaks of a setting: where it stands, what it says in words, and what it asks for."""

    place: str
    description: str = ""
    wishes: tuple[str, ...] = ()
