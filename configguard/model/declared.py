"""The entries of a policy: what is configuration, its scopes, and what is guarded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from configguard.model.budget import Budget
from configguard.model.document import Place
from configguard.model.fileglob import FileGlob
from configguard.model.level import Level
from configguard.model.pattern import Pattern
from configguard.model.record import dataclass, field
from configguard.model.window import Window, shown

Items = dict[str, tuple[str, ...]]
"""What makes a list item itself: the list's path (or bare name) to its fields; an empty tuple is its position."""


TRIALS = ".configguard/tests/"
"""Where the tests of a policy lie: no configuration, whatever the policy's patterns fit."""


def is_trial(path: str) -> bool:
    """Whether a file lies where the tests of a policy do."""
    return path.startswith(TRIALS)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One entry of `files`; None is not said.

    `source` is the extended file or pack (`pack kubernetes`) it stands in, None in the policy itself; so below.
    """

    match: tuple[FileGlob, ...]
    schema: str | None = None
    items: Items | None = None
    secret: bool = False
    format: str | None = None
    levels: Mapping[str, Level] | None = None
    ignore: bool | None = None
    place: Place | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the policy says of one file, all its entries together."""

    schema: str | None = None
    items: Items = field(default_factory=dict)
    secret: bool = False
    format: str | None = None
    levels: Mapping[str, Level] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """A named set of settings; a name with a placeholder is a scope for each value it takes."""

    name: str
    settings: tuple[Pattern, ...]
    excepted: tuple[Pattern, ...] = ()
    owners: tuple[str, ...] = ()
    about: str | None = None
    place: Place | None = None
    source: str | None = None
    budget: Budget | None = None
    when: tuple[Window, ...] = ()

    def named(self, bound: Mapping[str, str]) -> str:
        """The scope's name with its placeholders filled in."""
        return _HOLE.sub(lambda found: bound.get(found[1], found[0]), self.name)

    @cached_property
    def fits(self) -> re.Pattern[str]:
        """Which names are names of this scope."""
        parts = _HOLE.split(self.name)
        return re.compile("".join(".+" if n % 2 else re.escape(part) for n, part in enumerate(parts)))


@dataclass(frozen=True, slots=True)
class Guarded:
    """Settings that are critical or frozen, and why; `approval` wants an owner's approval besides.

    Without `when` they always are. With `referred`, only those are to which so many settings refer.
    """

    settings: tuple[Pattern, ...]
    why: str
    place: Place | None = None
    source: str | None = None
    approval: bool = False
    when: tuple[Window, ...] = ()
    referred: int | None = None

    @property
    def reason(self) -> str:
        """Why, and when."""
        return f"{self.why.strip().rstrip('.')} ({shown(self.when)})" if self.when else self.why


_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
