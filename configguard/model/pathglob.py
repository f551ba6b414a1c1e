"""What the path part of a pattern asks of a setting, step by step, and how far it covers one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import IntEnum

from configguard.model.address import DocumentId, Key, Property
from configguard.model.record import dataclass
from configguard.model.trail import Item, Step, Trail
from configguard.model.wildcard import Bindings, TextGlob, align


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
    """One key: `text` with wildcards; `typed` tells text keys from others, None takes both.

    `kind` is that of a key whose text alone does not tell it, as an explicit tag may have it.
    """

    text: TextGlob
    typed: bool | None
    kind: str | None = None

    def match(self, step: Step) -> Bindings | None:
        """The placeholders' values if the step is such a key."""
        if not isinstance(step, Key) or (self.typed is not None and self.typed == (step.kind == "str")):
            return None
        if self.kind is not None and self.kind != step.kind:
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
        parts = document.parts or document.known_as
        return align(self.document, parts, TextGlob.match) if len(parts) == len(self.document) else None


def _align(globs: tuple[StepGlob | None, ...], steps: tuple[Step, ...]) -> Bindings | None:
    return align(globs, steps, lambda glob, step: glob.match(step))  # not StepGlob.match: that is abstract
