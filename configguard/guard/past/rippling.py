"""Finds which targets each landing reached."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from configguard.guard.looking import Sight
from configguard.guard.targets.reaching import reach_of
from configguard.model.declared import Claim
from configguard.model.history import Got
from configguard.model.intent import Intent
from configguard.model.progress import heard
from configguard.model.proposal import ChangedFile
from configguard.model.record import replace
from configguard.model.revision import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from configguard.guard.hushing import Secrets
    from configguard.model.effective import Edit, Reach
    from configguard.model.history import Event, History
    from configguard.model.policy import Policy
    from configguard.model.progress import Listener


def rippled(
    history: History, policy: Policy, events: Sequence[Event], secrets: Secrets, listener: Listener
) -> Iterator[Event]:
    """The same events, each with the targets that get something else by its changes, and the changes that none gets.

    No renderer is run over what stood in the past: its targets are left out.
    """
    policy = replace(policy, targets=tuple(entry for entry in policy.targets if entry.layers))
    found = history.differences([event.landing for event in events], None)
    told = heard(listener, "finding the targets of commit", events, lambda event: event.landing.oid[:7])
    for event, differences in zip(told, found, strict=True):
        base, head = history.trees(event.landing)
        comparison = Comparison(base, (base,), head, (differences,))
        by_file = groupby(event.changes, attrgetter("file"))
        files = tuple(ChangedFile(path, Claim(), None, None, tuple(changes)) for path, changes in by_file)
        reach = reach_of(Sight(comparison, policy, files, (), secrets=secrets), Intent())
        yield _with(event, reach)


def _with(event: Event, reach: Reach) -> Event:
    addresses = {change.address for change in event.changes}
    names = {event.names.get(change.file, change.file) for change in event.changes}

    def is_told(edit: Edit) -> bool:
        return edit.address in addresses if edit.address is not None else edit.file in names

    found = []
    for target in reach.targets:
        changes = tuple(one for one in target.changes if any(map(is_told, one.edits)))
        edits = tuple(filter(is_told, target.edits))
        if changes or (edits and not target.changes):
            found.append(Got(target.name, changes, edits, target.unseen))
    return replace(event, targets=tuple(found), shadowed=tuple(change.address for change in reach.shadowed))
