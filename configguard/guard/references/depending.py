"""Finds what so many settings refer to that the policy calls it critical."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from configguard.guard.links import Use
from configguard.model import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.guard.references.referring import Census, Mention, Name, Told
    from configguard.model.address import Address
    from configguard.model.policy import Policy
    from configguard.model.reference import Reference
    from configguard.model.revision import Tree

MOST_NAMED = 3


def in_question(policy: Policy, paths: Iterable[str]) -> tuple[Reference, ...]:
    """The references by which something in these files may be critical: those whose entries stand there."""
    files = [*paths]
    return tuple(
        one
        for one in policy.references
        if (policy.critical_by_use or one.critical_from is not None)
        and any(names.pattern.file.match(path) is not None for names in one.referred for path in files)
    )


def uses_of(
    references: tuple[Reference, ...], census: Census, trees: Iterable[Tree], policy: Policy
) -> dict[Address, Use]:
    """The entries to which so much refers in one of the trees that it may be critical.

    The trees are those before the change: who takes references away does not free what they refer to.
    """
    least = min((guarded.referred or 1 for guarded, _ in policy.critical_by_use), default=None)
    found: dict[Address, Use] = {}
    for tree in trees:
        entries: dict[Address, _Entry] = defaultdict(_Entry)
        for reference, told in zip(references, census.of(tree), strict=True):
            _gather(reference, told, entries)
        for address, entry in entries.items():
            use = entry.use(least)
            if use is not None and use.number >= found.get(address, _NONE).number:
                found[address] = use
    return found


class _Entry:
    """What refers to one entry, under all references."""

    def __init__(self) -> None:
        self.users: dict[Address, Mention] = {}
        self.is_secret = False
        self.whys: list[str | None] = []

    def use(self, least: int | None) -> Use | None:
        """What it comes to; None where it is not critical for any number."""
        if not self.whys and (least is None or len(self.users) < least):
            return None
        said = self._said()
        why = next((f"; {why.strip().rstrip('.')}" for why in self.whys if why), "")
        return Use(len(self.users), said, f"{said}{why}" if self.whys else None)

    def _said(self) -> str:
        """How many settings refer to it, and which; where either end is a secret, the other would tell it."""
        told = () if self.is_secret else self.users.items()
        shown = [str(address) for address, mention in told if not mention.secret][:MOST_NAMED]
        left = len(self.users) - len(shown)
        *others, last = [*shown, *([f"{left:,} more"] if left else [])]
        named = f" ({', '.join(others)} and {last})" if others else f" ({last})"
        verb = "refers" if len(self.users) == 1 else "refer"
        return f"{words.count(len(self.users), 'setting')} {verb} to it{named if shown else ''}"


def _gather(reference: Reference, told: Told, entries: dict[Address, _Entry]) -> None:
    by: dict[Name, dict[Address, Mention]] = defaultdict(dict)
    for mention in told.referring:
        by[mention.name].setdefault(mention.address, mention)
    for mention in told.referred:
        users = by.get(mention.name)
        if users:
            entry = entries[mention.holder]
            entry.users |= users
            entry.is_secret = entry.is_secret or mention.secret
            if reference.critical_from is not None and len(users) >= reference.critical_from:
                entry.whys.append(reference.why)


_NONE = Use(0, "")
