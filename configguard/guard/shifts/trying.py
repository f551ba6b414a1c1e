"""Holds a policy that somebody tries against the one that binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import revisions
from configguard.errors import Misasked
from configguard.guard.policies import POLICY_FILE, given, load_from
from configguard.guard.shifts.telling import shifts
from configguard.model.record import dataclass
from configguard.model.revision import Revision
from configguard.model.shift import Shift

if TYPE_CHECKING:
    from configguard.model.revision import Ask


@dataclass(frozen=True, slots=True)
class Held:
    """Two policies held against each other: where the old one stands, what the new one is, and what it changes."""

    old: Revision
    new: str
    shifts: tuple[Shift, ...]


def hold(ask: Ask, policy_file: str | None) -> Held:
    """What the head's policy, or the one in the file, changes of the base's own, over the settings of the head.

    Raises `Misasked` for a policy with mistakes or where one is missing, `Undecided` for what could not be read.
    """
    comparison = revisions.compare(ask)
    old = load_from(comparison.tip, "base")
    if old is None:
        raise Misasked(
            f"{comparison.tip.revision} holds no {POLICY_FILE} to compare with", "name another base: --base REV"
        )
    head = comparison.head
    new = load_from(head, "head") if policy_file is None else given(policy_file, head)
    if new is None:
        raise Misasked(f"{head.revision} holds no {POLICY_FILE}", "name the policy to try: --policy FILE")
    name = policy_file or str(head.revision)
    return Held(comparison.tip.revision, name, shifts(old, new, comparison.head, ask.listener))
