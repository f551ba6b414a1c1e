"""Finds what so many settings refer to that the policy calls it critical."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from configguard.model import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.guard.referring import Census, Mention, Name, Told
    from configguard.model.address import Address
    from configguard.model.proposal import ChangedFile
    from configguard.model.reference import Reference
    from configguard.model.revision import Tree

MOST_NAMED = 3


def in_question(references: Iterable[Reference], files: Iterable[ChangedFile]) -> tuple[Reference, ...]:
    """The references by which something may be critical that changed: those whose entries stand in these files."""
    paths = [file.path for file in files if file.changes]
    return tuple(
        one
        for one in references
        if one.critical_from is not None
        and any(names.pattern.file.match(path) is not None for names in one.referred for path in paths)
    )


def uses_of(references: tuple[Reference, ...], census: Census, trees: Iterable[Tree]) -> dict[Address, str]:
    """The entries that so much refers to in one of the trees that they are critical, each with the reason.

    The trees are those before the change: who takes references away does not free what they refer to.
    """
    reasons: dict[Address, str] = {}
    for tree in trees:
        for reference, told in zip(references, census.of(tree), strict=True):
            reasons |= dict(_reasons(reference, told))
    return reasons


def _reasons(reference: Reference, told: Told) -> Iterator[tuple[Address, str]]:
    if reference.critical_from is None:
        return
    by: dict[Name, dict[Address, Mention]] = defaultdict(dict)
    for mention in told.referring:
        by[mention.name].setdefault(mention.address, mention)
    for entry in told.referred:
        users = by.get(entry.name, {})
        if len(users) >= reference.critical_from:
            yield entry.holder, _reason(reference, entry, users)


def _reason(reference: Reference, entry: Mention, users: dict[Address, Mention]) -> str:
    """How many settings refer to it, and which; where either end is a secret, the other would tell it."""
    told = () if entry.secret else users.items()
    shown = [str(address) for address, mention in told if not mention.secret][:MOST_NAMED]
    left = len(users) - len(shown)
    more = [f"{left:,} more"] if left else []
    *others, last = [*shown, *more]
    named = f" ({', '.join(others)} and {last})" if others else f" ({last})"
    named = named if shown else ""
    why = f"; {reference.why.strip().rstrip('.')}" if reference.why else ""
    verb = "refers" if len(users) == 1 else "refer"
    return f"{words.count(len(users), 'setting')} {verb} to it{named}{why}"
