"""Patterns over settings, `FILE-GLOB[:PATH-GLOB]`: how they are read and what they cover."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from configguard.model.address import Address, DocumentId, Index, Key, Property, Segment, Selector
from configguard.model.fileglob import FileGlob, PatternMistake
from configguard.model.grammar import plain_kind
from configguard.model.pathglob import ItemGlob, KeyGlob, PathGlob, PropertyGlob, Reach, StepGlob
from configguard.model.pattern_reader import PathReader
from configguard.model.record import dataclass, replace
from configguard.model.trail import Trail  # noqa: TC001 - part of the public signatures
from configguard.model.wildcard import Bindings, TextGlob

__all__ = ["KeyGlob", "PathGlob", "Pattern", "Reach", "parse", "parse_address"]

_FILE_END = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\\.|\{[^{}]*\}|[^":\\])*', re.DOTALL)


@dataclass(frozen=True)
class Pattern:
    """A pattern over settings. Raises `PatternMistake` (from `parse`) if its text is none."""

    text: str
    file: FileGlob
    path: PathGlob | None = None

    def match(self, trail: Trail) -> tuple[Reach, Bindings]:
        """How far it covers the setting, and what the placeholders stand for."""
        bound = self.file.match(trail.file)
        if bound is None:
            return Reach.NONE, {}
        return (Reach.BENEATH, bound) if self.path is None else self.match_path(trail, bound)

    def match_path(self, trail: Trail, bound: Bindings) -> tuple[Reach, Bindings]:
        """The same for a setting of a file that is known to match, with what the file's placeholders stand for."""
        if self.path is None:
            return Reach.BENEATH, bound
        reach, found = self.path.match(trail)
        if any(bound.get(name, value) != value for name, value in found.items()):
            return Reach.NONE, {}
        return reach, bound | found

    def covers(self, trail: Trail) -> bool:
        """Whether the setting is one of those that the pattern names."""
        return self.match(trail)[0] is not Reach.NONE

    @cached_property
    def holes(self) -> frozenset[str]:
        """The placeholders' names."""
        return self.file.holes | {h for glob in _text_globs(self.path) for h in glob.holes}

    @property
    def fields(self) -> frozenset[str]:
        """The fields by which it selects items of lists."""
        items = (step for step in (self.path.steps if self.path else ()) if isinstance(step, ItemGlob))
        return frozenset(name for item in items for name, _ in item.fields)

    @cached_property
    def selecting(self) -> tuple[Pattern, ...]:
        """The patterns of those fields themselves."""
        found: list[Pattern] = []
        for number, step in enumerate(self.path.steps if self.path else ()):
            for name, _ in step.fields if isinstance(step, ItemGlob) else ():
                steps = (*self.path.steps[: number + 1], KeyGlob(TextGlob([name]), typed=False)) if self.path else ()
                found.append(replace(self, path=self.path and replace(self.path, steps=steps)))
        return tuple(found)

    @cached_property
    def is_literal(self) -> bool:
        """Whether it holds no wildcard and no placeholder, so that it names one place."""
        if self.file.literal is None or self.path is None or None in self.path.steps:
            return False
        anything = any(isinstance(s, ItemGlob) and s == ItemGlob() for s in self.path.steps)
        return not anything and all(glob.literal is not None for glob in _text_globs(self.path))

    @property
    def only_wildcards(self) -> bool:
        """Whether its file part or its path part tells nothing from anything."""
        if self.file.only_wildcards or self.path is None:
            return self.file.only_wildcards
        return bool(self.path.steps) and all(
            s is None or (isinstance(s, KeyGlob) and s.text.only_wildcards) or s == ItemGlob() for s in self.path.steps
        )


@lru_cache(maxsize=8192)
def parse(text: str, *, anchored: bool = False) -> Pattern:
    """Read a pattern; `anchored` ties its file to the root, as for a literal address.

    Raises `PatternMistake` with the offset of what cannot be read.
    """
    end = _FILE_END.match(text)
    at = end.end() if end else 0
    if at < len(text) and text[at] != ":":
        message = "the quote is never closed" if text[at] == '"' else f"{text[at]!r} cannot stand here"
        raise PatternMistake(message, at)
    file = FileGlob(text[:at], anchored)
    return Pattern(text, file, PathReader(text, at + 1).read() if at < len(text) else None)


def parse_address(text: str) -> Address:
    """Read the address of one setting; raises `PatternMistake` if it is none, or holds a wildcard."""
    pattern = parse(text, anchored=True)
    if pattern.path is None or not pattern.is_literal or pattern.file.literal is None:
        message = "this names more than one setting" if pattern.path else "the path within the file is missing"
        raise PatternMistake(message, len(pattern.file.text))
    return Address(pattern.file.literal, tuple(map(_segment, pattern.path.steps)), _document(pattern.path))


def _text_globs(path: PathGlob | None) -> list[TextGlob]:
    if path is None:
        return []
    globs = list(path.document) if isinstance(path.document, tuple) else []
    for step in path.steps:
        if isinstance(step, KeyGlob):
            globs.append(step.text)
        elif isinstance(step, ItemGlob):
            globs.extend(glob for _, glob in step.fields)
    return globs


def _segment(step: StepGlob | None) -> Segment:
    if isinstance(step, KeyGlob):
        text = step.text.literal or ""
        return Key(text, step.kind or (plain_kind(text) if step.typed else "str"))
    if isinstance(step, ItemGlob):
        if step.position is not None:
            return Index(step.position)
        return Selector(tuple((name, glob.literal or "") for name, glob in step.fields))
    if isinstance(step, PropertyGlob):
        return Property(step.name)
    message = "this names more than one setting"
    raise PatternMistake(message)


def _document(path: PathGlob) -> DocumentId | None:
    if isinstance(path.document, int):
        return DocumentId(number=path.document)
    return None if path.document is None else DocumentId(tuple(g.literal or "" for g in path.document))
