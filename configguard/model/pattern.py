"""Patterns over settings, `FILE-GLOB[:PATH-GLOB]`: how they are read and what they cover."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from configguard.model.address import PROPERTIES, Address, DocumentId, Index, Key, Property, Segment, Selector
from configguard.model.fileglob import FileGlob, PatternMistake
from configguard.model.grammar import is_bare, plain_kind, unquote
from configguard.model.trail import Item, Step, Trail
from configguard.model.wildcard import Bindings, Hole, Part, Star, TextGlob, align

_FILE_END = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\\.|\{[^{}]*\}|[^":\\])*', re.DOTALL)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_VALUE_STOPS = ",]"


class Reach(IntEnum):
    """How far a pattern covers a setting."""

    NONE = 0
    BENEATH = 1
    """It names a mapping, a list or a file that holds the setting."""
    EXACT = 2
    """It ends at the setting itself."""


class StepGlob(ABC):
    """What one step of a path must be."""

    @abstractmethod
    def match(self, step: Step) -> Bindings | None:
        """The placeholders' values if the step fits, else None."""


@dataclass(frozen=True)
class KeyGlob(StepGlob):
    """One key: `text` with wildcards; `typed` tells text keys from others, None takes both."""

    text: TextGlob
    typed: bool | None

    def match(self, step: Step) -> Bindings | None:
        """The placeholders' values if the step is such a key."""
        if not isinstance(step, Key) or (self.typed is not None and self.typed == (step.kind == "str")):
            return None
        return self.text.match(step.text)


@dataclass(frozen=True)
class ItemGlob(StepGlob):
    """Items of a list: by position, by their own fields, or any (both empty)."""

    position: int | None = None
    fields: tuple[tuple[str, TextGlob], ...] = ()

    def match(self, step: Step) -> Bindings | None:
        """The placeholders' values if the step is such an item, at the base or at the head."""
        if not isinstance(step, Item):
            return None
        if self.position is not None:
            return {} if self.position in {step.base_index, step.head_index} else None
        if not self.fields:
            return {}
        return next((b for b in map(self._holds, step.fields()) if b is not None), None)

    def _holds(self, fields: dict[str, str]) -> Bindings | None:
        bound: Bindings = {}
        for name, glob in self.fields:
            found = glob.match(fields[name]) if name in fields else None
            if found is None or any(bound.get(n, v) != v for n, v in found.items()):
                return None
            bound |= found
        return bound


@dataclass(frozen=True)
class PropertyGlob(StepGlob):
    """A file's own property."""

    name: str

    def match(self, step: Step) -> Bindings | None:
        """An empty dict if the step is this property."""
        return {} if step == Property(self.name) else None


@dataclass(frozen=True)
class PathGlob:
    """The part of a pattern behind the file."""

    steps: tuple[StepGlob | None, ...]
    document: tuple[TextGlob, ...] | int | None = None

    def match(self, trail: Trail) -> tuple[Reach, Bindings]:
        """How far it covers the setting, and what the placeholders stand for."""
        bound = self._document(trail.document)
        if bound is None:
            return Reach.NONE, {}
        own = bool(trail.steps) and isinstance(trail.steps[0], Property)
        if own != any(isinstance(s, PropertyGlob) for s in self.steps):
            return Reach.NONE, {}
        exact = _align(self.steps, trail.steps)
        found = exact if exact is not None else _align((*self.steps, None), trail.steps)
        if found is None or any(bound.get(n, v) != v for n, v in found.items()):
            return Reach.NONE, {}
        return (Reach.EXACT if exact is not None else Reach.BENEATH), bound | found

    def _document(self, document: DocumentId | None) -> Bindings | None:
        if self.document is None:
            return {}
        if document is None or isinstance(self.document, int):
            return {} if document is not None and document.number == self.document else None
        if document.number is not None or len(document.parts) != len(self.document):
            return None
        return align(self.document, document.parts, TextGlob.match)


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
    return Pattern(text, file, _PathReader(text, at + 1).read() if at < len(text) else None)


def parse_address(text: str) -> Address:
    """Read the address of one setting; raises `PatternMistake` if it is none, or holds a wildcard."""
    pattern = parse(text, anchored=True)
    if pattern.path is None or not pattern.is_literal or pattern.file.literal is None:
        message = "this names more than one setting" if pattern.path else "the path within the file is missing"
        raise PatternMistake(message, len(pattern.file.text))
    return Address(pattern.file.literal, tuple(map(_segment, pattern.path.steps)), _document(pattern.path))


def _align(globs: tuple[StepGlob | None, ...], steps: tuple[Step, ...]) -> Bindings | None:
    return align(globs, steps, lambda glob, step: glob.match(step))  # not StepGlob.match: that is abstract


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
        return Key(text, plain_kind(text) if step.typed else "str")
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


class _PathReader:
    """Reads the path part of a pattern, from left to right."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    def read(self) -> PathGlob:
        """The whole path part."""
        if self.at >= len(self.text):
            raise self.mistake("the path is missing; “.” is the whole document")
        document = self.document() if self.peek() == "[" else None
        if self.text[self.at :] == "." or (document is not None and self.at == len(self.text)):
            return PathGlob((), document)
        if document is not None and self.peek() == ".":
            self.at += 1
        steps = [self.step()]
        while self.at < len(self.text):
            if self.peek() == ".":
                self.at += 1
            elif self.peek() != "[":
                raise self.mistake(self.odd())
            steps.append(self.step())
        return PathGlob(tuple(steps), document)

    def document(self) -> tuple[TextGlob, ...] | int | None:
        """The document's selector, if the path begins with one."""
        start = self.at
        self.at += 1
        number = re.compile(r"#(\d{1,9})\]").match(self.text, self.at)
        if number:
            self.at = number.end()
            return int(number[1])
        parts = [self.glob("/]=", empty=True)]
        while self.peek() == "/":
            self.at += 1
            parts.append(self.glob("/]="))
        if len(parts) == 1 or self.peek() != "]":
            self.at = start
            return None
        self.at += 1
        return tuple(parts)

    def step(self) -> StepGlob | None:
        """One key, list item, property, or `**` (None)."""
        if self.peek() == "[":
            return self.item()
        if self.peek() == "@" and self.text[self.at + 1 :] in PROPERTIES:
            name, self.at = self.text[self.at + 1 :], len(self.text)
            return PropertyGlob(name)
        if self.text.startswith("**", self.at) and self.text[self.at + 2 : self.at + 3] in {"", ".", "["}:
            self.at += 2
            return None
        typed = self.peek() == "!" and self.text[self.at + 1 : self.at + 2] == '"'
        quoted = typed or self.peek() == '"'
        self.at += typed
        start = self.at
        glob = self.glob(".[")
        if quoted:
            return KeyGlob(glob, typed)
        odd = next((c for c in (glob.literal or "") if not is_bare(f"a{c}")), None)
        if odd is not None or self.text[start] == "@":
            self.at = start
            raise self.mistake(f"a key with {odd or '@'!r} is written as a JSON string, in double quotes")
        return KeyGlob(glob, None if glob.literal is None else plain_kind(glob.literal) != "str")

    def item(self) -> ItemGlob:
        """`[*]`, `[3]` or `[name=value,…]`."""
        self.at += 1
        plain = re.compile(r"(\*|\d{1,9})\]").match(self.text, self.at)
        if plain:
            self.at = plain.end()
            return ItemGlob() if plain[1] == "*" else ItemGlob(int(plain[1]))
        fields = []
        while True:
            name = self.glob("=,]")
            if self.peek() != "=" or name.literal is None:
                raise self.mistake("a list item is [*], [3] or [name=value]")
            self.at += 1
            fields.append((name.literal, self.glob(_VALUE_STOPS, empty=True)))
            if self.peek() == "]":
                self.at += 1
                return ItemGlob(None, tuple(fields))
            if self.peek() != ",":
                raise self.mistake("the bracket is never closed")
            self.at += 1

    def glob(self, stops: str, *, empty: bool = False) -> TextGlob:
        """Text with wildcards up to one of `stops`; quoted text may stand in it."""
        parts: list[Part] = []
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in stops:
            parts.append(self.part())
        if start == self.at and not empty:
            raise self.mistake(self.odd())
        return TextGlob([p for n, p in enumerate(parts) if not (n and p == Star() == parts[n - 1])])

    def part(self) -> Part:
        """One wildcard, placeholder, quoted text or character."""
        quoted = _QUOTED.match(self.text, self.at)
        hole = _HOLE.match(self.text, self.at)
        if self.peek() == '"' and not quoted:
            raise self.mistake("the quote is never closed")
        try:
            found: Part = unquote(quoted[0]) if quoted else self.peek()
        except ValueError as error:
            raise self.mistake(f"this is not a JSON string: {error}") from None
        self.at += len(quoted[0]) if quoted else len(hole[0]) if hole else 1
        if hole:
            return Hole(hole[1])
        return Star() if found == "*" and not quoted else found

    def peek(self) -> str:
        """The character that comes next, empty at the end."""
        return self.text[self.at : self.at + 1]

    def odd(self) -> str:
        """What to say of a place where a name should stand."""
        return f"{self.peek()!r} cannot stand here" if self.peek() else "a name is missing at the end"

    def mistake(self, problem: str) -> PatternMistake:
        """A mistake at the place that is read."""
        return PatternMistake(problem, self.at)
