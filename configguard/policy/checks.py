"""Builds the checks of a policy: their expressions are compiled, each mistake at its very line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from configguard.model.check import Check, Compile, Event, Fault, Over
from configguard.model.grammar import quote
from configguard.model.level import Level
from configguard.model.target import DeclaredTargets
from configguard.policy import patterns
from configguard.policy.mistakes import instead
from configguard.policy.spots import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from configguard.policy.extending import Part
    from configguard.policy.mistakes import Notes
    from configguard.policy.values import Record, Said

EVENTS: tuple[Event, ...] = ("added", "changed", "removed")
_BEFORE = {"before", "before_doc"}
_AFTER = {"after", "doc"}
_KEYS: dict[str, Over] = {"settings": "setting", "documents": "document", "targets": "target", "proposal": "proposal"}


class _Entry(NamedTuple):
    """An entry that has all it needs: what it is over, and its expression."""

    record: Record
    over: Over
    require: Said
    notes: Notes


def checks(parts: Sequence[Part], compiling: Compile | None) -> tuple[Check, ...]:
    """The checks of all files, in their order; without one to compile them, an expression is taken as it stands."""
    entries = [entry for part in parts for entry in _entries(part)]
    if not entries:
        return ()
    _note_doubles(entries)
    if not any(part.record.records("targets") for part in parts):
        for entry in (entry for entry in entries if entry.over == "target"):
            entry.notes.add(entry.record.several("targets")[0].start, "the policy has no targets")
    compiled = compiling([(entry.over, entry.require.text) for entry in entries]) if compiling else []
    for entry, found in zip(entries, compiled, strict=False):
        for fault in found.faults:
            _note(entry, fault)
    uses = [found.uses for found in compiled] or [frozenset[str]()] * len(entries)
    return tuple(_check(entry, used) for entry, used in zip(entries, uses, strict=True))


def _entries(part: Part) -> Iterator[_Entry]:
    for record in part.record.records("checks"):
        over = next((over for key, over in _KEYS.items() if key in record.values), None)
        if over == "proposal" and record.switch("proposal") is False:
            part.notes.add(record.said("proposal").start, '"proposal" can only be true')  # type: ignore[union-attr]
        require = record.said("require")
        if over is not None and require is not None and record.said("name") is not None:
            yield _Entry(record, over, require, part.notes)


def _check(entry: _Entry, uses: frozenset[str]) -> Check:
    record, notes = entry.record, entry.notes
    level = record.text("level")
    return Check(
        name=record.text("name") or "",
        over=entry.over,
        require=entry.require.text,
        file=notes.file,
        place=notes.source.place(spot(notes.source.text, entry.require.start, entry.require.text, 0)),
        settings=patterns.settings(record.several("settings"), notes),
        documents=patterns.files(record.several("documents"), notes, "documents"),
        targets=tuple(DeclaredTargets(said.text) for said in record.several("targets")),
        on=_on(entry, uses),
        uses=uses,
        message=(record.text("message") or "").strip().rstrip("."),
        level=Level[level.upper()] if level else None,
    )


def _on(entry: _Entry, uses: frozenset[str]) -> frozenset[Event]:
    """What is said; else all that leaves no variable of the expression without a value."""
    said = frozenset(cast("Event", name.text) for name, _ in entry.record.named("on"))
    lacking = {"added"} if uses & _BEFORE else set[str]()
    lacking |= {"removed"} if uses & _AFTER else set[str]()
    return said or frozenset(event for event in EVENTS if event not in lacking)


def _note(entry: _Entry, fault: Fault) -> None:
    at = spot(entry.notes.source.text, entry.require.start, entry.require.text, fault.at)
    hint = f"; {instead(fault.unknown, fault.known, 'there are')}" if fault.unknown else ""
    entry.notes.add(at, f"{fault.problem}{hint}")


def _note_doubles(entries: Sequence[_Entry]) -> None:
    first: dict[str, str] = {}
    for record, _, _, notes in entries:
        name = record.said("name")
        if name is not None and name.text in first:
            notes.add(name.start, f"the check {quote(name.text)} is already in {first[name.text]}")
        if name is not None:
            first.setdefault(name.text, notes.file)
