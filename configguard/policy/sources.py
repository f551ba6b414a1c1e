"""Builds what a policy says of intent: whether something must be said, and where it may be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model.fileglob import FileGlob
from configguard.model.grammar import quote
from configguard.model.record import replace
from configguard.model.sources import CHANGE_FILES, IntentPolicy
from configguard.policy import patterns
from configguard.policy.keys import SOURCES
from configguard.policy.mistakes import instead
from configguard.policy.values import Names, Said, Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.declared import Scope
    from configguard.policy.extending import Part
    from configguard.policy.mistakes import Notes
    from configguard.policy.parts import Builder
    from configguard.policy.values import Record, Value

_CONVENTIONAL = "conventional"
_GROUP = "scope"
_LONGEST = 9
"""Digits: more scopes nobody can declare."""


def intent(found: Sequence[tuple[Part, Builder]], scopes: tuple[Scope, ...]) -> IntentPolicy:
    """What the files say of intent; for each key the last word counts, and `sources` is one key."""
    required, each_commit, most_scopes = True, False, None
    said = IntentPolicy()
    for part, build in found:
        record = part.record.record("intent")
        switch = record.switch("required")
        required = required if switch is None else switch
        per = record.text("per")
        each_commit = each_commit if per is None else per == "commit"
        most = record.text("scopes")
        most_scopes = most_scopes if most is None else int(most[:_LONGEST])
        if "sources" in record.values:
            said = _sources(record, build.notes, scopes)
    return replace(said, required=required, each_commit=each_commit, most_scopes=most_scopes)


def _sources(record: Record, notes: Notes, scopes: tuple[Scope, ...]) -> IntentPolicy:
    chosen = {name.text: value for name, value in record.named("sources")}
    names = tuple(name for name in SOURCES.names if name in chosen)
    if not names:
        return IntentPolicy()
    return IntentPolicy(
        sources=names,
        change_files=_change_files(chosen["change-file"], notes) if "change-file" in chosen else (),
        title=_expression(chosen["title"], notes) or _CONVENTIONAL if "title" in chosen else "",
        label=_expression(chosen["label"], notes) if "label" in chosen else "",
        actors=_actors(chosen["actor"], notes, scopes) if "actor" in chosen else {},
    )


def _change_files(value: Value, notes: Notes) -> tuple[FileGlob, ...]:
    said = value.items if isinstance(value, Texts) else ()
    return patterns.files(said, notes) or (FileGlob(CHANGE_FILES),)


def _expression(value: Value, notes: Notes) -> str:
    """The regular expression, empty where none is said or it is a mistake."""
    if not isinstance(value, Said) or value.text == _CONVENTIONAL:
        return ""
    try:
        compiled = re.compile(value.text)
    except (re.error, OverflowError, RecursionError) as mistake:
        notes.add(value.start, f"{quote(value.text)} is no regular expression: {mistake}")
        return ""
    if _GROUP not in compiled.groupindex:
        notes.add(value.start, f"{quote(value.text)} needs a group named {_GROUP}: (?P<{_GROUP}>…)")
    return value.text


def _actors(value: Value, notes: Notes, scopes: tuple[Scope, ...]) -> dict[str, tuple[str, ...]]:
    """The scopes of each login; they must be scopes of the policy."""
    actors = {}
    for login, named in value.items if isinstance(value, Names) else ():
        said = named.items if isinstance(named, Texts) else ()
        for scope in said:
            if not any(known.fits.fullmatch(scope.text) for known in scopes):
                hint = instead(scope.text, [known.name for known in scopes], "there are")
                notes.add(scope.start, f"{quote(login.text)} is given the unknown scope {quote(scope.text)}; {hint}")
        actors[login.text] = tuple(scope.text for scope in said)
    return actors
