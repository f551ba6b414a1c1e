"""What the author said a change is for: one module a source."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from configguard import registry
from configguard.errors import Misasked
from configguard.intents import _change_form, _expressions, _overrides, _reading, _trailers, trailer
from configguard.intents._cleaning import clean
from configguard.model.intent import (
    OVERRIDE,
    DeclaredOverride,
    DeclaredScope,
    DeclaredSetting,
    Intent,
    Misstatement,
    Said,
    Silent,
    Spoken,
    Unread,
)
from configguard.model.pattern import parse_address
from configguard.model.plugins import Source
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.pattern import Pattern
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy
    from configguard.model.revision import Message

__all__ = [
    "about",
    "as_change_file",
    "change_file_schema",
    "clean",
    "gather",
    "overrides",
    "reason_fits",
    "says_override",
    "says_something",
    "sources",
    "told",
]

as_change_file = _change_form.written
change_file_schema = _change_form.schema
overrides = _overrides.in_message
reason_fits = _expressions.in_reason
says_override = _overrides.says

_OPTION = "option"


def sources() -> dict[str, Source]:
    """All sources of intent by name."""
    return registry.discover(sys.modules[__name__], "SOURCE", Source)


def about(name: str) -> str:
    """One sentence on a source of intent."""
    module = sys.modules[sources()[name].read.__module__]
    return (module.__doc__ or "").strip().splitlines()[0]


def says_something(message: str) -> bool:
    """Whether a commit message says what its change is for."""
    return any(line.key != OVERRIDE for line in _trailers.from_message(message))


def told(messages: Iterable[Message], policy: Policy) -> Intent:
    """What these commits say in lines of intent, each for itself."""
    return _intent([part for line in trailer.lines(messages) for part in _parts(line)], policy)


def gather(request: Request, policy: Policy) -> Intent:
    """All that was said: by the options, which replace the rest, or by the sources that the policy lists.

    Raises `Misasked` if the policy lists a source that does not exist.
    """
    asked = (_OPTION,) if request.scopes or request.settings or request.targets else policy.intent.sources
    known = sources()
    unknown = [name for name in asked if name not in known]
    if unknown:
        message = f"the policy lists a source of intent that does not exist: {unknown[0]}"
        raise Misasked(message, f"list some of these under intent, sources: {', '.join(known)}")
    answers = {name: known[name].read(request, policy) for name in asked}
    spoken = [answer for answer in answers.values() if isinstance(answer, Spoken)]
    intent = _intent([part for answer in spoken for line in answer.said for part in _parts(line)], policy)
    return replace(
        intent,
        misstated=(*intent.misstated, *(one for answer in spoken for one in answer.misstated)),
        silent=tuple(name for name, answer in answers.items() if isinstance(answer, Silent)),
        unread=tuple(answer for answer in answers.values() if isinstance(answer, Unread)),
    )


def _parts(said: Said) -> list[Said]:
    """One thing said for each name of a list."""
    if said.key in {"Config-Setting", OVERRIDE}:
        return [said]
    return [replace(said, text=name) for name in _reading.names(said.text)] or [said]


def _intent(said: list[Said], policy: Policy) -> Intent:
    named = [line for line in said if line.key == "Config-Scope" and line.text]
    read = {id(line): _reading.setting(line, policy) for line in said if line.key == "Config-Setting" and line.text}
    shown = [read[id(line)].said if id(line) in read else line for line in said]
    asked = [_overrides.read(line) for line in said if line.key == OVERRIDE]
    nothing = [
        Misstatement(line, "it names nothing", f"{line.key}: NAME")
        for line in said
        if not line.text and line.key != OVERRIDE
    ]
    return Intent(
        scopes=_scopes(line for line in named if line.text not in {"none", "policy"}),
        settings=_settings(one for one in read.values() if isinstance(one, DeclaredSetting)),
        targets=tuple(line for line in said if line.key == "Config-Target" and line.text),
        none=tuple(line for line in named if line.text == "none"),
        policy=tuple(line for line in named if line.text == "policy"),
        overrides=tuple(one for one in asked if isinstance(one, DeclaredOverride)),
        said=tuple(shown),
        misstated=(*nothing, *(one for one in (*read.values(), *asked) if isinstance(one, Misstatement))),
    )


def _scopes(said: Iterable[Said]) -> tuple[DeclaredScope, ...]:
    """Every scope once, as it was said first."""
    first: dict[str, DeclaredScope] = {}
    for line in said:
        first.setdefault(line.text, DeclaredScope(line.text, line))
    return tuple(first.values())


def _settings(declared: Iterable[DeclaredSetting]) -> tuple[DeclaredSetting, ...]:
    """Every setting once, with the last value that each source says; sources that differ both stay."""
    last: dict[tuple[str, str], DeclaredSetting] = {}
    for one in declared:
        key = (one.said.source, _name(one.pattern))
        if one.value is not None or key not in last:
            last[key] = one
    distinct: dict[tuple[str, str, str], DeclaredSetting] = {}
    for one in last.values():
        value = (one.value.kind, one.value.text) if one.value else ("", "")
        distinct.setdefault((_name(one.pattern), *value), one)
    return tuple(distinct.values())


def _name(pattern: Pattern) -> str:
    """One text for one setting, however it was written."""
    return str(parse_address(pattern.text)) if pattern.is_literal else pattern.text
