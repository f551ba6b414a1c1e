"""Builds the references of a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.grammar import quote
from configguard.model.pathglob import KeyGlob, PropertyGlob
from configguard.model.reference import Names, Reference
from configguard.model.wildcard import Star, TextGlob
from configguard.policy import patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.wildcard import Part
    from configguard.policy.mistakes import Notes
    from configguard.policy.parts import Builder
    from configguard.policy.values import Record


def built(record: Record, build: Builder) -> Iterator[Reference]:
    """The references of one file."""
    for entry in record.records("references"):
        most = entry.text("critical-from")
        yield Reference(
            referring=(*_names(entry, "from", build.notes), *_names(entry, "from-keys", build.notes)),
            referred=(*_names(entry, "to", build.notes), *_names(entry, "to-keys", build.notes)),
            name=entry.text("name"),
            why=entry.text("why"),
            split=entry.text("split"),
            allow=tuple(_glob(said.text) for said in entry.several("allow")),
            unique=entry.switch("unique") is not False,
            critical_from=None if most is None else int(most),
            place=build.notes.source.place(entry.start),
            source=build.source,
        )


def note_idle(records: Iterable[tuple[Record, Notes]]) -> None:
    """Note what is critical by the references to it, in a policy that has none: it would never be."""
    for record, notes in records:
        for said in filter(None, (entry.said("referred") for entry in record.records("critical"))):
            notes.add(said.start, "nothing can be referred to: the policy has no references")


def _names(entry: Record, key: str, notes: Notes) -> Iterator[Names]:
    """The patterns at a key of the entry, which all hold the placeholders that the entry's others hold."""
    holes = patterns.holes(said for name in ("from", "from-keys", "to", "to-keys") for said in entry.several(name))
    for said, read in patterns.linked(entry.several(key), notes, holes):
        of_keys = key.endswith("-keys")
        steps = read.path.steps if read.path else ()
        if any(isinstance(step, PropertyGlob) for step in steps):
            notes.add(said.start, f"{quote(said.text)} is a property of a file, and no name of anything")
        elif of_keys and not (steps and isinstance(steps[-1], KeyGlob)):
            notes.add(said.start, f"{quote(key)} must end in a key, or “*” for any: {quote(said.text)} does not")
        yield Names(read, of_keys)


def _glob(text: str) -> TextGlob:
    first, *others = text.split("*")
    parts: list[Part] = [first]
    for other in others:
        parts += [Star(), other]
    return TextGlob([part for part in parts if part])
