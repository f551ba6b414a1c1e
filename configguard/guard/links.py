"""What a change means for the references of its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.model.address import Address
from configguard.model.record import dataclass, field
from configguard.model.reference import BrokenReferences
from configguard.model.trail import Trail  # noqa: TC001 - part of the public signatures

if TYPE_CHECKING:
    from configguard.model.policy import Policy


class Use(NamedTuple):
    """How many settings refer to an entry, the sentence that says so, and why that is critical, if a reference says."""

    number: int
    said: str
    why: str | None = None


class Critical(NamedTuple):
    """That a setting is critical by use: the reason, and whether an owner must approve besides."""

    why: str
    approval: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """The references that are broken, and the entries to which much refers, by their addresses."""

    broken: BrokenReferences = field(default_factory=BrokenReferences)
    uses: dict[Address, Use] = field(default_factory=dict)

    def critical(self, trail: Trail, policy: Policy) -> Critical | None:
        """Why a setting is critical by what refers to the entry that it belongs to; None if too little does."""
        if not self.uses:
            return None
        above = (Address(trail.file, trail.path[:depth], trail.document) for depth in range(len(trail.path), -1, -1))
        found = [self.uses[address] for address in above if address in self.uses]
        for use in sorted(found, key=lambda use: -use.number):
            for guarded, guards in policy.critical_by_use:
                if use.number >= (guarded.referred or 0) and guards.why(trail) is not None:
                    return Critical(f"{use.said}; {guarded.why}", guarded.approval)
            if use.why is not None:
                return Critical(use.why)
        return None
