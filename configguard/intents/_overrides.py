"""What a line says that wants a rule overridden: which rule, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.intents import _markdown, _trailers
from configguard.model.intent import OVERRIDE, DeclaredOverride, Misstatement

if TYPE_CHECKING:
    from configguard.model.intent import Said

_RULE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FORM = f"{OVERRIDE}: RULE: why it must pass for once"


def read(said: Said) -> DeclaredOverride | Misstatement:
    """The rule and the reason, or what the line lacks."""
    rule, reason = _parted(said.text)
    if not _RULE.fullmatch(rule):
        return Misstatement(said, "it names no rule" if not rule else "that is no rule's name", _FORM)
    if not any(map(str.isalnum, reason)):
        return Misstatement(said, "it gives no reason", f"{OVERRIDE}: {rule}: why it must pass for once")
    return DeclaredOverride(rule, reason, said)


def in_message(message: str) -> list[tuple[str, str]]:
    """The rules that a commit's message wants overridden, each with its reason: what the history can count."""
    parted = (_parted(line.value) for line in _trailers.from_message(message) if line.key == OVERRIDE)
    return [(rule, reason) for rule, reason in parted if _RULE.fullmatch(rule) and reason]


def says(text: str, rule: str) -> bool:
    """Whether a text of Markdown, such as a review's, says that the rule is to be overridden; it needs no reason."""
    lines = _trailers.from_lines(_markdown.plain_lines(text))
    return any(line.key == OVERRIDE and _parted(line.value)[0] == rule for line in lines)


def _parted(text: str) -> tuple[str, str]:
    rule, _, reason = text.partition(":")
    return rule.strip(), reason.strip()
