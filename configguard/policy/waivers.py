"""Builds the waivers of a policy, and holds them to what may be waived."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model import pattern
from configguard.model.address import quoted_file
from configguard.model.fileglob import PatternMistake
from configguard.model.grammar import quote
from configguard.model.waiver import Waiver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from configguard.policy.mistakes import Notes
    from configguard.policy.parts import Builder
    from configguard.policy.values import Record, Said

NEVER = {
    "policy-change": "whoever edits the guard says so: Config-Scope: policy",
    "stale-waiver": "take the stale one out",
}
"""Rules that no waiver may touch, and what to do instead."""

ONLY_BY_FINGERPRINT = frozenset(
    {
        "broad-intent",
        "dead-pattern",
        "missing-intent",
        "outside-target",
        "promotion-order",
        "target-budget",
        "unknown-scope",
        "unknown-target",
        "unmet-intent",
        "unused-scope",
        "unused-target",
    }
)
"""Rules that speak of more than the setting at which they say it: an address would accept all the rest with it."""

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


def built(record: Record, build: Builder, mandatory: Collection[str]) -> Iterator[Waiver]:
    """The waivers of one file; what may not be waived, or names nothing that can be, is noted."""
    notes = build.notes
    for entry in record.records("waivers"):
        rule, address, fingerprint = (entry.said(key) for key in ("rule", "address", "fingerprint"))
        if rule is not None:
            build.check_rule(rule)
            _check_rule(rule, address, notes, mandatory)
        if fingerprint is not None and not _FINGERPRINT.fullmatch(fingerprint.text):
            notes.add(
                fingerprint.start, f"{quote(fingerprint.text)} is no fingerprint: that is 12 digits of 0-9 and a-f"
            )
        yield Waiver(
            rule=rule.text if rule else "",
            reason=entry.text("reason") or "",
            owner=entry.text("owner") or "",
            expires=entry.text("expires") or "",
            address=_canonical(address, notes) if address else None,
            fingerprint=fingerprint.text if fingerprint else None,
            file=notes.file,
            place=notes.source.place(entry.start),
        )


def _check_rule(rule: Said, address: Said | None, notes: Notes, mandatory: Collection[str]) -> None:
    if rule.text in NEVER:
        notes.add(rule.start, f"no waiver touches {rule.text}; {NEVER[rule.text]}")
    elif rule.text in mandatory:
        notes.add(rule.start, f"no waiver touches {rule.text}: the policy has it under “mandatory”")
    elif address is not None and rule.text in ONLY_BY_FINGERPRINT:
        problem = f"{rule.text} speaks of a whole change, not of one setting"
        notes.add(address.start, f'{problem}; name it by its "fingerprint", which --format json says')


def _canonical(address: Said, notes: Notes) -> str | None:
    """The address as findings say it, or the file's name alone."""
    try:
        read = pattern.parse(address.text, anchored=True)
        if read.path is not None:
            return str(pattern.parse_address(address.text))
    except PatternMistake as mistake:
        notes.add(address.start, f"{mistake.problem}: {quote(address.text)}")
        return None
    if read.file.literal is None:
        notes.add(address.start, f"a waiver is of one finding: {quote(address.text)} names more than one file")
        return None
    return quoted_file(read.file.literal)
