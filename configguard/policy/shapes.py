"""The shapes that a value in a policy can have."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

TextKind = Literal[
    "words",
    "files",
    "settings",
    "address",
    "path",
    "extension",
    "format",
    "owner",
    "scope",
    "rule",
    "list",
    "field",
    "login",
    "expression",
    "placeholder",
    "condition",
    "targets",
    "hours",
]
"""What a text stands for: files and settings are patterns, an extension is a pack or a path."""


# Named tuples, not frozen dataclasses, which take long to define: the table is there on every run.


class Text(NamedTuple):
    """A text that is not empty."""

    kind: TextKind


class Content(NamedTuple):
    """A text that may be empty: what a file holds."""


class Version(NamedTuple):
    """The number 1."""


class Number(NamedTuple):
    """A whole number, not less than this."""

    least: int = 1


class Share(NamedTuple):
    """A whole number, or a share, `50%`."""


class Day(NamedTuple):
    """A day, `2026-12-31`."""


class Moment(NamedTuple):
    """A day, `2026-12-31`, or a minute in UTC, `2026-12-31T18:00Z`."""


class Switch(NamedTuple):
    """`true` or `false`."""


class LevelWord(NamedTuple):
    """`error`, `warning`, `note`, or `off`, which YAML reads as `false`."""


class OneOf(NamedTuple):
    """One of these words."""

    words: tuple[str, ...]


class Several(NamedTuple):
    """A list of texts, of which one alone needs no list where one is enough."""

    item: Text
    least: int = 0


class Choice(NamedTuple):
    """A name that can be chosen, what is said of it beside (None: nothing), and whether that must be said."""

    name: str
    shape: Text | Several | Named | None = None
    required: bool = False


class Choices(NamedTuple):
    """Some of these names: a list, or a mapping from each to what is said of it."""

    choices: tuple[Choice, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that can be chosen."""
        return tuple(choice.name for choice in self.choices)


class Key(NamedTuple):
    """A key: its name, what stands there, and what it is for (one sentence, Markdown)."""

    name: str
    shape: Shape
    about: str
    required: bool = False


class Keys(NamedTuple):
    """A mapping with known keys.

    Of `one_of`, exactly one must stand there; of each group in `at_least`, one or more.
    """

    keys: tuple[Key, ...]
    one_of: tuple[str, ...] = ()
    at_least: tuple[tuple[str, ...], ...] = ()


class Named(NamedTuple):
    """A mapping whose names the policy chooses."""

    name: Text
    value: Several | LevelWord | Keys | Content


class Entries(NamedTuple):
    """A list of mappings; where one `may_be_a_file`, the path of a file that holds it may stand instead.

    A text that stands `alone` in place of a mapping is what this key of it would say. Where it `may_be_one`, a mapping
    needs no list.
    """

    item: Keys
    may_be_a_file: bool = False
    alone: str | None = None
    may_be_one: bool = False


Simple: TypeAlias = Text | Content | Version | Number | Share | Day | Moment | OneOf | Switch | LevelWord
Shape: TypeAlias = Simple | Several | Choices | Keys | Named | Entries
