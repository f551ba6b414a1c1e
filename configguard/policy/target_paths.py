"""Reads the paths in the entries of `targets`: each is one file, or one folder, for each target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.fileglob import FileGlob, PatternMistake
from configguard.model.grammar import quote
from configguard.model.target import Layer
from configguard.model.wildcard import Star

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.policy.mistakes import Notes
    from configguard.policy.values import Record, Said


def layers(records: tuple[Record, ...], notes: Notes) -> Iterator[Layer]:
    """The layers of these entries; one with a mistake is left out."""
    for record in records:
        said = record.said("file")
        glob = said and path(said, notes)
        if glob is not None:
            yield Layer(glob, record.switch("optional") or False)


def path(said: Said, notes: Notes, what: str = "a layer is one file for each target") -> FileGlob | None:
    """A path with placeholders; wildcards and choices would leave open which one it is."""
    try:
        glob = FileGlob(said.text, anchored=True)
    except PatternMistake as mistake:
        notes.add(said.start, f"{mistake.problem}: {quote(said.text)}")
        return None
    only, *others = glob.alternatives
    if others or any(segment is None or any(isinstance(part, Star) for part in segment.parts) for segment in only):
        notes.add(said.start, f"{what}: {quote(said.text)} holds wildcards or choices")
        return None
    if any(segment is not None and segment.literal in {".", ".."} for segment in only):
        notes.add(said.start, f"{quote(said.text)} matches nothing: files are named from the root")
        return None
    return glob
