"""What settings somebody names: by their address, by a pattern, by a scope, by a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.guard.past.archive import Subject
from configguard.model.fileglob import PatternMistake
from configguard.model.pattern import Pattern, parse

if TYPE_CHECKING:
    from configguard.guard.past.archive import Archive


def pattern_of(text: str) -> Pattern:
    """The setting or settings; a file without wildcards is the one at the root, as in a `Config-Setting`.

    Raises `Misasked` if it is none.
    """
    try:
        anchored = parse(text, anchored=True)
        return anchored if anchored.file.literal is not None else parse(text)
    except PatternMistake as mistake:
        message = f"“{text}” is no setting: {mistake.problem}"
        raise Misasked(message, "write FILE:PATH, such as config/api.yaml:database.host") from None


def subject_of(text: str | None, target: str | None, known: Archive, *, ripples: bool) -> Subject:
    """What is meant by a word, and by a target that was named apart.

    A word without a colon is a scope of the policy where it has one of this name, else a target, else a file; with one,
    the part before it is a target where there is one of this name, else a file.
    """
    if target is not None:
        return Subject(None if text is None else pattern_of(text), target=target)
    if text is None:
        return Subject(ripples=ripples)
    if ":" not in text and known.policy.scope(text) is not None:
        return Subject(scope=text, ripples=ripples)
    pattern = pattern_of(text)
    name = pattern.file.literal
    if name is not None and known.policy.targets and known.history.tree.find(name) is None and _is_target(name, known):
        return Subject(pattern, target=name)
    return Subject(pattern, ripples=ripples)


def _is_target(name: str, known: Archive) -> bool:
    from configguard.guard.past.retracing import named  # noqa: PLC0415 - only a policy with targets pays for them

    return bool(named(known.policy, known.history.tree, name))
