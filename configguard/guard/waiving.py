"""Takes from the findings those that the team has accepted, and finds the waivers that are to be taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import rules
from configguard.guard.checking import weighed
from configguard.guard.inspecting import inspect_file
from configguard.guard.sides import identity_of, read_sides
from configguard.model import pattern
from configguard.model.intent import Intent
from configguard.model.override import REFUSED
from configguard.model.proposal import ChangedFile, Proposal
from configguard.model.record import replace
from configguard.model.waiver import StaleWaiver

if TYPE_CHECKING:
    from configguard.guard.looking import Sight
    from configguard.model.finding import Finding
    from configguard.model.policy import Policy

Findings = tuple["Finding", ...]


def sorted_out(findings: Findings, policy: Policy, day: str) -> tuple[Findings, Findings]:
    """The findings that count on this day, and those that a waiver of the policy accepts, each with its waiver."""
    waivers = [waiver for waiver in policy.waivers if not waiver.is_expired(day)]
    accepted = {
        number: waiver
        for number, finding in enumerate(findings)
        if (waiver := next(filter(finding.fits, waivers), None)) is not None
    }
    counting = tuple(finding for number, finding in enumerate(findings) if number not in accepted)
    return counting, tuple(replace(findings[number], waiver=waiver) for number, waiver in accepted.items())


def stale(sight: Sight, proposal: Proposal, findings: Findings, day: str) -> tuple[StaleWaiver, ...]:
    """The waivers that are expired and, in a strict judgement, those that waive nothing.

    Nothing means: none of these findings, which are all of the change's, and nothing that stands in the waiver's file.
    """
    waivers = sight.policy.waivers
    expired = tuple(StaleWaiver(waiver, expired=True) for waiver in waivers if waiver.is_expired(day))
    if not proposal.strict:
        return expired
    idle = [w for w in waivers if not w.is_expired(day) and not any(f.fits(w) for f in findings)]
    files = {pattern.parse(waiver.address, anchored=True).file.literal for waiver in idle if waiver.address}
    standing = _standing(sight, files - {file.path for file in proposal.files})
    return expired + tuple(StaleWaiver(w, expired=False) for w in idle if not any(f.fits(w) for f in standing))


def _standing(sight: Sight, paths: set[str | None]) -> Findings:
    """What a strict judgement finds in files that do not differ."""
    policy, head = sight.policy, sight.comparison.head
    claims = {path: claim for path in paths if path is not None and (claim := policy.claim(path)) is not None}
    sides = read_sides(head, {path: head.find(path) for path in claims}, claims)
    unchanged = (ChangedFile(path, claims[path], side, side) for path, side in sides.items() if side is not None)
    files = tuple(inspect_file(file, identity_of(file.path, file.claim, policy), policy) for file in unchanged)
    return rules.judge(weighed(Proposal(files, Intent(), strict=True), policy), policy) if files else ()


def asked(only: tuple[str, ...] | None, policy: Policy) -> tuple[str, ...] | None:
    """The rules to ask where `only` these are wanted: those too whose findings are waived, or can be overridden."""
    if only is None:
        return None
    overridden = (rule for one in policy.overrides for rule in one.rules) if REFUSED in only else ()
    return tuple(dict.fromkeys((*only, *(waiver.rule for waiver in policy.waivers), *overridden)))


def of_rules(only: tuple[str, ...] | None, findings: Findings) -> Findings:
    """The findings of `only` these rules, where not all are wanted."""
    return findings if only is None else tuple(finding for finding in findings if finding.rule in only)
