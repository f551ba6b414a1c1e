"""Holds the references of the head against those of the base: which ones point at nothing, or at too much."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from configguard.model.address import Address, Index
from configguard.model.record import replace
from configguard.model.reference import Broken, BrokenReferences, Lost

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from configguard.guard.looking import Sight
    from configguard.guard.references.referring import Bound, Census, Mention, Name, Told
    from configguard.model.change import Change
    from configguard.model.reference import Reference, Spot

MOST_NAMES = 5_000
"""Among more names nobody looks for the nearest: it would take longer than all else."""
MOST_SOUGHT = 50
"""So many names are looked for among those that are near: of more, a list of the first is no help."""
MOST_NEAR = 3


def broken_references(
    references: tuple[Reference, ...], wanted: tuple[Reference, ...], census: Census, sight: Sight
) -> BrokenReferences:
    """Which of the references of the census that are wanted are broken, and which entries went that they refer to."""
    comparison = sight.comparison
    head = census.of(comparison.head)
    bases = [census.of(tree) for tree in comparison.bases]
    ids = {tree.revision.oid for tree in comparison.bases}
    tip = None if comparison.tip.revision.oid in ids else census.of(comparison.tip)
    moves = _Moves(sight)
    found = [
        _Holding(reference, head[n], [base[n] for base in bases], tip[n] if tip else None, moves)
        for n, reference in enumerate(references)
        if any(reference is one for one in wanted)
    ]
    return BrokenReferences(
        tuple(broken for one in found for broken in one.broken()), tuple(lost for one in found for lost in one.lost())
    )


class _Flaw(NamedTuple):
    """A setting whose name stands nowhere, or twice."""

    mention: Mention
    is_twin: bool

    @property
    def key(self) -> Hashable:
        """What tells it on the other side, wherever in its list it stands there."""
        address = self.mention.address
        path = tuple(None if isinstance(segment, Index) else segment for segment in address.path)
        return address.file, address.document, path, self.mention.name, self.is_twin


class _Entries:
    """The entries of one side by their names."""

    def __init__(self, told: Told) -> None:
        self.by_name: dict[Name, list[Mention]] = defaultdict(list)
        for mention in told.referred:
            self.by_name[mention.name].append(mention)

    def of(self, name: Name) -> list[Mention]:
        return self.by_name.get(name, [])

    @cached_property
    def shown(self) -> dict[Bound, dict[str, str]]:
        """The names that may be shown, with their types, by what the placeholders stand for."""
        found: dict[Bound, dict[str, str]] = defaultdict(dict)
        for name, mentions in self.by_name.items():
            if not any(mention.secret for mention in mentions):
                found[name.bound][name.text] = name.kind
        return found


class _Holding:
    """One reference on all sides."""

    def __init__(self, reference: Reference, head: Told, bases: list[Told], tip: Told | None, moves: _Moves) -> None:
        self._reference, self._moves, self._unread = reference, moves, head.unread
        self._entries = _Entries(head)
        self._before = _Entries(bases[0])
        self._flaws = _flaws(reference, head)
        known = [_known(self._flaws, _flaws(reference, base)) for base in bases]
        at_tip = _known(self._flaws, _flaws(reference, tip) if tip else [])
        self._old = [all(flags) or settled for *flags, settled in zip(*known, at_tip, strict=True)]
        self._near: dict[Name, tuple[str, ...]] = {}
        self._called: dict[Address, Spot | None] = {}

    def broken(self) -> Iterator[Broken]:
        """The settings whose names stand nowhere, or in more than one place."""
        for flaw, is_old in zip(self._flaws, self._old, strict=True):
            yield self._broken(flaw.mention, is_old=is_old)

    def lost(self) -> Iterator[Lost]:
        """The entries that went although something refers to them; a secret name's are not told."""
        by: dict[Name, list[Mention]] = defaultdict(list)
        for mention, is_twin in self._flaws:
            if not mention.secret and not is_twin:
                by[mention.name].append(mention)
        for name, mentions in by.items():
            for entry in self._before.of(name):
                if not entry.secret and entry.address.file not in self._unread:
                    addresses = tuple(dict.fromkeys(mention.address for mention in mentions))
                    change = self._moves.taking(entry)
                    yield Lost(self._reference, entry.spot, addresses, change, self._renamed(entry))

    def _broken(self, mention: Mention, *, is_old: bool) -> Broken:
        name = mention.name
        entries = self._entries.of(name)
        # Where else a secret name stands would tell what it is; so would what is near it.
        is_secret = mention.secret or any(entry.secret for entry in entries)
        spot = replace(mention.spot, name=None) if is_secret else mention.spot
        broken = Broken(self._reference, spot, name.kind, is_old)
        if entries:
            return replace(broken, twins=(spot, spot) if is_secret else tuple(entry.spot for entry in entries))
        broken = replace(broken, unread=self._unread)
        if is_secret:
            return broken
        gone = next((entry for entry in self._before.of(name) if not entry.secret), None)
        if gone is not None and gone.address.file not in self._unread:
            return replace(broken, gone=gone.spot, renamed=self._renamed(gone))
        other = self._entries.shown[name.bound].get(name.text)
        return replace(broken, other_type=other, near=() if other else self._nearest(name))

    def _renamed(self, gone: Mention) -> Spot | None:
        """What an entry of the base is called at the head: another name at its place, or where its settings went."""
        if gone.address not in self._called:
            found = self._new_at.get(gone.address) or self._moves.successor(gone, self._new_holders)
            self._called[gone.address] = None if found is None else found.spot
        return self._called[gone.address]

    @cached_property
    def _new_at(self) -> dict[Address, Mention]:
        """The entries of names that the base did not have, by where they stand."""
        new = (mentions for name, mentions in self._entries.by_name.items() if not self._before.of(name))
        return {mention.address: mention for mentions in new for mention in mentions if not mention.secret}

    @cached_property
    def _new_holders(self) -> dict[Address, Mention]:
        """The same, by what has the name."""
        return {mention.holder: mention for mention in self._new_at.values()}

    def _nearest(self, name: Name) -> tuple[str, ...]:
        if name not in self._near and len(self._near) < MOST_SOUGHT:
            from difflib import get_close_matches  # noqa: PLC0415 - slow to import, and broken references are rare

            known = self._entries.shown[name.bound]
            near = get_close_matches(name.text, known, n=MOST_NEAR) if len(known) <= MOST_NAMES else []
            self._near[name] = tuple(near)
        return self._near.get(name, ())


def _flaws(reference: Reference, told: Told) -> list[_Flaw]:
    """The names that stand nowhere in a tree, or in several places where only one is right."""
    places = Counter(mention.name for mention in told.referred)
    counted = ((mention, places[mention.name]) for mention in told.referring)
    return [
        _Flaw(mention, number > 1)
        for mention, number in counted
        if (number > 1 and reference.unique) or (number == 0 and not reference.allows(mention.name.text))
    ]


def _known(found: list[_Flaw], before: list[_Flaw]) -> list[bool]:
    """Which of these stood before: the same setting with the same name, else one that only stood elsewhere in a list.

    Of several that look the same only as many are known as there were.
    """
    left = Counter(flaw.key for flaw in before)
    exact = Counter((flaw.key, flaw.mention.address) for flaw in before)
    for flaw in found:
        left[flaw.key] -= exact[flaw.key, flaw.mention.address] > 0
    known = []
    for flaw in found:
        is_same = exact[flaw.key, flaw.mention.address] > 0
        is_shifted = not is_same and left[flaw.key] > 0
        left[flaw.key] -= is_shifted
        known.append(is_same or is_shifted)
    return known


class _Moves:
    """What the changes say of where an entry went; nothing is looked at before it is asked for."""

    def __init__(self, sight: Sight) -> None:
        self._changes = [change for file in sight.files for change in file.changes]

    def taking(self, gone: Mention) -> Change | None:
        """The first change that took it away."""
        return next(iter(self._taken.get(gone.address, ())), None)

    def successor(self, gone: Mention, new: Mapping[Address, Mention]) -> Mention | None:
        """The new entry, by what has its name, that has got a setting of the one that is gone."""
        for change in self._moved.get(gone.holder, ()) if new else ():
            found = next((new[above] for above in _above(change.address) if above in new), None)
            if found is not None and found.holder != gone.holder:
                return found
        return None

    @cached_property
    def _taken(self) -> dict[Address, list[Change]]:
        """The changes that end a setting's value, by its address and all that hold it."""
        gone = ((change.address, change) for change in self._changes if change.before is not None)
        return _beneath(gone)

    @cached_property
    def _moved(self) -> dict[Address, list[Change]]:
        """The additions that are moves, by all that held them before."""
        return _beneath((change.moved_from, change) for change in self._changes if change.moved_from is not None)


def _beneath(changes: Iterable[tuple[Address, Change]]) -> dict[Address, list[Change]]:
    found: dict[Address, list[Change]] = defaultdict(list)
    for address, change in changes:
        for above in _above(address):
            found[above].append(change)
    return found


def _above(address: Address) -> Iterator[Address]:
    """An address and those of all that hold it, the nearest first."""
    return (Address(address.file, address.path[:depth], address.document) for depth in range(len(address.path), -1, -1))
