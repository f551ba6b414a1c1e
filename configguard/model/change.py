"""What a proposal does to one setting."""

from __future__ import annotations

import hashlib
from typing import Literal

from configguard.model.address import Address
from configguard.model.document import Place
from configguard.model.record import dataclass, replace
from configguard.model.trail import Trail
from configguard.model.words import KINDS
from configguard.model.yaml_versions import Readings

ChangeKind = Literal["added", "removed", "changed", "retyped", "reordered"]
SECRET_SHOWN = "•••"  # noqa: S105 - what stands for a secret


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value on one side: a scalar, or what an empty or reordered container looks like.

    `kind` is that of the scalar, or `mapping` or `list`; `text` must reach no report when `secret` is set:
    reports use `shown`. The same goes for what the versions of YAML read in it as it is written, where they differ,
    and for `hidden`, a character of it that does not show where it is written.
    """

    kind: str
    text: str
    secret: bool = False
    readings: Readings | None = None
    hidden: str = ""

    @property
    def shown(self) -> str:
        """The value for people; strings are bare, a secret is three dots."""
        return SECRET_SHOWN if self.secret else self.text

    @property
    def type(self) -> str:
        """What it is, in a word; of a secret not its own tag, which `password: !hunter2` would show."""
        return "tagged value" if self.secret and self.kind.startswith("!") else KINDS.get(self.kind, self.kind)

    @property
    def is_empty(self) -> bool:
        """Whether it is null, an empty string, or an empty mapping or list."""
        return self.kind == "null" or not self.text or (self.kind in {"mapping", "list"} and self.text in {"{}", "[]"})

    def same(self, other: Value | None) -> bool:
        """Equal as settings are: same kind and same text."""
        return other is not None and (self.kind, self.text) == (other.kind, other.text)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A setting as it stands in its file: its own text and its parent's key, never a neighbour's.

    Lines are numbered from 1. `text` is one line, cut at the first line break, a secret's value masked;
    `caret` is where the value begins in it (from 0), `width` how long it is there.
    """

    place: Place
    text: str
    caret: int
    width: int
    parent: tuple[int, str] | None = None

    def masked(self) -> Excerpt:
        """The same with the value hidden."""
        return replace(self, text=self.text[: self.caret] + SECRET_SHOWN, width=len(SECRET_SHOWN))


@dataclass(frozen=True, slots=True)
class Change:
    """One setting's change: the facts, the two places, and what the policy and the intent make of it.

    `before` and `after` are None where the setting is absent. `covered_by` holds the words of the intent that
    cover it (`Config-Scope: email`), empty when none does. `critical` and `frozen` hold the policy's reason, or None.
    `named_itself` says that the intent names this very setting, `needs_approval` that an owner must approve besides.
    `base` and `head` show it in its files.
    """

    trail: Trail
    kind: ChangeKind
    before: Value | None
    after: Value | None
    base: Excerpt | None = None
    head: Excerpt | None = None
    scopes: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    covered_by: tuple[str, ...] = ()
    critical: str | None = None
    named_itself: bool = False
    frozen: str | None = None
    moved_from: Address | None = None
    needs_approval: bool = False

    @property
    def address(self) -> Address:
        """The setting's address."""
        return self.trail.address

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.trail.file

    @property
    def covered(self) -> bool:
        """Whether the stated intent covers it; a critical one must be named itself."""
        return bool(self.covered_by) and (self.critical is None or self.named_itself)

    @property
    def secret(self) -> bool:
        """Whether its values must not be shown."""
        return any(value is not None and value.secret for value in (self.before, self.after))

    @property
    def place(self) -> Place | None:
        """Where to point: at the head where it stands there, else at the base."""
        excerpt = self.head or self.base
        return excerpt.place if excerpt else None

    def hushed(self) -> Change:
        """The same with its values hidden, in its files, too."""
        return replace(
            self,
            before=self.before and replace(self.before, secret=True),
            after=self.after and replace(self.after, secret=True),
            base=self.base and self.base.masked(),
            head=self.head and self.head.masked(),
        )

    def fingerprint(self, rule: str = "") -> str:
        """Twelve hex digits made of facts, not of lines; a secret's value is not among them."""
        facts = [rule, str(self.address), self.kind]
        if not self.secret:
            facts += [f"{value.kind} {value.text}" if value else "" for value in (self.before, self.after)]
        return fingerprint(*facts)


def fingerprint(*facts: str) -> str:
    """Twelve hex digits that stand for these facts."""
    joined = "\0".join(facts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:12]
