"""What a team has declared: what is configuration, its scopes, and what must not change unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from configguard.model.address import Key
from configguard.model.check import Check
from configguard.model.declared import Claim, FileEntry, Guarded, Scope, is_trial
from configguard.model.guards import Guards
from configguard.model.index import PatternIndex
from configguard.model.level import Level
from configguard.model.override import Permission
from configguard.model.pathglob import ItemGlob
from configguard.model.pattern import Pattern
from configguard.model.record import dataclass, field, replace
from configguard.model.reference import Reference
from configguard.model.secret_names import sounds_secret
from configguard.model.sources import IntentPolicy
from configguard.model.target import TargetEntry
from configguard.model.trail import Item
from configguard.model.waiver import Waiver
from configguard.model.window import hold

if TYPE_CHECKING:
    from configguard.model.trail import Trail


@dataclass(frozen=True)
class Policy:
    """The whole policy, packs and extended files included.

    `file` is where it stands and `origin` on which side it was read; `own_files` are all the files that make up
    the guard (policy, extended files, schemas, waivers). `mandatory` are the rules that no waiver touches and nobody
    overrides; `overrides` tell which may be overridden, and by whom. `schemas` maps a schema's path to its text, as
    read there. What is secret to the policy `stricter` is secret to this one, too.
    `moment` is that at which it is asked, `2026-11-24T16:30` in UTC, for what holds at times alone.
    """

    file: str
    origin: Literal["base", "head", "file", "none"]
    files: tuple[FileEntry, ...] = ()
    scopes: tuple[Scope, ...] = ()
    critical: tuple[Guarded, ...] = ()
    frozen: tuple[Guarded, ...] = ()
    references: tuple[Reference, ...] = ()
    secrets: tuple[Pattern, ...] = ()
    not_secrets: tuple[Pattern, ...] = ()
    checks: tuple[Check, ...] = ()
    intent: IntentPolicy = field(default_factory=IntentPolicy)
    levels: Mapping[str, Level] = field(default_factory=dict)
    mandatory: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    overrides: tuple[Permission, ...] = ()
    own_files: frozenset[str] = frozenset()
    schemas: Mapping[str, bytes] = field(default_factory=dict)
    stricter: Policy | None = None
    moment: str = ""
    targets: tuple[TargetEntry, ...] = ()

    def claim(self, file: str) -> Claim | None:
        """What the policy says of this file, or None if it is not configuration."""
        if file not in self._claims:
            self._claims[file] = self._claim(file)
        return self._claims[file]

    def is_ignored(self, file: str) -> bool:
        """Whether an entry says of this file that it is no configuration after all."""
        return self._says_ignore(self._entries(file))

    def _entries(self, file: str) -> list[FileEntry]:
        return [entry for entry in self.files if any(glob.match(file) is not None for glob in entry.match)]

    @staticmethod
    def _says_ignore(said: list[FileEntry]) -> bool:
        return next((entry.ignore for entry in reversed(said) if entry.ignore is not None), False)

    def _claim(self, file: str) -> Claim | None:
        if file in self.own_files or self.intent.is_change_file(file) or is_trial(file):
            return None
        said = self._entries(file)
        if not said or self._says_ignore(said):
            return None
        return Claim(
            schema=next((e.schema for e in reversed(said) if e.schema is not None), None),
            items={path: fields for e in said for path, fields in (e.items or {}).items()},
            secret=any(e.secret for e in said),
            format=next((e.format for e in reversed(said) if e.format is not None), None),
            levels={rule: level for e in said for rule, level in (e.levels or {}).items()},
        )

    def level(self, rule: str, default: Level, file: str | None = None) -> Level:
        """The level of a rule, for a file where its entries say one."""
        stated = self.stated_level(rule, file)
        return default if stated is None else stated

    def stated_level(self, rule: str, file: str | None = None) -> Level | None:
        """The level that the policy itself says for a rule (for a file, where its entries say one), or None."""
        claim = self.claim(file) if file is not None else None
        return (claim.levels if claim else {}).get(rule, self.levels.get(rule))

    def scopes_of(self, trail: Trail) -> tuple[tuple[str, Scope], ...]:
        """The scopes the setting belongs to, by name, in the order of the policy.

        An item of a list that has other fields at the head than at the base must belong to a scope on either side,
        or its own edit would claim it. A placeholder's value comes from a file or a key: one that makes no name that
        can be said makes no scope.
        """
        first, *others = (self._scopes_of(side) for side in trail.sides(self._selecting))
        return tuple((name, scope) for name, scope in first.items() if all(name in other for other in others))

    def _scopes_of(self, trail: Trail) -> dict[str, Scope]:
        excepted = {(id(m.owner), m.owner.named(m.bound)) for m in self._excepted.matches(trail)}
        found: dict[str, Scope] = {}
        for match in self._scopes.matches(trail):
            name = match.owner.named(match.bound)
            if match.bound and not _can_be_said(name):
                continue
            if (id(match.owner), name) not in excepted and (id(match.owner), match.owner.name) not in excepted:
                found.setdefault(name, match.owner)
        return found

    def scope(self, name: str) -> Scope | None:
        """The scope of this name."""
        return self._scope_by_name.get(name) or next(
            (scope for scope in self._templates if scope.fits.fullmatch(name)), None
        )

    def why_critical(self, trail: Trail) -> str | None:
        """The reason why the setting is critical, or None if it is not."""
        return self._critical.why(trail)

    def why_frozen(self, trail: Trail) -> str | None:
        """The reason why the setting may not change, or None if it may."""
        return self._frozen.why(trail)

    def is_stopped(self, trail: Trail) -> bool:
        """Whether the setting is frozen for a time alone, in which nothing of its kind may come either."""
        return self._stopped.why(trail) is not None

    def grants(self, scope: Scope) -> bool:
        """Whether the scope grants now what belongs to it; where nobody knows the time, one with a window does not."""
        return not scope.when or (bool(self.moment) and hold(scope.when, self.moment))

    def is_secret(self, trail: Trail) -> bool:
        """Whether the setting's values must not be shown."""
        if self.stricter is not None and self.stricter.is_secret(trail):
            return True
        claim = self.claim(trail.file)
        if (claim and claim.secret) or next(self._secrets.matches(trail), None):
            return True
        return _sounds_secret(trail) and next(self._not_secrets.matches(trail), None) is None

    def may_be_secret(self, trail: Trail) -> bool:
        """Whether the setting is secret in any document of its file."""
        return self.is_secret(trail) or next(self._secrets_anywhere.matches(trail), None) is not None

    @cached_property
    def tells_items_apart(self) -> bool:
        """Whether a list may hold a secret in one item that is none in another."""
        paths = [pattern.path for pattern in (*self.secrets, *self.not_secrets) if pattern.path is not None]
        own = any(isinstance(step, ItemGlob) and step != ItemGlob() for path in paths for step in path.steps)
        return own or (self.stricter is not None and self.stricter.tells_items_apart)

    @cached_property
    def _claims(self) -> dict[str, Claim | None]:
        return {}

    @cached_property
    def _scopes(self) -> PatternIndex[Scope]:
        return PatternIndex((pattern, scope) for scope in self.scopes for pattern in scope.settings)

    @cached_property
    def _selecting(self) -> frozenset[str]:
        """The fields by which scopes select items of lists; what is excepted on either side is excepted."""
        return frozenset(field for scope in self.scopes for pattern in scope.settings for field in pattern.fields)

    @cached_property
    def _excepted(self) -> PatternIndex[Scope]:
        return PatternIndex((pattern, scope) for scope in self.scopes for pattern in scope.excepted)

    @cached_property
    def _critical(self) -> Guards:
        always = (guarded for guarded in self.critical if guarded.referred is None)
        return Guards((pattern, guarded.why) for guarded in always for pattern in guarded.settings)

    @cached_property
    def critical_by_use(self) -> tuple[tuple[Guarded, Guards], ...]:
        """The entries of what is critical only where enough refers to it, each with what it covers."""
        by_use = (guarded for guarded in self.critical if guarded.referred is not None)
        return tuple((guarded, Guards((p, guarded.why) for p in guarded.settings)) for guarded in by_use)

    @cached_property
    def approved(self) -> Guards:
        """The settings a change of which an owner must approve."""
        always = (guarded for guarded in self.critical if guarded.approval and guarded.referred is None)
        return Guards((p, guarded.why) for guarded in always for p in guarded.settings)

    @cached_property
    def _frozen(self) -> Guards:
        return Guards((p, g.reason) for g in self.frozen if hold(g.when, self.moment) for p in g.settings)

    @cached_property
    def _stopped(self) -> Guards:
        return Guards((p, g.why) for g in self.frozen if g.when and hold(g.when, self.moment) for p in g.settings)

    @cached_property
    def _secrets(self) -> PatternIndex[None]:
        return PatternIndex((pattern, None) for pattern in self.secrets)

    @cached_property
    def _secrets_anywhere(self) -> PatternIndex[None]:
        stated = [pattern for pattern in self.secrets if pattern.path and pattern.path.document is not None]
        return PatternIndex((replace(p, path=p.path and replace(p.path, document=None)), None) for p in stated)

    @cached_property
    def _not_secrets(self) -> PatternIndex[None]:
        return PatternIndex((pattern, None) for pattern in self.not_secrets)

    @cached_property
    def _scope_by_name(self) -> dict[str, Scope]:
        return {scope.name: scope for scope in self.scopes if "{" not in scope.name}

    @cached_property
    def _templates(self) -> tuple[Scope, ...]:
        return tuple(scope for scope in self.scopes if "{" in scope.name)


_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SAYABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_RESERVED = frozenset({"none", "policy"})
_NAMING_FIELDS = ("name", "Name", "key", "Key")


def _can_be_said(name: str) -> bool:
    """Whether a scope of this name can be declared, and declares nothing else."""
    return _SAYABLE.fullmatch(name) is not None and name not in _RESERVED


def _sounds_secret(trail: Trail) -> bool:
    """Whether a key on the way has one of the well-known names of secrets, or an item of names and values does."""
    texts = [step.text for step in trail.steps if isinstance(step, Key)]
    for item, key in pairwise(trail.steps):
        if isinstance(item, Item) and isinstance(key, Key) and key.text.lower() == "value":
            texts += [known.get(name, "") for known in item.known_fields() for name in _NAMING_FIELDS]
    return any(map(sounds_secret, texts))
