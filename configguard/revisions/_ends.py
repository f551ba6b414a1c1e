"""Between which commits a change lies: as it was asked, else as the default branch tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.model.record import dataclass
from configguard.revisions import _parsing
from configguard.revisions._commits import Commit, look_up, resolve
from configguard.revisions._history import merge_bases

if TYPE_CHECKING:
    from configguard.revisions._repository import Repository

_DEFAULT = "refs/remotes/origin/HEAD"
_REMOTE = ("refs/remotes/origin/main", "refs/remotes/origin/master")
_LOCAL = ("refs/heads/main", "refs/heads/master")
_NOTHING = "empty"
FROM_NOTHING = f"or take all for new: --base {_NOTHING}"
"""The cure where there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The commits of a comparison: the branch's tip, what is compared from, and what is proposed.

    The change's own messages are those of `last` and before, as far as `tip` has them not.
    """

    tip: Commit
    bases: tuple[Commit, ...]
    head: Commit
    last: Commit
    notes: tuple[str, ...] = ()


def between(repository: Repository, base: Commit, head: Commit, *notes: str) -> Ends:
    """From where the two parted to the head."""
    return Ends(base, merge_bases(repository, base, head), head, head, notes)


def exactly(base: Commit, head: Commit, last: Commit | None = None, *notes: str) -> Ends:
    """From this very base to the head; to be used where somebody who knows has named it."""
    return Ends(base, (base,), head, last or head, notes)


def is_nothing(repository: Repository, base: str | None) -> bool:
    """Whether the base that was asked for is no commit but the tree without files; it is only where that is said.

    Raises `Misasked` if a commit has the name of nothing.
    """
    if base == _NOTHING and look_up(repository, base) is not None:
        raise Misasked(
            f"{base} stands for no commit at all, and is the name of one here",
            f"name the commit in full, as in refs/heads/{base}",
            f"or nothing: --base {repository.empty_tree}",
        )
    return base in {_NOTHING, repository.empty_tree}


def named(repository: Repository, base: str | None, head: str) -> Ends:
    """From a revision, or the default branch, to another; both are resolved once."""
    there = resolve(repository, head)
    if base is None:
        return from_default(repository, there)
    return between(repository, resolve(repository, base), there)


def from_default(repository: Repository, head: Commit) -> Ends:
    """From where the head left the default branch, else from the head itself; a note says which it was."""
    branch = default_branch(repository)
    if branch is None:
        note = f"no --base was given and no default branch was found, so the base is {_said(head)}"
        return exactly(head, head, None, note)
    note = f"no --base was given, so the base is where {_said(head)} left {branch.name}"
    return between(repository, branch, head, note)


def default_branch(repository: Repository) -> Commit | None:
    """The tip of the remote's default branch, else of a local one that is not at hand."""
    wanted = (_DEFAULT, *_REMOTE, *_LOCAL)
    output = repository.tell("for-each-ref", "--format=%(HEAD)%00%(refname)%00%(symref)", *wanted)
    lines = [line.split(b"\0") for line in output.splitlines()]
    there = {_parsing.decoded(name): (at_hand == b"*", _parsing.decoded(to)) for at_hand, name, to in lines}
    for name in wanted:
        at_hand, points_at = there.get(name, (True, ""))
        if not at_hand:
            target = points_at or name
            found = look_up(repository, target, target.split("/", 2)[2])
            if found is not None:
                return found
    return None


def _said(commit: Commit) -> str:
    return commit.name or commit.short
