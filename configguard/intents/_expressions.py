"""Finds the scopes that a title or a label names; what names none of the policy's says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.intents._reading import names
from configguard.limit import TimeIsUp, bounded, is_bounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.policy import Policy

CONVENTIONAL = r"[A-Za-z]+\((?P<scope>[^()]+)\)!?:"
"""The beginning of a title of Conventional Commits 1.0.0: `feat(email): …`, `fix(email,database)!: …`."""

_SECONDS = 1.0
_LONGEST = 1_000


def in_title(form: str, title: str, policy: Policy) -> tuple[str, ...]:
    """The policy's scopes that the beginning of a title names."""
    expression = CONVENTIONAL if form == "conventional" else form
    return _found("title", expression, title, policy, whole=False)


def in_label(form: str, label: str, policy: Policy) -> tuple[str, ...]:
    """The policy's scopes that a label names as a whole."""
    return _found("label", form, label, policy, whole=True)


def in_reason(form: str, reason: str) -> bool:
    """Whether a reason holds what the policy wants in it."""
    return _tried("a reason", re.compile(form).search, reason, "override, reason") is not None


def _found(source: str, expression: str, text: str, policy: Policy, *, whole: bool) -> tuple[str, ...]:
    compiled = re.compile(expression)
    found = _tried(source, compiled.fullmatch if whole else compiled.match, text, "intent, sources")
    named = names(found["scope"] or "") if found else []
    return tuple(name for name in named if policy.scope(name) is not None)


def _tried(source: str, fits: Callable[[str], re.Match[str] | None], text: str, under: str) -> re.Match[str] | None:
    """What the expression finds; raises `Undecided` where it does not come to an end soon."""
    cure = f"write one without nested repetitions under {under}: see docs/intents.md"
    if not is_bounded():
        raise Undecided(f"the regular expression of {source} can only be tried in the main thread", cure)
    try:
        with bounded(_SECONDS):
            return fits(text[:_LONGEST])
    except TimeIsUp:
        message = f"the regular expression of {source} in the policy takes too long for “{text[:80]}”"
        raise Undecided(message, cure) from None
