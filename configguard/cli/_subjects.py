"""What settings somebody names: by their address, by a pattern, by a scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.guard.recounting import Subject
from configguard.model.fileglob import PatternMistake
from configguard.model.pattern import Pattern, parse

if TYPE_CHECKING:
    from configguard.model.policy import Policy


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


def subject_of(text: str | None, policy: Policy) -> Subject:
    """What is meant: a scope of the policy where it has one of this name, else settings, else the settings of files."""
    if text is None:
        return Subject()
    if ":" not in text and policy.scope(text) is not None:
        return Subject(scope=text)
    return Subject(pattern_of(text))
