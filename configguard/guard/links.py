"""What a change means for the references of its policy."""

from __future__ import annotations

from configguard.model.address import Address
from configguard.model.record import dataclass, field
from configguard.model.reference import BrokenReferences
from configguard.model.trail import Trail  # noqa: TC001 - part of the public signatures


@dataclass(frozen=True, slots=True)
class Links:
    """The references that are broken, and what is critical by use.

    `uses` holds the addresses of the entries that many settings refer to, each with the sentence that says how many.
    """

    broken: BrokenReferences = field(default_factory=BrokenReferences)
    uses: dict[Address, str] = field(default_factory=dict)

    def why_critical(self, trail: Trail) -> str | None:
        """What refers to the entry that the setting belongs to; None if too little does."""
        if not self.uses:
            return None
        above = (Address(trail.file, trail.path[:depth], trail.document) for depth in range(len(trail.path), -1, -1))
        return next((self.uses[address] for address in above if address in self.uses), None)
