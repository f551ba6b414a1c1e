"""Builds the parts of a policy from the records of one file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from configguard.model.check import Compile
from configguard.model.declared import FileEntry, Guarded, Items, Scope
from configguard.model.grammar import quote
from configguard.model.level import Level
from configguard.model.pattern import Pattern  # noqa: TC001 - part of the public signatures
from configguard.model.record import dataclass
from configguard.model.secret_names import sounds_secret
from configguard.policy import budgets, patterns, windows
from configguard.policy.keys import BY_POSITION, RESERVED, SCOPE_NAME
from configguard.policy.library import Library, refused
from configguard.policy.mistakes import Notes, instead
from configguard.policy.values import Record, Said, Texts, Value

_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_NAME = re.compile(SCOPE_NAME)


@dataclass(frozen=True, slots=True)
class Known:
    """What there is outside the policy: rules, formats (empty: any will do), and what compiles expressions."""

    rules: Collection[str]
    formats: Collection[str]
    compiling: Compile | None = None


@dataclass(frozen=True)
class Builder:
    """Builds from the records of one file; `source` names the file where it is not the policy itself."""

    notes: Notes
    library: Library
    known: Known
    source: str | None = None

    def files(self, record: Record) -> tuple[FileEntry, ...]:
        """The entries of `files`."""
        return tuple(self._file(entry) for entry in record.records("files"))

    def _file(self, entry: Record) -> FileEntry:
        return FileEntry(
            match=patterns.files(entry.several("match"), self.notes),
            schema=self.schema(entry.said("schema")),
            items=self._items(entry) if "items" in entry.values else None,
            secret=entry.switch("secret") or False,
            format=self._format(entry.said("format")),
            levels=self.levels(entry) if "levels" in entry.values else None,
            ignore=entry.switch("ignore"),
            place=self.notes.source.place(entry.start),
            source=self.source,
        )

    def schema(self, said: Said | None) -> str | None:
        """The path of a schema that is there to be read."""
        if said is None:
            return None
        problem = refused(said.text)
        if problem is None and self.library.read(said.text) is None:
            problem = f"the schema {quote(said.text)} does not exist in the revision that this policy is read from"
        if problem is not None:
            self.notes.add(said.start, problem)
        return said.text if problem is None else None

    def _format(self, said: Said | None) -> str | None:
        if said is not None and self.known.formats and said.text not in self.known.formats:
            hint = instead(said.text, sorted(self.known.formats), "there are")
            self.notes.add(said.start, f"unknown format {quote(said.text)}; {hint}")
        return said.text if said else None

    def _items(self, entry: Record) -> Items:
        items: Items = {}
        for name, value in entry.named("items"):
            fields = tuple(said.text for said in value.items) if isinstance(value, Texts) else ()
            for said in value.items if isinstance(value, Texts) else ():
                if sounds_secret(said.text):
                    problem = f"{quote(said.text)} sounds secret, and addresses would show it"
                    self.notes.add(said.start, f"{problem}; name another field, or {BY_POSITION}")
            if patterns.list_path(name, self.notes):
                items[name.text] = () if fields == (BY_POSITION,) else fields
        return items

    def scopes(self, record: Record) -> Iterator[tuple[Said, Scope]]:
        """The scopes, each with its name as written."""
        for name, value in record.named("scopes"):
            if isinstance(value, Record):
                self._check_name(name)
                yield name, self._scope(name, value)

    def _scope(self, name: Said, value: Record) -> Scope:
        holes = frozenset(_HOLE.findall(name.text))
        return Scope(
            name=name.text,
            settings=patterns.scope_settings(value.several("settings"), self.notes, holes),
            excepted=patterns.scope_settings(value.several("except"), self.notes, holes, excepted=True),
            owners=tuple(owner.text for owner in value.several("owners")),
            about=value.text("about"),
            budget=budgets.built(value),
            when=windows.windows(value, self.notes),
            place=self.notes.source.place(name.start),
            source=self.source,
        )

    def _check_name(self, name: Said) -> None:
        if name.text in RESERVED:
            meaning = "no configuration changes" if name.text == "none" else "a change of the guard itself"
            self.notes.add(name.start, f"{quote(name.text)} cannot name a scope: it declares {meaning}")
        elif not _NAME.fullmatch(name.text):
            form = "letters, digits and ._/-, and begins with a letter or digit"
            self.notes.add(name.start, f"{quote(name.text)} cannot name a scope: a name holds {form}")

    def guarded(self, record: Record, key: str) -> tuple[Guarded, ...]:
        """The entries of `critical` or `frozen`."""
        return tuple(
            Guarded(
                settings=patterns.settings(entry.several("settings"), self.notes),
                why=entry.text("why") or "",
                approval=entry.text("approval") is not None,
                referred=_number(entry.text("referred")),
                when=windows.windows(entry, self.notes),
                place=self.notes.source.place(entry.start),
                source=self.source,
            )
            for entry in record.records(key)
        )

    def secrets(self, record: Record) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...]]:
        """The settings that are secret, and those that are not."""
        said = record.record("secrets")
        return (
            patterns.settings(said.several("settings"), self.notes),
            patterns.settings(said.several("except"), self.notes),
        )

    def levels(self, record: Record) -> dict[str, Level]:
        """The levels of rules."""
        levels = {}
        for rule, value in record.named("levels"):
            self.check_rule(rule)
            levels[rule.text] = _level(value)
        return levels

    def mandatory(self, record: Record) -> Iterator[str]:
        """The rules that no waiver touches."""
        for rule in record.several("mandatory"):
            self.check_rule(rule)
            yield rule.text

    def check_rule(self, rule: Said) -> None:
        """Note a rule that does not exist."""
        if rule.text not in self.known.rules:
            hint = instead(rule.text, sorted(self.known.rules), "there are")
            self.notes.add(rule.start, f"unknown rule {quote(rule.text)}; {hint}")


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _level(value: Value) -> Level:
    return Level[value.text.upper()] if isinstance(value, Said) else Level.OFF
