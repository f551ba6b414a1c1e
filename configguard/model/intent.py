"""What the author says a change is for."""

from __future__ import annotations

from typing import Literal

from configguard.model.change import Value
from configguard.model.pattern import Pattern
from configguard.model.record import dataclass

IntentKey = Literal["Config-Scope", "Config-Setting", "Config-Target", "Config-Override"]
OVERRIDE: IntentKey = "Config-Override"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: which source said it, its text as written, and where (`4be2f1a`, `pull request 12`).

    Of a list of names each is a thing of its own. What was said in one message bears the same `message`. `files`
    are those that the message's commit touches, None where it speaks for the whole change.
    """

    source: str
    key: IntentKey
    text: str
    where: str
    message: str = ""
    files: frozenset[str] | None = None

    def __str__(self) -> str:
        """The line in its standard form, `Config-Scope: email`."""
        return f"{self.key}: {self.text}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source that says something; `misstated` is what cannot be understood before it is taken for a line."""

    said: tuple[Said, ...]
    misstated: tuple[Misstatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """A source that was read and says nothing."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read: why, and the words that make it readable."""

    source: str
    why: str
    cure: str


@dataclass(frozen=True, slots=True)
class DeclaredScope:
    """A scope's name, as somebody said it."""

    name: str
    said: Said


@dataclass(frozen=True, slots=True)
class DeclaredSetting:
    """A single setting (or a pattern), and the value it must end with, where one was said."""

    pattern: Pattern
    value: Value | None
    said: Said


@dataclass(frozen=True, slots=True)
class DeclaredOverride:
    """A rule whose findings are to pass for once, and why."""

    rule: str
    reason: str
    said: Said

    @property
    def line(self) -> str:
        """The line without its reason."""
        return f"{OVERRIDE}: {self.rule}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is known by: the same line is read with its own commit and with the whole change."""
        return self.rule, self.reason, self.said.source, self.said.where


@dataclass(frozen=True, slots=True)
class Misstatement:
    """A line of intent that cannot be understood: which, why, and what to write instead.

    `written` is what stands there, where that is not the line in its standard form.
    """

    said: Said
    problem: str
    help: str
    written: str = ""

    @property
    def shown(self) -> str:
        """What stands there."""
        return self.written or str(self.said)


@dataclass(frozen=True, slots=True)
class Intent:
    """All that was said, from every source.

    `none` holds the lines that say no configuration changes; `policy` those that declare a change of the guard
    itself (`Config-Scope: policy`). `overrides` are the rules that are to be overridden, which is no purpose of a
    change. `unread` lists the sources that could not be read.
    """

    scopes: tuple[DeclaredScope, ...] = ()
    settings: tuple[DeclaredSetting, ...] = ()
    targets: tuple[Said, ...] = ()
    none: tuple[Said, ...] = ()
    policy: tuple[Said, ...] = ()
    overrides: tuple[DeclaredOverride, ...] = ()
    said: tuple[Said, ...] = ()
    silent: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    misstated: tuple[Misstatement, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody said what the change is for."""
        return not self.purposes

    @property
    def purposes(self) -> tuple[Said, ...]:
        """What was said of what the change is for."""
        return tuple(said for said in self.said if said.key != OVERRIDE)

    def beside(self, said: Said) -> tuple[Said, ...]:
        """What else was said in the same message."""
        return tuple(
            other
            for other in self.said
            if other is not said and (other.source, other.message) == (said.source, said.message)
        )

    def names(self, scope: str) -> DeclaredScope | None:
        """The declaration of this scope, if there is one."""
        return next((declared for declared in self.scopes if declared.name == scope), None)
