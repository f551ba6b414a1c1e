"""How much a finding weighs."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """How much a finding weighs; only errors fail, unless asked otherwise."""

    OFF = 0
    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        """`error`, `warning`, `note`, `off`."""
        return self.name.lower()
