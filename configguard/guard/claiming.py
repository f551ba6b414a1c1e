"""Holds changes against the scopes of the policy and the words of the intent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.model.change import Change, Value
from configguard.model.pattern import Pattern, Reach

if TYPE_CHECKING:
    from configguard.model.intent import DeclaredSetting, Intent
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile


def claimed(files: tuple[ChangedFile, ...], policy: Policy, intent: Intent) -> tuple[ChangedFile, ...]:
    """The same files, each change with its scopes and owners, what guards it, and the words that cover it."""
    return tuple(replace(file, changes=tuple(_claimed(c, policy, intent) for c in file.changes)) for file in files)


def values_at_head(files: tuple[ChangedFile, ...], policy: Policy, intent: Intent) -> dict[str, Value]:
    """The head's value of each setting with a declared value, by the pattern's text, as far as its file differs."""
    wanted = [declared.pattern for declared in intent.settings if declared.value is not None]
    return {
        pattern.text: Value(standing.node.kind, standing.node.text, policy.is_secret(trail))
        for pattern in wanted
        for file in files
        if file.head is not None and pattern.file.match(file.path) is not None
        for trail, standing in diffing.settings(file.path, file.head.documents, diffing.Identity.of(file.claim.items))
        if pattern.match(trail)[0] is Reach.EXACT and diffing.is_scalar(standing.node)
    }


def reaches(files: tuple[ChangedFile, ...], intent: Intent) -> dict[str, int]:
    """How many changes each pattern of the intent covers, by its text."""
    changes = [change for file in files for change in file.changes]
    patterns = {declared.pattern.text: declared.pattern for declared in intent.settings}
    return {text: sum(pattern.covers(c.trail) for c in changes) for text, pattern in patterns.items()}


def _claimed(change: Change, policy: Policy, intent: Intent) -> Change:
    scopes = policy.scopes_of(change.trail)
    named = dict(scopes)
    words = [str(declared.said) for declared in intent.scopes if declared.name in named]
    words += [str(s.said) for s in intent.settings if _grants(s.pattern) and s.pattern.covers(change.trail)]
    return replace(
        change,
        scopes=tuple(named),
        owners=tuple(dict.fromkeys(owner for scope in named.values() for owner in scope.owners)),
        covered_by=tuple(dict.fromkeys(words)),
        critical=policy.why_critical(change.trail),
        frozen=policy.why_frozen(change.trail),
        named_itself=any(_names(declared, change) for declared in intent.settings),
    )


def _grants(pattern: Pattern) -> bool:
    """A pattern that is nothing but wildcards grants nothing: it would grant everything."""
    return not pattern.only_wildcards


def _names(declared: DeclaredSetting, change: Change) -> bool:
    """Whether the intent names this very setting: literally, and at its own leaf."""
    return declared.pattern.is_literal and declared.pattern.match(change.trail)[0] is Reach.EXACT
