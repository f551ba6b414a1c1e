"""Compares each commit of a change with its own parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.revision import Comparison, Step
from configguard.revisions._commits import needed
from configguard.revisions._history import commits
from configguard.revisions._trees import CommitTree, empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.revision import Difference, Message
    from configguard.revisions._commits import Commit
    from configguard.revisions._ends import Ends
    from configguard.revisions._repository import Repository

    Differ = Callable[[Repository, CommitTree, CommitTree], tuple[Difference, ...]]


def steps(
    repository: Repository, ends: Ends, messages: tuple[Message, ...], differ: Differ
) -> Callable[[], tuple[Step, ...]]:
    """What gives the steps, oldest first: it asks git only when somebody wants them."""

    def found() -> tuple[Step, ...]:
        if ends.last.oid == ends.tip.oid:
            return ()
        pairs = zip(commits(repository, ends.tip, ends.last), messages, strict=True)
        return tuple(_step(repository, commit, message, ends, differ) for commit, message in pairs)

    return found


def _step(repository: Repository, commit: Commit, message: Message, ends: Ends, differ: Differ) -> Step:
    """A commit beside its parents.

    Of a merge, what one of its other parents has as well is not its own doing: that parent is the tip of the
    comparison, and there is one for each.
    """
    head = CommitTree(repository, commit.revision, commit.tree)
    tip = CommitTree(repository, ends.tip.revision, ends.tip.tree)
    parents = [_tree(repository, needed(repository, oid, "", "a parent")) for oid in commit.parents]
    first, *others = parents or [empty(repository, "nothing")]
    found = (differ(repository, first, head),)
    said = (message,)
    return Step(message.where, tuple(Comparison(other, (first,), head, found, said) for other in others or (tip,)))


def _tree(repository: Repository, commit: Commit) -> CommitTree:
    return CommitTree(repository, commit.revision, commit.tree)
