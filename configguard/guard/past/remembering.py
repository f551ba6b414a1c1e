"""Remembers what changed each of some settings last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import revisions
from configguard.guard.hushing import hushed_each
from configguard.guard.looking import claim_of, compared
from configguard.guard.past.archive import heard_of
from configguard.guard.past.lineages import lineages
from configguard.guard.past.narrating import narrated
from configguard.guard.past.rereading import Reread, reread
from configguard.guard.sides import identity_of, read_sides
from configguard.model.history import LastChange
from configguard.model.proposal import ChangedFile
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from configguard.guard.looking import Sight
    from configguard.model.address import Address
    from configguard.model.change import Change
    from configguard.model.declared import Claim
    from configguard.model.history import Event, History
    from configguard.model.policy import Policy
    from configguard.model.proposal import Side


def last_changes(
    sight: Sight, directory: str, sides: Mapping[str, Side | None], wanted: Mapping[str, Iterable[Address]]
) -> dict[Address, LastChange]:
    """What changed each of the `wanted` settings last, by the files that they stand in; `sides` are these files.

    The versions of a file are read from the newest back, and only as far as is needed.
    """
    if sight.comparison.tip.revision.kind == "empty":
        return {}
    history = revisions.history(directory, "HEAD")
    found: dict[Address, LastChange] = {}
    for path, addresses in wanted.items():
        claim = claim_of(sight.policy, path)
        if claim is not None:
            left = {*addresses}
            pending = _pending(history, sight.policy, path, claim, sides[path])
            events = {
                c.address: replace(e, changes=(c,))
                for e in _events(sight, history, path, claim, left)
                for c in e.changes
            }
            found |= {a: LastChange(events.get(a), pending.get(a), history.is_cut_off) for a in addresses}
    return found


def _events(sight: Sight, history: History, path: str, claim: Claim, wanted: set[Address]) -> list[Event]:
    """The events that changed these settings of a file last, the oldest first and the last of each at the end."""
    landings = history.landings[:-1] if history.is_cut_off else history.landings
    versions = lineages(history, landings, path.__eq__, frozenset({path})).get(path, [])
    every = heard_of(reread(history, sight.policy, path, claim, versions), sight.listener, len(versions))
    events, _ = narrated(
        history,
        sight.policy,
        landings,
        _as_far_as_needed(every, {*wanted}),
        lambda files: tuple(c for f in files for c in f.changes if c.address in wanted),
    )
    return events[::-1]


def _as_far_as_needed(done: Iterable[Reread], left: set[Address]) -> Iterator[Reread]:
    for one in done:
        yield one
        left -= {change.address for change in one.file.changes}
        if not left:
            return


def _pending(history: History, policy: Policy, path: str, claim: Claim, now: Side | None) -> dict[Address, Change]:
    """What the file has otherwise than the last commit, by address."""
    before = read_sides(history.tree, {path: history.tree.find(path)}, {path: claim})[path]
    changes = compared(path, before, now, identity_of(path, claim, policy), policy)
    [[file]], _ = hushed_each([(ChangedFile(path, claim, None, None, tuple(changes)),)])
    return {change.address: change for change in file.changes}
