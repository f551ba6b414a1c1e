"""How much of a scope one change may touch, and how much a file or a list of it may grow."""

from __future__ import annotations

from typing import Literal, NamedTuple

from configguard.model.address import Address
from configguard.model.document import Place
from configguard.model.record import dataclass

LEAST = 10
"""From how many on a share counts, where the policy says nothing: of three, half is a single one."""


class Amount(NamedTuple):
    """So many, or so many in a hundred of what there was."""

    number: int
    is_share: bool = False

    def __str__(self) -> str:
        """`20`, or `50%`."""
        return f"{self.number}%" if self.is_share else str(self.number)

    def is_exceeded(self, before: int, after: int, least: int) -> bool:
        """Whether what grew from `before` to `after` grew by more; of fewer than `least` no share is taken."""
        if self.is_share:
            return before >= least and (after - before) * 100 > before * self.number
        return after - before > self.number


@dataclass(frozen=True, slots=True)
class Growth:
    """How much a file may grow in settings, and a list in items; a share counts from `least` on. None: as it likes."""

    files: Amount | None = None
    lists: Amount | None = None
    least: int = LEAST


@dataclass(frozen=True, slots=True)
class Budget:
    """How many settings of a scope one change may change or bring, how many it may remove. None: any number."""

    changes: int | None = None
    removals: int | None = None
    growth: Growth | None = None


@dataclass(frozen=True, slots=True)
class Grown:
    """A file or a list that grew beyond the budget of a scope: how many it had, and has.

    `address` is the list's, the file's own for a file; `allowed` is what the budget says.
    """

    scope: str
    what: Literal["file", "list"]
    address: Address
    before: int
    after: int
    allowed: Amount
    place: Place | None = None
