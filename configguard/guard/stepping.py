"""Judges each commit of a change by its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard import rules
from configguard.guard.looking import Sight, facts_of, look_under
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from configguard.model.address import Address
    from configguard.model.change import Change
    from configguard.model.finding import Finding
    from configguard.model.intent import DeclaredOverride
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal
    from configguard.model.revision import Step

    Propose = Callable[[Sight], tuple[Sight, Proposal]]

OF_A_COMMIT = frozenset({"critical-setting", "missing-intent", "outside-intent", "unmet-intent"})
"""The rules that hold changes against words: each commit is asked for itself. The others see the change as a whole."""


class Stepped(NamedTuple):
    """What the commits came to: their findings, and the proposal whose changes say by which words they are covered."""

    findings: tuple[Finding, ...]
    proposal: Proposal


def judged_by_steps(
    proposal: Proposal, policy: Policy, steps: Iterable[Step], propose: Propose, only: tuple[str, ...] | None
) -> Stepped:
    """The findings of the commits, as far as what they are about is still there in the end.

    A change that no commit made, such as one that is not committed yet, is held against the words of all of them.
    """
    asked = tuple(sorted(OF_A_COMMIT if only is None else OF_A_COMMIT & {*only}))
    lasting = {change.address for change in proposal.changes}
    covered: dict[Address, tuple[str, ...]] = {}
    overrides: dict[str, tuple[DeclaredOverride, ...]] = {}
    found: list[Finding] = []
    for step in steps:
        own = _own(step, policy, propose)
        overrides[step.where] = own.intent.overrides
        covered |= {change.address: change.covered_by for change in own.changes}
        touched = lasting.intersection(change.address for change in own.changes)
        found += (
            _of(step, finding)
            for finding in rules.judge(own, policy, asked)
            if finding.address in lasting or (finding.change is None and (touched or not own.changes))
        )
    rest = _only(proposal, lambda change: change.address not in covered)
    found += rules.judge(rest, policy, asked) if rest.changes else ()
    files = tuple(_covered(file, covered) for file in proposal.files)
    return Stepped(tuple(found), replace(proposal, files=files, commits=overrides))


def _own(step: Step, policy: Policy, propose: Propose) -> Proposal:
    """What the commit itself proposes, in its own words: of a merge what it has otherwise than every parent."""
    sights = [look_under(policy, Sight(comparison, policy, (), ())) for comparison in step.comparisons]
    shared = set.intersection(*({*map(facts_of, _changes(sight))} for sight in sights))
    first = sights[0]
    files = tuple(_kept(file, lambda change: facts_of(change) in shared) for file in first.files)
    return propose(replace(first, files=files))[1]


def _changes(sight: Sight) -> Iterator[Change]:
    return (change for file in sight.files for change in file.changes)


def _only(proposal: Proposal, wanted: Callable[[Change], bool]) -> Proposal:
    return replace(proposal, files=tuple(_kept(file, wanted) for file in proposal.files))


def _kept(file: ChangedFile, wanted: Callable[[Change], bool]) -> ChangedFile:
    return replace(file, changes=tuple(filter(wanted, file.changes)))


def _covered(file: ChangedFile, covered: dict[Address, tuple[str, ...]]) -> ChangedFile:
    changes = (replace(change, covered_by=covered.get(change.address, change.covered_by)) for change in file.changes)
    return replace(file, changes=tuple(changes))


def _of(step: Step, finding: Finding) -> Finding:
    """The finding, with the commit that it is about."""
    remark = finding.remark
    facts = (*remark.facts, step.where) if remark.facts else ()
    message = f"{remark.message}, in commit {step.where}"
    return replace(finding, remark=replace(remark, message=message, facts=facts, commit=step.where))
