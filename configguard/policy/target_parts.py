"""Builds the targets of a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.fileglob import FileGlob, PatternMistake
from configguard.model.grammar import quote
from configguard.model.target import Layer, TargetEntry, TargetName
from configguard.model.wildcard import Star
from configguard.policy.mistakes import instead
from configguard.policy.target_keys import MERGE
from configguard.policy.values import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.policy.mistakes import Notes
    from configguard.policy.parts import Builder
    from configguard.policy.values import Record, Said


def built(record: Record, build: Builder) -> Iterator[TargetEntry]:
    """The entries of `targets` in one file; those that lack a name or layers are left out, which is noted already."""
    for entry in record.records("targets"):
        name = entry.said("name")
        layers = tuple(_layers(entry, build.notes))
        if name is not None and layers:
            found = _entry(entry, TargetName(name.text), layers, build)
            _check(name, entry, found, build.notes)
            yield found


def _entry(entry: Record, name: TargetName, layers: tuple[Layer, ...], build: Builder) -> TargetEntry:
    return TargetEntry(
        name=name,
        layers=layers,
        values=_values(entry, "values"),
        excepted=_values(entry, "except"),
        lists="merge" if entry.text("lists") == MERGE else "replace",
        schema=build.schema(entry.said("schema")),
        declare=entry.switch("declare") or False,
        place=build.notes.source.place(entry.start),
        source=build.source,
    )


def _layers(entry: Record, notes: Notes) -> Iterator[Layer]:
    for record in entry.records("layers"):
        said = record.said("file")
        glob = said and _path(said, notes)
        if glob is not None:
            yield Layer(glob, record.switch("optional") or False)


def _path(said: Said, notes: Notes) -> FileGlob | None:
    """The path of a layer, which is one file: wildcards and choices would leave open which."""
    try:
        glob = FileGlob(said.text, anchored=True)
    except PatternMistake as mistake:
        notes.add(said.start, f"{mistake.problem}: {quote(said.text)}")
        return None
    only, *others = glob.alternatives
    if others or any(segment is None or any(isinstance(part, Star) for part in segment.parts) for segment in only):
        notes.add(said.start, f"a layer is one file for each target: {quote(said.text)} holds wildcards or choices")
        return None
    if any(segment is not None and segment.literal in {".", ".."} for segment in only):
        notes.add(said.start, f"{quote(said.text)} matches nothing: files are named from the root")
        return None
    return glob


def _values(entry: Record, key: str) -> dict[str, tuple[str, ...]]:
    return {
        name.text: tuple(said.text for said in value.items)
        for name, value in entry.named(key)
        if isinstance(value, Texts)
    }


def _check(name: Said, entry: Record, found: TargetEntry, notes: Notes) -> None:
    """Every placeholder stands in the name, and gets its value from somewhere."""
    holes = found.name.holes
    in_layers = sorted(frozenset[str]().union(*(layer.holes for layer in found.layers)))
    for hole in holes:
        if hole not in in_layers and hole not in found.values:
            notes.add(name.start, f"nothing finds {quote(f'{{{hole}}}')}: no layer holds it, and “values” gives none")
    for hole in in_layers:
        if hole not in holes:
            notes.add(name.start, f"the name must hold {quote(f'{{{hole}}}')}, as a layer does")
    for said in (*(said for said, _ in entry.named("values")), *(said for said, _ in entry.named("except"))):
        if said.text not in holes:
            notes.add(said.start, f"unknown placeholder {quote(said.text)}; {instead(said.text, holes, 'there are')}")
