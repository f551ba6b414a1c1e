"""What was read from a policy file: texts that remember their place, in records."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from configguard.model.record import dataclass, field


class Said(NamedTuple):
    """A text, and the character offset where its token begins."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping whose keys are known; what could not be read is left out, its mistake noted."""

    start: int
    values: dict[str, Value] = field(default_factory=dict)

    def said(self, key: str) -> Said | None:
        """The text that stands at the key."""
        value = self.values.get(key)
        return value if isinstance(value, Said) else None

    def text(self, key: str) -> str | None:
        """The same without its place."""
        said = self.said(key)
        return said.text if said else None

    def switch(self, key: str) -> bool | None:
        """Whether the switch at the key is on; None where nothing stands."""
        said = self.said(key)
        return said.text.lower() in {"true", "yes", "on"} if said else None

    def several(self, key: str) -> tuple[Said, ...]:
        """The texts that stand at the key."""
        value = self.values.get(key)
        return value.items if isinstance(value, Texts) else ()

    def record(self, key: str) -> Record:
        """The record that stands at the key; an empty one where nothing stands."""
        value = self.values.get(key)
        return value if isinstance(value, Record) else Record(self.start)

    def records(self, key: str) -> tuple[Record, ...]:
        """The records of the list that stands at the key."""
        value = self.values.get(key)
        return value.items if isinstance(value, Records) else ()

    def named(self, key: str) -> tuple[tuple[Said, Value], ...]:
        """The names, with what stands at each, of the mapping that stands at the key."""
        value = self.values.get(key)
        return value.items if isinstance(value, Names) else ()


class Texts(NamedTuple):
    """A list of texts."""

    items: tuple[Said, ...]


class Records(NamedTuple):
    """A list of records."""

    items: tuple[Record, ...]


class Names(NamedTuple):
    """A mapping whose names the policy chooses."""

    items: tuple[tuple[Said, Value], ...]


Value: TypeAlias = Said | Texts | Record | Records | Names
