"""Holds what changes against the budgets and the checks of the policy."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from configguard import diffing
from configguard.guard.growing import grown
from configguard.model.address import Property
from configguard.model.check import Call, Check, Failed
from configguard.model.document import Mapping, Scalar, Sequence
from configguard.model.index import PatternIndex
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from configguard.model.address import Address
    from configguard.model.change import Change, Value
    from configguard.model.check import Event, Given, Outcome, Over
    from configguard.model.document import Node
    from configguard.model.effective import Reach
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal

_EVENTS: dict[str, Event] = {"added": "added", "removed": "removed", "changed": "changed", "retyped": "changed"}
UNSEEN = Scalar("unseen", "", 0, 0)
"""What stands for a value that holds others, where a scalar stood before or stands now."""


class _Case(NamedTuple):
    """A check at one place: what to ask, what is said if it does not hold, and what to ask of the base then."""

    call: Call
    failed: Failed
    at_base: Call | None = None


def weighed(proposal: Proposal, policy: Policy) -> Proposal:
    """The proposal with what grew beyond a budget, and with the checks that do not hold.

    Raises `Undecided` where there are checks and nothing here can evaluate them.
    """
    cases = list(_cases(proposal, policy)) if policy.checks else []
    return replace(proposal, grown=grown(proposal.files, policy), failed=_failed(cases, strict=proposal.strict))


def _failed(cases: list[_Case], *, strict: bool) -> tuple[Failed, ...]:
    found = [
        (case, replace(case.failed, problem=outcome if isinstance(outcome, str) else ""))
        for case, outcome in zip(cases, _asked([case.call for case in cases]), strict=True)
        if outcome is not True
    ]
    known = [case.at_base for case, _ in found if case.at_base is not None and not strict]
    before = dict(zip(map(id, known), _asked(known), strict=True))
    return tuple(replace(failed, old=before.get(id(case.at_base)) not in {None, True}) for case, failed in found)


def _asked(calls: list[Call]) -> list[Outcome]:
    if not calls:
        return []
    from configguard import checks  # noqa: PLC0415 - only a policy with checks needs that room

    return checks.asked(calls)


def _cases(proposal: Proposal, policy: Policy) -> Iterator[_Case]:
    by_kind: dict[Over, list[Check]] = {}
    for check in policy.checks:
        by_kind.setdefault(check.over, []).append(check)
    yield from _of_settings(proposal.changes, by_kind.get("setting", []))
    documents = by_kind.get("document", [])
    yield from chain.from_iterable(_of_documents(file, documents) for file in proposal.files if documents)
    yield from _of_targets(proposal.targets, by_kind.get("target", []))
    for check in by_kind.get("proposal", []) if proposal.files else ():
        changes: list[Given] = [_told(change) for change in proposal.changes]
        given: dict[str, Given] = {"changes": changes, "scopes": [scope.name for scope in proposal.intent.scopes]}
        yield _Case(Call("proposal", check.require, given, 16 * len(changes)), Failed(check))


def _of_settings(changes: Iterable[Change], checks: list[Check]) -> Iterator[_Case]:
    """Each changed setting by itself; a file's own property only where it is named."""
    index = PatternIndex((pattern, number) for number, check in enumerate(checks) for pattern in check.settings)
    named = PatternIndex((p, number) for number, check in enumerate(checks) for p in check.settings if p.path)
    changes = tuple(changes) if checks else ()
    before = _before_renaming(changes)
    for change in changes:
        event = _EVENTS.get(change.kind)
        is_property = any(isinstance(step, Property) for step in change.trail.steps)
        numbers = {match.owner for match in (named if is_property else index).matches(change.trail)}
        for check in (checks[number] for number in sorted(numbers)):
            if event in check.on:
                yield _Case(Call("setting", check.require, _setting(change)), Failed(check, change=change))
            elif change.address in before and "changed" in check.on:
                both = replace(change, kind="changed", before=before[change.address])
                yield _Case(Call("setting", check.require, _setting(both)), Failed(check, change=change))


def _before_renaming(changes: Iterable[Change]) -> dict[Address, Value | None]:
    """What stood at added settings while their document was called otherwise, where there is no doubt.

    A document has another name as soon as it says another kind, or another one stands before it: that takes no
    setting from the checks that hold it against what it was.
    """
    gone: dict[Hashable, list[Change]] = defaultdict(list)
    come: dict[Hashable, list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind in {"added", "removed"}:
            (come if change.kind == "added" else gone)[change.file, change.trail.path].append(change)
    pairs = ((new, gone.get(where, [])) for where, new in come.items())
    return {new[0].address: old[0].before for new, old in pairs if len(new) == len(old) == 1}


def _setting(change: Change) -> dict[str, Given]:
    return {
        "before": _given(change.before),
        "after": _given(change.after),
        "kind": change.kind,
        "address": str(change.address),
        "file": change.file,
    }


def _told(change: Change) -> dict[str, Given]:
    """A change as an expression over the whole proposal sees it."""
    return {
        "address": str(change.address),
        "file": change.file,
        "kind": change.kind,
        "before": _given(change.before),
        "after": _given(change.after),
        "scopes": list(change.scopes),
        "owners": list(change.owners),
        "covered": change.covered,
        "critical": change.critical is not None,
    }


def _given(value: Value | None) -> Given:
    if value is None:
        return None
    if value.kind not in {"mapping", "list"}:
        return Scalar(value.kind, value.text, 0, 0)
    if not value.is_empty:
        return UNSEEN
    return {} if value.kind == "mapping" else []


def _of_documents(file: ChangedFile, checks: list[Check]) -> Iterator[_Case]:
    """Each document of the file that is there on the sides of which the expression speaks."""
    wanted = [check for check in checks if any(glob.match(file.path) is not None for glob in check.documents)]
    if not wanted or (file.head is not None and file.head.unreadable):
        return
    touched = {change.trail.document for change in file.changes}
    before, after = (side.documents if side else () for side in (file.base, file.head))
    pairs = [*diffing.pairs(before, after)]
    renamed = _renamed(pairs)
    for pair in (*pairs, *renamed):
        standing = pair.head or pair.base
        place = standing.source.place(standing.root.start) if standing and standing.root else None
        said: dict[str, Given] = {"file": file.path}
        for check in wanted:
            speaks_of_both = "before_doc" in check.uses
            if speaks_of_both if pair in renamed else pair.id in touched or not speaks_of_both:
                yield from _compared(pair, said, Failed(check, trail=pair.trail(file.path, ()), place=place))


def _renamed(pairs: list[diffing.Pair]) -> list[diffing.Pair]:
    """The one document that came with the one that went: as far as anybody can tell, it was called otherwise."""
    gone, come = ([pair for pair in pairs if getattr(pair, side) is None] for side in ("head", "base"))
    return [come[0]._replace(base=gone[0].base)] if len(gone) == len(come) == 1 else []


def _of_targets(reach: Reach, checks: list[Check]) -> Iterator[_Case]:
    """Each document of what each target gets that the change reaches and whose configuration can be told."""
    for target in reach.targets:
        wanted = [check for check in checks if any(some.covers(target.name) for some in check.targets)]
        if not wanted or target.unseen:
            continue
        before, after = (side.documents if side else () for side in (target.base, target.head))
        said: dict[str, Given] = {"target": target.name, "bound": dict(target.bound)}
        for pair in diffing.pairs(before, after):
            for check in wanted:
                yield from _compared(pair, said, Failed(check, trail=pair.trail(target.name, ()), target=target))


def _compared(pair: diffing.Pair, said: dict[str, Given], failed: Failed) -> Iterator[_Case]:
    """The case of a check over a document, if what happened to that is what the check is asked on."""
    check = failed.check
    event: Event = "added" if pair.base is None else "removed" if pair.head is None else "changed"
    if event not in check.on:
        return
    base, head = (side.root if side else None for side in (pair.base, pair.head))
    document = str(pair.id or "").strip("[]")
    given: dict[str, Given] = {**said, "before_doc": base, "doc": head, "kind": event, "document": document}
    size = _size(base) + _size(head)
    # What compares the two sides speaks of this change alone; all else could have failed before it.
    is_told_of_base = event == "changed" and not check.uses & {"before_doc", "kind"}
    at_base = Call(check.over, check.require, {**given, "doc": base}, size) if is_told_of_base else None
    yield _Case(Call(check.over, check.require, given, size), failed, at_base)


def _size(node: Node | None) -> int:
    """How many values a node holds, itself among them."""
    if isinstance(node, Mapping):
        return 1 + sum(_size(entry.value) for entry in node.entries.values())
    return 1 + sum(map(_size, node.items)) if isinstance(node, Sequence) else 1
