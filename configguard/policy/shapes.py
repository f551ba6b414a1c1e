"""The shapes that a value in a policy can have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

TextKind = Literal[
    "words", "files", "settings", "path", "extension", "format", "owner", "scope", "rule", "list", "field"
]
"""What a text stands for: files and settings are patterns, an extension is a pack or a path."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty."""

    kind: TextKind


@dataclass(frozen=True, slots=True)
class Version:
    """The number 1."""


@dataclass(frozen=True, slots=True)
class Switch:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class LevelWord:
    """`error`, `warning`, `note`, or `off`, which YAML reads as `false`."""


@dataclass(frozen=True, slots=True)
class Several:
    """A list of texts, of which one alone needs no list."""

    item: Text
    least: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """Some of these names: a list, or a mapping from each to its options, of which there are none yet."""

    names: tuple[str, ...]
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, what stands there, and what it is for (one sentence, Markdown)."""

    name: str
    shape: Shape
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with known keys; `later` are those that this version does not have, but others will."""

    keys: tuple[Key, ...]
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping whose names the policy chooses."""

    name: Text
    value: Several | LevelWord | Keys


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of mappings."""

    item: Keys


Shape: TypeAlias = Text | Version | Switch | LevelWord | Several | Choices | Keys | Named | Entries
