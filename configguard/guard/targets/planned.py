"""Makes targets of plans that other tools have made: what they are going to change is what a target gets otherwise."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from configguard import diffing, formats, plans
from configguard.errors import Undecided
from configguard.guard.hushing import Secrets
from configguard.guard.targets.reaching import covered
from configguard.guard.targets.veiling import hidden
from configguard.model.address import quoted_file
from configguard.model.change import Value
from configguard.model.document import Unreadable
from configguard.model.effective import Effective, EffectiveChange, Reach, Reached
from configguard.model.plan import SENSITIVE, UNKNOWN, NoPlan
from configguard.model.record import replace
from configguard.model.target import TargetEntry, TargetName
from configguard.model.trail import Trail

if TYPE_CHECKING:
    from configguard.guard.looking import Sight
    from configguard.model.change import Change
    from configguard.model.intent import Intent
    from configguard.model.plan import GivenPlan, Plan
    from configguard.model.policy import Policy

_LESS = "jq '{format_version, errored, resource_changes, output_changes}' PLAN.json keeps what is looked at"


def with_plans(reach: Reach, sight: Sight, intent: Intent) -> Reach:
    """The same, and the targets of the plans that somebody gave.

    Raises `Undecided` for a plan that cannot be read, or not be relied on.
    """
    read = {given.name: (given, _read(given)) for given in sight.plans}
    targets = tuple(found for given, plan in read.values() if (found := _reached(given, plan, sight)) is not None)
    notes = (f"the plan in {quoted_file(given.file)}: {note}" for given, plan in read.values() for note in plan.notes)
    names = tuple(sorted({*reach.names, *read}))
    every = tuple(sorted((*reach.targets, *targets), key=lambda target: target.name))
    return covered(replace(reach, targets=every, names=names, notes=(*reach.notes, *notes)), intent)


def _read(given: GivenPlan) -> Plan:
    file = quoted_file(given.file)
    reading = formats.read(given.file, given.data, "json")
    if isinstance(reading, Unreadable):
        raise Undecided(f"the plan in {file} cannot be read: {reading.problem}", _LESS)
    try:
        return plans.read((reading or ())[0])
    except NoPlan as none:
        raise Undecided(f"the plan in {file} cannot be judged: {none.problem}", none.cure) from none


def _reached(given: GivenPlan, plan: Plan, sight: Sight) -> Reached | None:
    policy = sight.policy
    identity = diffing.Identity.of({}, lambda steps: policy.may_be_secret(Trail(given.name, steps)))
    found = diffing.compare(given.name, plan.before, plan.after, identity, policy.is_secret, excerpts=False)
    secrets = (sight.secrets, Secrets(Value("str", text) for text in plan.sensitive))
    changes = tuple(EffectiveChange(_veiled(reduce(hidden, secrets, change)), None, None) for change in found)
    if not changes:
        return None
    base, head = (Effective(given.name, documents, lambda _: None) for documents in (plan.before, plan.after))
    return Reached(given.name, entry_of(given.name, policy), base=base, head=head, changes=changes)


def entry_of(name: str, policy: Policy) -> TargetEntry:
    """What the policy says of the target of a plan; nothing but its name where no entry is about it."""
    mine = (entry for entry in policy.targets if entry.plan and entry.admits(name))
    return next(mine, TargetEntry(TargetName(name)))


def _veiled(change: Change) -> Change:
    """The change, with nothing of a sensitive value: not even a number in its place."""
    odd = any(value is not None and value.kind in {SENSITIVE, UNKNOWN} for value in (change.before, change.after))
    kind = "changed" if odd and change.kind == "retyped" else change.kind
    return replace(change, before=_masked(change.before), after=_masked(change.after), kind=kind)


def _masked(value: Value | None) -> Value | None:
    return replace(value, secret=True) if value is not None and value.kind == SENSITIVE else value
