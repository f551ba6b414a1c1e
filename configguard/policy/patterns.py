"""Reads the patterns of a policy, each mistake at its very column."""

from __future__ import annotations

from collections.abc import Iterable  # noqa: TC003 - part of the public signatures
from contextlib import suppress

from configguard.model import pattern
from configguard.model.fileglob import FileGlob, PatternMistake
from configguard.model.grammar import quote
from configguard.model.pattern import Pattern
from configguard.model.wildcard import TextGlob  # noqa: TC001 - part of the signatures
from configguard.policy.mistakes import Notes  # noqa: TC001 - part of the public signatures
from configguard.policy.spots import spot
from configguard.policy.values import Said  # noqa: TC001 - part of the public signatures

_NO_PLACE = "a placeholder stands only in a scope whose name holds it"


def settings(said: Iterable[Said], notes: Notes) -> tuple[Pattern, ...]:
    """The patterns over settings in these texts; placeholders are mistakes."""
    found = tuple(_read(said, notes))
    for text, read in found:
        if read.holes:
            notes.add(_offset(text, notes, text.text.find("{")), f"{quote(_hole(read))}: {_NO_PLACE}")
    return tuple(read for _, read in found)


def scope_settings(
    said: Iterable[Said], notes: Notes, holes: frozenset[str], *, excepted: bool = False
) -> tuple[Pattern, ...]:
    """The patterns of a scope whose name holds these placeholders.

    Each must bind all of them, for every choice that its braces allow, and no other; one under `except` may
    also bind none, and then it holds for all the scopes of that name.
    """
    found = tuple(_read(said, notes))
    for text, read in found:
        for hole in sorted(read.holes - holes):
            at = max(text.text.find(f"{{{hole}}}"), 0)
            notes.add(_offset(text, notes, at), f"the scope's name does not hold {quote(f'{{{hole}}}')}")
        missing = holes - _always_bound(read) if holes else holes
        if missing and not (excepted and not read.holes):
            names = ", ".join(quote(f"{{{hole}}}") for hole in sorted(missing))
            notes.add(text.start, f"the scope's name holds {names}, and so must {quote(text.text)}")
    return tuple(read for _, read in found)


def holes(said: Iterable[Said]) -> frozenset[str]:
    """The placeholders in these texts; of what is no pattern none."""
    found: set[str] = set()
    for text in said:
        with suppress(PatternMistake):
            found |= pattern.parse(text.text).holes
    return frozenset(found)


def linked(said: Iterable[Said], notes: Notes, holes: frozenset[str]) -> Iterable[tuple[Said, Pattern]]:
    """The patterns of one end of a reference, each with its text; all must hold these placeholders."""
    for text, read in _read(said, notes):
        missing = holes - _always_bound(read)
        if missing:
            names = ", ".join(quote(f"{{{hole}}}") for hole in sorted(missing))
            notes.add(text.start, f"the reference holds {names}, and so must {quote(text.text)}")
        yield text, read


def files(said: Iterable[Said], notes: Notes, key: str = "match") -> tuple[FileGlob, ...]:
    """The globs over files in these texts; a path within the file and placeholders are mistakes."""
    globs = []
    for text, read in _read(said, notes):
        if read.path is not None:
            at = _offset(text, notes, len(read.file.text))
            notes.add(at, f"“{key}” names whole files; {quote(text.text)} names settings within them")
        elif read.holes:
            notes.add(_offset(text, notes, text.text.find("{")), f"{quote(_hole(read))}: {_NO_PLACE}")
        globs.append(read.file)
    return tuple(globs)


def list_path(said: Said, notes: Notes) -> bool:
    """Whether the text names a list, as a key of `items` does; a mistake is noted."""
    try:
        read = pattern.parse(f"x:{said.text}")
    except PatternMistake as mistake:
        notes.add(_offset(said, notes, max(mistake.offset - 2, 0)), mistake.problem)
        return False
    if read.holes:
        notes.add(said.start, f"{quote(_hole(read))}: {_NO_PLACE}")
    return not read.holes


def _read(said: Iterable[Said], notes: Notes) -> Iterable[tuple[Said, Pattern]]:
    for text in said:
        try:
            read = pattern.parse(text.text)
        except PatternMistake as mistake:
            notes.add(_offset(text, notes, mistake.offset), f"{mistake.problem}: {quote(text.text)}")
            continue
        dots = _dots(read.file)
        if dots:
            notes.add(
                text.start,
                f"{quote(text.text)} matches nothing: files are named from the root, without {quote(dots)}",
            )
        yield text, read


def _dots(file: FileGlob) -> str:
    """A `.` or `..` among the folders of a glob, which no file's path holds; empty if there is none."""
    literals = (s.literal for choice in file.alternatives for s in choice if s is not None)
    return next((f"{literal}/" for literal in literals if literal in {".", ".."}), "")


def _always_bound(read: Pattern) -> frozenset[str]:
    """The placeholders that have a value whichever choice of the file's braces matches."""
    path = Pattern(read.text, FileGlob("x"), read.path).holes
    choices = [_file_holes(choice) for choice in read.file.alternatives]
    return frozenset.intersection(*choices) | path


def _file_holes(choice: Iterable[TextGlob | None]) -> frozenset[str]:
    return frozenset(hole for segment in choice if segment is not None for hole in segment.holes)


def _hole(read: Pattern) -> str:
    return f"{{{min(read.holes)}}}"


def _offset(said: Said, notes: Notes, inside: int) -> int:
    """The offset in the file of a character of a text; that of its beginning where quoting hides it."""
    return spot(notes.source.text, said.start, said.text, inside)
