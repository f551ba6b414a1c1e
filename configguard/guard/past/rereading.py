"""Reads a file's versions again, each held against the one before."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from configguard.guard.hushing import hushed
from configguard.guard.looking import compared
from configguard.guard.sides import identity_of, side_of
from configguard.guard.standing import beside
from configguard.model.proposal import ChangedFile
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.guard.past.lineages import Version
    from configguard.model.declared import Claim
    from configguard.model.history import History, Landing
    from configguard.model.policy import Policy
    from configguard.model.proposal import Side

AT_ONCE = 32
"""Versions whose contents are held at once."""


class Reread(NamedTuple):
    """What one landing did to one file: its changes, what the file was called then, and what else is to be said."""

    landing: Landing
    file: ChangedFile
    name: str
    remarks: tuple[str, ...] = ()


def reread(history: History, policy: Policy, path: str, claim: Claim, versions: Iterable[Version]) -> Iterator[Reread]:
    """What each version of a file brought, newest first; it is read as it is called for, each version once.

    Where a version cannot be read, the one behind it is held against the last that can be.
    """
    comparing = _Comparing(policy, path, claim)
    waiting: tuple[Version, Side | None] | None = None
    for version, base, head in _sides(history, versions, claim):
        readable = [side for side in (head, base) if side is None or not side.unreadable]
        if waiting is not None and readable and _is_before(version, waiting[0]):
            yield comparing(*waiting, readable[0], "held against an earlier version: the one before cannot be read")
            waiting = None
        if head is not None and head.unreadable:
            yield comparing.nothing(version, f"cannot be read: {head.unreadable.problem}")
        elif base is not None and base.unreadable:
            waiting = waiting or (version, head)
        else:
            yield comparing(version, head, base)
    if waiting is not None:
        yield comparing.nothing(waiting[0], "what changed cannot be told: no version before it could be read")


def _is_before(version: Version, later: Version) -> bool:
    """Whether it is of the file from which the later one was made, and not of another that had its name."""
    return later.base is not None and version.name == later.base.path


def _sides(
    history: History, versions: Iterable[Version], claim: Claim
) -> Iterator[tuple[Version, Side | None, Side | None]]:
    left = iter(versions)
    while some := [*islice(left, AT_ONCE)]:
        stored = dict.fromkeys(s for v in some for s in (v.base, v.head) if s is not None and s.kind == "file")
        contents = history.read(stored)
        for version in some:
            base, head = (
                None if s is None else side_of(s, contents.get(s), claim.format) for s in (version.base, version.head)
            )
            yield version, base, head


class _Comparing:
    """Compares the versions of one file, under the name that it has in the end."""

    def __init__(self, policy: Policy, path: str, claim: Claim) -> None:
        self._policy, self._path, self._claim = policy, path, claim
        self._identity = identity_of(path, claim, policy)

    def __call__(self, version: Version, head: Side | None, base: Side | None, *remarks: str) -> Reread:
        changes = () if version.left_for else compared(self._path, base, head, self._identity, self._policy)
        whole = ChangedFile(self._path, self._claim, base, head, tuple(changes))
        [file], _ = hushed((replace(whole, standing=beside(whole, self._policy)),))
        # Nothing is kept of the sides: the contents of all versions would be held to the end.
        file = replace(file, base=None, head=None)
        return Reread(version.landing, file, version.name, (*_renamed(version), *remarks))

    def nothing(self, version: Version, remark: str) -> Reread:
        """What is to be said where nothing could be compared."""
        return Reread(version.landing, ChangedFile(self._path, self._claim, None, None), version.name, (remark,))


def _renamed(version: Version) -> tuple[str, ...]:
    if version.left_for:
        return (f"renamed to {version.left_for}, under which it went on",)
    return (f"renamed from {version.renamed_from}",) if version.renamed_from else ()
