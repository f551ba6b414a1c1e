"""The line that first parents make, walked from one commit to where it begins or is cut off."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.history import Landing, Rename, Told, Words
from configguard.model.record import dataclass
from configguard.model.revision import Revision
from configguard.revisions import _parsing
from configguard.revisions._commits import Commit, needed, parsed, resolve
from configguard.revisions._ends import default_branch
from configguard.revisions._repository import Repository
from configguard.revisions._trees import CommitTree, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from configguard.model.revision import Difference, Stored, Tree

_LISTED = re.compile(r"commit [0-9a-f]+\n([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (-?\d*) ([0-9a-f ]*)\n")
_MOST_PATHS = 64
"""So many can be named to git; of more, all is asked for."""


@dataclass(frozen=True)
class Line:
    """The line that ends in a commit."""

    repository: Repository
    commit: Commit

    @property
    def head(self) -> Revision:
        """Where it ends."""
        return self.commit.revision

    @property
    def tree(self) -> Tree:
        """The files that stand there."""
        return CommitTree(self.repository, self.commit.revision, self.commit.tree)

    @cached_property
    def landings(self) -> tuple[Landing, ...]:
        """All that is at hand, newest first."""
        command = ("rev-list", "--first-parent", "--format=%H %T %ct %P", self.commit.oid)
        listed = self.repository.tell(*command).decode("ascii", "replace")
        at, found = 0, []
        while at < len(listed):
            line = _LISTED.match(listed, at)
            if line is None:
                raise Undecided("git did not list the history as it should", "git fsck")
            at = line.end()
            found.append(Landing(line[1], line[2], tuple(line[4].split()), int(line[3] or 0)))
        return tuple(found)

    @property
    def is_cut_off(self) -> bool:
        """Whether it begins earlier than is known here."""
        return self.landings[-1].oid in self.repository.cut_off

    def lacks(self) -> tuple[str, int]:
        """The default branch, and how many of its landings this history does not have."""
        branch = default_branch(self.repository)
        if branch is None or branch.oid == self.commit.oid:
            return ("" if branch is None else branch.name), 0
        command = ("rev-list", "--first-parent", "--count", branch.oid, f"^{self.commit.oid}")
        return branch.name, int(self.repository.tell(*command))

    def after(self, revision: str) -> frozenset[str]:
        """The ids of the landings that a revision does not have yet."""
        known = resolve(self.repository, revision)
        output = self.repository.tell("rev-list", "--first-parent", self.commit.oid, f"^{known.oid}")
        return frozenset(_parsing.oids(output, self.repository.oid_length))

    def differences(self, landings: Sequence[Landing], paths: Collection[str] | None) -> list[tuple[Difference, ...]]:
        """What each brought otherwise than its first parent has."""
        can_be_named = paths is not None and len(paths) <= _MOST_PATHS and all(map(str.isascii, paths))
        only = ("--", *paths) if paths and can_be_named else ()
        return _parsing.differing(*self._compared(_parsing.DIFF_TREE, landings, only))[:-1]

    def renames(self, landings: Sequence[Landing]) -> list[tuple[Rename, ...]]:
        """Which files each gave another name."""
        found = _parsing.renamed(*self._compared(_parsing.RENAMES, landings, ()))[:-1]
        return [tuple(Rename(*pair) for pair in pairs) for pairs in found]

    def trees(self, landing: Landing) -> tuple[Tree, Tree]:
        """The files before a landing, and those with it."""
        before, after = landing.parents[0] if landing.parents else "", landing.oid
        pairs = ((before, self._tree_before(landing)), (after, landing.tree))
        one, other = (CommitTree(self.repository, Revision("commit", oid[:7], oid), tree) for oid, tree in pairs)
        return one, other

    def read(self, files: Collection[Stored]) -> Mapping[Stored, bytes]:
        """The contents, without those over the size limit."""
        return read(self.repository, files)

    def words(self, landings: Sequence[Landing]) -> list[Words]:
        """What was said with each."""
        merged = self._merged([landing for landing in landings if len(landing.parents) > 1])
        oids = dict.fromkeys(oid for landing in landings for oid in (landing.oid, *merged.get(landing.oid, ())))
        told = dict(zip(oids, self._told(oids), strict=True))
        return [
            Words(
                told[landing.oid],
                tuple(told[oid] for oid in merged.get(landing.oid, ())),
                self.repository.cut_off.isdisjoint(merged.get(landing.oid, ())),
            )
            for landing in landings
        ]

    def _compared(
        self, command: tuple[str, ...], landings: Sequence[Landing], only: tuple[str, ...]
    ) -> tuple[bytes, list[tuple[str, str]]]:
        """What git says of each landing beside its first parent, and the pairs of trees that it was asked for."""
        pairs = [(self._tree_before(landing), landing.tree) for landing in landings]
        pairs.append((self.commit.tree, self.commit.tree))  # nothing differs there, so it only ends the last answer
        feed = "".join(f"{before} {after}\n" for before, after in pairs).encode()
        return self.repository.tell(*command, "--stdin", *only, feed=feed), pairs

    def _tree_before(self, landing: Landing) -> str:
        """Of what is cut off, its own: what it brought cannot be told."""
        if landing.oid in self.repository.cut_off:
            return landing.tree
        if not landing.parents:
            return self.repository.empty_tree
        known = self._trees.get(landing.parents[0])
        return known or needed(self.repository, landing.parents[0], "", "the parent of a commit").tree

    @cached_property
    def _trees(self) -> dict[str, str]:
        return {landing.oid: landing.tree for landing in self.landings}

    def _told(self, oids: Iterable[str]) -> Iterator[Told]:
        wanted = [*oids]
        for oid, found in zip(wanted, self.repository.objects.many(wanted, None), strict=True):
            if found is None:
                raise self.repository.missing(f"commit {oid[:12]} is not in this clone")
            commit = parsed(found, "")
            yield Told(oid, commit.author, commit.message)

    def _merged(self, merges: list[Landing]) -> dict[str, tuple[str, ...]]:
        """The commits that each of these brought onto the line, the oldest first.

        Each belongs to the first landing from which it can be reached, so one walk over the whole stretch tells all.
        """
        if not merges:
            return {}
        order = [landing.oid for landing in self.landings]
        newest, oldest = (order.index(merge.oid) for merge in (merges[0], merges[-1]))
        oldest = max(oldest, newest)
        before = self.landings[oldest].parents[0]
        output = self.repository.tell("rev-list", "--topo-order", "--parents", order[newest], f"^{before}")
        parents = {oid: above for oid, *above in (line.split() for line in output.decode().splitlines())}
        age = {oid: number for number, oid in enumerate(parents)}
        taken: set[str] = set()
        found: dict[str, tuple[str, ...]] = {}
        for oid in reversed(order[newest : oldest + 1]):
            brought = _reached(oid, parents, taken)
            found[oid] = tuple(sorted(brought - {oid}, key=age.__getitem__, reverse=True))
        return found


def _reached(start: str, parents: Mapping[str, list[str]], taken: set[str]) -> set[str]:
    """What can be reached from a commit and is not taken yet; it is taken with that."""
    found, left = set(), [start]
    while left:
        oid = left.pop()
        if oid in parents and oid not in taken:
            taken.add(oid)
            found.add(oid)
            left += parents[oid]
    return found
