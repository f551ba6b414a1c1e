"""Finds the files and lists that grew beyond the budgets of their scopes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.sides import identity_of
from configguard.model.address import Address
from configguard.model.budget import Grown
from configguard.model.trail import Item, Trail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.budget import Growth
    from configguard.model.change import Change
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Side


def grown(files: tuple[ChangedFile, ...], policy: Policy) -> tuple[Grown, ...]:
    """What grew too much; only files to which something was added are looked into again, and only for such budgets."""
    if not any(scope.budget and scope.budget.growth for scope in policy.scopes):
        return ()
    origins = _Origins(files, policy)
    return tuple(found for file in files for found in (*_files(file, origins, policy), *_lists(file, policy)))


class _Origins:
    """Where the settings of new files were before: a file under another name has not begun with nothing."""

    def __init__(self, files: tuple[ChangedFile, ...], policy: Policy) -> None:
        self._policy = policy
        self._gone = {file.path: file for file in files if file.head is None}
        # How many settings moved from each file that went to each file.
        self._moved = Counter(
            (change.moved_from.file, file.path)
            for file in files
            for change in file.changes
            if change.moved_from is not None and change.moved_from.file in self._gone
        )

    def counted(self, file: ChangedFile) -> Counter[str]:
        """How many settings of each scope a file had; a new one had its part of those from which something moved."""
        if file.base is not None:
            return _counted(file, file.base, self._policy)
        found: Counter[str] = Counter()
        for (origin, path), number in self._moved.items():
            if path == file.path:
                every = sum(moved for (other, _), moved in self._moved.items() if other == origin)
                before = _counted(self._gone[origin], self._gone[origin].base, self._policy)
                found.update({name: count * number // every for name, count in before.items()})
        return found


def _files(file: ChangedFile, origins: _Origins, policy: Policy) -> Iterator[Grown]:
    budgets = {name: growth for name, growth in _added(file, policy) if growth.files is not None}
    if not budgets:
        return
    before, after = origins.counted(file), _counted(file, file.head, policy)
    for name, growth in budgets.items():
        if growth.files is not None and growth.files.is_exceeded(before[name], after[name], growth.least):
            yield Grown(name, "file", Address(file.path), before[name], after[name], growth.files)


def _counted(file: ChangedFile, side: Side | None, policy: Policy) -> Counter[str]:
    """How many settings of each scope the file has on one side."""
    identity = identity_of(file.path, file.claim, policy)
    found = diffing.settings(file.path, side.documents if side else (), identity)
    return Counter(name for trail, _ in found for name, _ in policy.scopes_of(trail))


def _lists(file: ChangedFile, policy: Policy) -> Iterator[Grown]:
    """The lists that both sides have; one that is new is the growth of its file."""
    wanted: dict[tuple[str, Address], tuple[Trail, Growth]] = {}
    for change in file.changes:
        for name, growth in _growths(change, policy):
            if growth.lists is not None:
                wanted |= {(name, trail.address): (trail, growth) for trail in _lists_around(change.trail)}
    if not wanted:
        return
    before, after = (side.documents if side else () for side in (file.base, file.head))
    pairs = {pair.id: pair for pair in diffing.pairs(before, after)}
    for (name, address), (trail, growth) in wanted.items():
        pair = pairs.get(trail.document)
        found = diffing.at(pair, trail.steps) if pair else None
        if found is None or pair is None or pair.head is None or growth.lists is None:
            continue
        sizes = len(found[0].items), len(found[1].items)
        if growth.lists.is_exceeded(*sizes, growth.least):
            yield Grown(name, "list", address, *sizes, growth.lists, pair.head.source.place(found[1].start))


def _lists_around(trail: Trail) -> Iterator[Trail]:
    """The lists in which a setting stands, the outermost first."""
    for depth, step in enumerate(trail.steps):
        if isinstance(step, Item):
            yield Trail(trail.file, trail.steps[:depth], trail.document, trail.base_number, trail.head_number)


def _added(file: ChangedFile, policy: Policy) -> Iterator[tuple[str, Growth]]:
    for change in file.changes:
        yield from _growths(change, policy)


def _growths(change: Change, policy: Policy) -> Iterator[tuple[str, Growth]]:
    """The budgets for growth of the scopes to which a setting was added, by the scope's name."""
    for name in change.scopes if change.kind == "added" else ():
        scope = policy.scope(name)
        if scope is not None and scope.budget is not None and scope.budget.growth is not None:
            yield name, scope.budget.growth
