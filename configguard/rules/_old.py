"""Tells what a change brings from what already stood at the base."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol, TypeVar

from configguard.model.level import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.proposal import Proposal


class Known(Protocol):
    """What is found again on the other side by its key."""

    @property
    def key(self) -> str:
        """The same on both sides."""
        ...


K = TypeVar("K", bound=Known)


def told_apart(sides: tuple[tuple[K, ...], tuple[K, ...]], proposal: Proposal) -> Iterator[tuple[K, Level | None]]:
    """What the head has, each with a level: a note where the base has it, too; else None, the rule's own.

    Of several with one key, only as many are old as the base has. A strict judgement takes none for old.
    """
    base, head = sides
    old = Counter(known.key for known in base)
    for known in head:
        is_old = old[known.key] > 0
        old[known.key] -= is_old
        yield known, Level.NOTE if is_old and not proposal.strict else None
