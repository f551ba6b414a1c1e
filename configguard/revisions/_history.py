"""How two commits are related, and what the commits between them say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.revision import Message
from configguard.revisions import _parsing
from configguard.revisions._commits import Commit, needed
from configguard.revisions._conversation import complaint
from configguard.revisions._repository import shallow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.revisions._repository import Repository

_NOTHING_IN_COMMON = 1


def merge_bases(repository: Repository, base: Commit, head: Commit) -> tuple[Commit, ...]:
    """The commits in which the two lines of history last met, nearly always one.

    Raises `Undecided` if there is none. A shallow clone can show an older one than the true one, so there
    it is believed only where no history that is cut off could tell otherwise.
    """
    if base.oid == head.oid or (base.oid in head.parents and not repository.is_shallow):
        return (base,)  # as on the merge commits that CI judges: git need not be asked
    status, output, words = repository.ask("merge-base", "--all", base.oid, head.oid)
    if status not in {0, _NOTHING_IN_COMMON}:
        raise repository.missing(f"git could not find where {base.name} and {head.name} part{complaint(words)}")
    oids = sorted(_parsing.oids(output, repository.oid_length))
    if repository.is_shallow and not _is_proven(repository, base, head, oids):
        raise shallow(f"where {base.revision} and {head.revision} part cannot be told", base.oid, head.oid)
    if not oids:
        raise Undecided(
            f"{base.revision} and {head.revision} have no history in common",
            f"git rebase --onto {base.oid} --root",
        )
    return tuple(needed(repository, oid, base.name, "a merge base") for oid in oids)


def _is_proven(repository: Repository, base: Commit, head: Commit, found: list[str]) -> bool:
    """Whether the two meet here and not later, in what a shallow clone lacks.

    That one end is behind the other needs no history but what is there; else all history up to where they meet is
    to be there.
    """
    if found in ([base.oid], [head.oid]):
        return True
    if len(found) != 1:
        return False
    output = repository.tell("rev-list", base.oid, head.oid, f"^{found[0]}")
    return repository.cut_off.isdisjoint(_parsing.oids(output, repository.oid_length))


def messages(repository: Repository, base: Commit | None, head: Commit) -> tuple[Message, ...] | None:
    """The messages of the commits that head has and base has not, oldest first; None if some are cut off."""
    found = _commits(repository, base, head)
    if found is None:
        return None
    touched = _files(repository, found)
    return tuple(
        Message(c.short, c.message, files, c.oid, next(iter(c.parents), ""))
        for c, files in zip(found, touched, strict=True)
    )


def commits(repository: Repository, base: Commit | None, head: Commit) -> list[Commit]:
    """The commits that head has and base has not, oldest first; none if some are cut off."""
    return _commits(repository, base, head) or []


def _commits(repository: Repository, base: Commit | None, head: Commit) -> list[Commit] | None:
    oids = _between(repository, base, head)
    if oids[-1:] != [head.oid] and (oids or base is None or not _is_behind(repository, head, base)):
        raise Undecided("git did not list all commits of the change", "git fsck")
    if not repository.cut_off.isdisjoint(oids) or not _ends_at(repository, base, head, oids):
        return None
    return [needed(repository, oid, "", "a commit of the change") for oid in oids]


def _between(repository: Repository, base: Commit | None, head: Commit) -> list[str]:
    """The commits that head has and base has not, oldest first."""
    if base is not None and head.parents == (base.oid,):
        return [head.oid]
    without = () if base is None else (f"^{base.oid}",)
    output = repository.tell("rev-list", "--topo-order", "--reverse", head.oid, *without)
    return list(_parsing.oids(output, repository.oid_length))


def _ends_at(repository: Repository, base: Commit | None, head: Commit, oids: list[str]) -> bool:
    """Whether none of the commits could be one that base has, too, beyond where a shallow clone cuts its history off.

    What comes after such a place in history is not what was before it.
    """
    if base is None or not repository.is_shallow or head.parents == (base.oid,):
        return True
    first = _parsing.oids(repository.tell("rev-list", "--max-parents=0", base.oid), repository.oid_length)
    for cut in repository.cut_off.intersection(first):
        output = repository.tell("rev-list", "--ancestry-path", f"^{cut}", head.oid)
        if not set(oids).issubset(_parsing.oids(output, repository.oid_length)):
            return False
    return True


def _is_behind(repository: Repository, commit: Commit, other: Commit) -> bool:
    status, _, _ = repository.ask("merge-base", "--is-ancestor", commit.oid, other.oid)
    return status == 0


def _files(repository: Repository, commits: Sequence[Commit]) -> list[frozenset[str]]:
    """What each commit touches, against its first parent, in the order of the commits."""
    if not commits:
        return []
    trees = {commit.oid: commit.tree for commit in commits}
    pairs = [(_tree_before(repository, commit, trees), commit.tree) for commit in commits]
    pairs.append((commits[-1].tree, commits[-1].tree))  # nothing differs there, so it only ends the last answer
    feed = "".join(f"{before} {after}\n" for before, after in pairs).encode()
    output = repository.tell(*_parsing.DIFF_TREE, "--stdin", feed=feed)
    return [frozenset(difference.path for difference in found) for found in _parsing.differing(output, pairs)[:-1]]


def _tree_before(repository: Repository, commit: Commit, trees: dict[str, str]) -> str:
    if not commit.parents:
        return repository.empty_tree
    first = commit.parents[0]
    if first not in trees:
        trees[first] = needed(repository, first, "", "the parent of a commit of the change").tree
    return trees[first]
