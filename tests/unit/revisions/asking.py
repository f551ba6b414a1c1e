"""Short words for the questions of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.revision import Ask, Comparison, Difference
from configguard.revisions import compare

if TYPE_CHECKING:
    from configguard.model.event import Event
    from tests.repositories import Repository


def commits(repository: Repository, base: str | None = "main", head: str = "HEAD") -> Comparison:
    """Two revisions, compared."""
    return compare(Ask(repository.directory, base=base, head=head))


def staged(repository: Repository, base: str | None = None) -> Comparison:
    """The index, compared with HEAD."""
    return compare(Ask(repository.directory, base=base, staged=True))


def worktree(repository: Repository, base: str | None = None) -> Comparison:
    """The files at hand, compared."""
    return compare(Ask(repository.directory, base=base, worktree=True))


def event(repository: Repository, happened: Event, base: str | None = None) -> Comparison:
    """What CI runs for, compared."""
    return compare(Ask(repository.directory, base=base, event=happened))


def differing(comparison: Comparison, number: int = 0) -> list[str]:
    """The paths that differ from a base."""
    return [difference.path for difference in comparison.differences[number]]


def contents(comparison: Comparison, path: str) -> tuple[bytes | None, bytes | None]:
    """A differing file's content before and after."""
    pair = only(comparison, path)
    before = None if pair.base is None else comparison.bases[0].read([pair.base])[pair.base]
    after = None if pair.head is None else comparison.head.read([pair.head])[pair.head]
    return before, after


def only(comparison: Comparison, path: str) -> Difference:
    """The one difference at this path."""
    (pair,) = (difference for difference in comparison.differences[0] if difference.path == path)
    return pair
