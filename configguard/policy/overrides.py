"""Builds what a policy lets be overridden, and by whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model.grammar import quote
from configguard.model.override import NEVER_OVERRIDDEN, OWNER, Permission

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from configguard.policy.mistakes import Notes
    from configguard.policy.parts import Builder
    from configguard.policy.values import Record, Said

_ACCOUNT = re.compile(r"@[A-Za-z0-9-]+(?:\[bot\])?|@[A-Za-z0-9-]+/[\w.-]+", re.ASCII)
_LONGEST = 9
"""Digits: more findings nobody overrides."""


def built(record: Record, build: Builder, mandatory: Collection[str]) -> Iterator[Permission]:
    """The entries of one file; a rule that cannot be overridden, or who cannot approve, is noted."""
    notes = build.notes
    for entry in record.records("override"):
        rules, approval = entry.several("rules"), entry.several("approval")
        for rule in rules:
            build.check_rule(rule)
            _check_rule(rule, notes, mandatory)
        for account in approval:
            _check_account(account, notes)
        most, reason = entry.text("findings"), entry.said("reason")
        yield Permission(
            rules=tuple(rule.text for rule in rules),
            approval=tuple(account.text for account in approval),
            most=None if most is None else int(most[:_LONGEST]),
            reason=None if reason is None else _expression(reason, notes),
            place=notes.source.place(entry.start),
            source=build.source,
        )


def _check_rule(rule: Said, notes: Notes, mandatory: Collection[str]) -> None:
    if rule.text in NEVER_OVERRIDDEN:
        notes.add(rule.start, f"nobody can override {rule.text}; {NEVER_OVERRIDDEN[rule.text]}")
    elif rule.text in mandatory:
        notes.add(rule.start, f"nobody can override {rule.text}: the policy has it under “mandatory”")


def _check_account(account: Said, notes: Notes) -> None:
    if account.text != OWNER and not _ACCOUNT.fullmatch(account.text):
        hint = f"write @login, @organization/team, or {OWNER} for those of the setting"
        notes.add(account.start, f"{quote(account.text)} is no account that can approve; {hint}")


def _expression(said: Said, notes: Notes) -> str:
    try:
        re.compile(said.text)
    except (re.error, OverflowError, RecursionError) as mistake:
        notes.add(said.start, f"{quote(said.text)} is no regular expression: {mistake}")
    return said.text
