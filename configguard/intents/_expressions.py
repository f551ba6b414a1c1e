"""Finds the scopes that a title or a label names; what names none of the policy's says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.intents._reading import names
from configguard.limit import TimeIsUp, bounded, is_bounded

if TYPE_CHECKING:
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


def _found(source: str, expression: str, text: str, policy: Policy, *, whole: bool) -> tuple[str, ...]:
    compiled = re.compile(expression)
    if not is_bounded():
        raise Undecided(f"the regular expression of {source} can only be tried in the main thread", _CURE)
    try:
        with bounded(_SECONDS):
            found = compiled.fullmatch(text[:_LONGEST]) if whole else compiled.match(text[:_LONGEST])
    except TimeIsUp:
        message = f"the regular expression of {source} in the policy takes too long for “{text[:80]}”"
        raise Undecided(message, _CURE) from None
    named = names(found["scope"] or "") if found else []
    return tuple(name for name in named if policy.scope(name) is not None)


_CURE = "write one without nested repetitions under intent, sources: see docs/intents.md"
