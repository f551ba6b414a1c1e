"""How the rules speak of changes and of the ways out."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.grammar import is_visible, quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from configguard.model.address import Address
    from configguard.model.change import Change, Value
    from configguard.model.document import Place
    from configguard.model.intent import Said
    from configguard.model.policy import Policy

_OPTIONS = {"Config-Scope": "--scope", "Config-Setting": "--setting", "Config-Target": "--target"}
WIDEST = 60
MOST_NAMED = 5
MOST_LISTED = 12
"""Names of scopes and targets, where the list is what the sentence is for."""


def shown(value: Value) -> str:
    """A value on one line: bare where that is clear, quoted where not, cut in the middle where it is long."""
    text = value.shown or ("null" if value.kind == "null" else "")
    if not text or text != text.strip() or not all(map(is_visible, text)):
        text = quote(text)
    return cut(text)


def cut(text: str) -> str:
    """A long text without its middle."""
    half = (WIDEST - 1) // 2
    return text if len(text) <= WIDEST else f"{text[:half]}…{text[-half:]}"


def typed(value: Value) -> str:
    """A value with its type: `the integer 20`, `the string "20"`; a secret's type alone."""
    kind = value.type
    if value.kind == "null":
        return "null"
    if value.kind in {"mapping", "list"} or value.secret:
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    return f"the {kind} {cut(quote(value.text)) if value.kind == 'str' else shown(value)}"


def happened(change: Change) -> str:
    """What a change does to its setting, as the end of a sentence: `changed from 10 to 20`."""
    before, after = change.before, change.after
    if change.kind == "reordered":
        return "changed its order"
    if change.secret:
        return {"added": "was added", "removed": "was removed"}.get(change.kind, "changed")
    if after is None or change.kind == "removed":
        return f"was removed (it was {shown(before)})" if before else "was removed"
    if before is None or change.kind == "added":
        return f"was added as {shown(after)}"
    told = typed if change.kind == "retyped" or shown(before) == shown(after) else shown
    return f"changed from {told(before)} to {told(after)}"


def briefly(change: Change) -> str:
    """The same without the values, where another rule says them at the same place."""
    return {"added": "was added", "removed": "was removed"}.get(change.kind, "changed")


def put_back(*addresses: Address) -> tuple[str, str]:
    """The way out that undoes."""
    return ("put it back" if len(addresses) == 1 else "put them back", words.put_back(*addresses))


def put_back_few(addresses: Collection[Address]) -> tuple[tuple[str, str], ...]:
    """The same as the first of several ways; none where there is nothing, or too much for one line."""
    return (put_back(*addresses),) if 0 < len(addresses) <= MOST_NAMED else ()


def in_parts(policy: Policy) -> tuple[tuple[str, str], ...]:
    """The ways out of what is more than a budget allows."""
    return (
        ("make several changes of it", "git rebase --interactive"),
        (f"or first raise the budget in {policy.file}, in a change of its own", "Config-Scope: policy"),
    )


def declare(change: Change, note: str = "") -> tuple[str, str]:
    """The way out that declares the setting itself; it follows another one."""
    return (f"or declare it{note}", words.declare_setting(change.address))


def take_out(said: Said) -> tuple[str, str]:
    """The way out that says less: the line of intent, and where it stands."""
    if said.source == "option":
        return (f"take this out of {said.where}", f"{_OPTIONS.get(said.key, said.key)} {shlex.quote(said.text)}")
    return (f"take this out of {said.where}", str(said))


def otherwise(way_out: tuple[str, str]) -> tuple[str, str]:
    """The same as a second choice."""
    return (f"or {way_out[0]}", way_out[1])


def named(text: str) -> str:
    """A name as somebody said it; quoted where that would not show."""
    return text if text.isprintable() else quote(text)


def twice(first: Place, again: Place) -> tuple[str, str]:
    """Two places of one file: as a part of a sentence, and as a choice between them."""
    if first.line == again.line:
        return f"in line {again.line}", f"line {again.line}, column {first.column} or {again.column}"
    return f"in lines {first.line} and {again.line}", f"line {first.line} or {again.line}"


def listed(names: Iterable[str], most: int = MOST_NAMED, word: str = "and") -> str:
    """Names in a sentence: `a, b and c`, or `a, b and 12 more`."""
    all_names = list(names)
    if len(all_names) > most:
        return f"{', '.join(all_names[: most - 1])} {word} {len(all_names) - most + 1:,} more"
    return f" {word} ".join(filter(None, [", ".join(all_names[:-1]), *all_names[-1:]]))
