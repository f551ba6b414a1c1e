"""Reads a document by the table of keys: every text with its place, every misshape noted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model.document import Mapping, Node, Scalar, Sequence, TypedKey
from configguard.model.grammar import quote
from configguard.policy.days import is_day, is_moment
from configguard.policy.keys import LEVELS
from configguard.policy.mistakes import Notes, instead, nearest
from configguard.policy.shapes import (
    Choices,
    Content,
    Day,
    Entries,
    Key,
    Keys,
    LevelWord,
    Moment,
    Named,
    Number,
    OneOf,
    Several,
    Shape,
    Share,
    Switch,
    Text,
)
from configguard.policy.values import Names, Record, Records, Said, Texts, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.document import Entry, KeyId

_KINDS = {"str": "text", "int": "a number", "float": "a number", "bool": "true or false", "null": "empty"}
_NOUNS = {"scope": "a scope", "rule": "a rule", "list": "a list", "path": "a file"}
_OFF = frozenset({"off", "false", "no"})
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")


class Reader:
    """Reads the document of one policy file; mistakes go to `notes`, what has none comes back."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def record(self, node: Node, shape: Keys, what: str) -> Record | None:
        """The record in a mapping with known keys; None if it is no mapping."""
        if not isinstance(node, Mapping) or node.tag:
            self._not(node, what, "a mapping")
            return None
        known = {key.name: key for key in shape.keys}
        values: dict[str, Value] = {}
        meant: set[str | None] = set()
        for key, entry in node.entries.items():
            # To YAML 1.1 the key `on` is true; here it is one like the others.
            is_text = isinstance(key, str) or key.kind == "bool"
            found = known.get(_text_of(key)) if is_text else None
            if found is None:
                meant.add(self._unknown_key(key, entry, shape, what))
                continue
            value = self._value(entry.value, found.shape, f'"{found.name}"')
            if value is not None:
                values[found.name] = value
        for missing in (k for k in shape.keys if k.required and k.name not in {*node.entries, *meant}):
            self.notes.add(node.start, f"{what} lacks {_missing(missing)}")
        standing = [name for name in shape.one_of if name in node.entries]
        if shape.one_of and len(standing) != 1 and not meant.intersection(shape.one_of):
            *others, last = map(quote, shape.one_of)
            many = "several" if standing[2:] else "both"
            names = f"{', '.join(others)} and {last}"
            self.notes.add(node.start, f"{what} must have one of {names}, not {many if standing else 'none'}")
        for group in shape.at_least:
            if not meant.union(node.entries).intersection(group):
                self.notes.add(node.start, f"{what} lacks {' or '.join(map(quote, group))}")
        return Record(node.start, values)

    def _value(self, node: Node, shape: Shape, what: str) -> Value | None:
        if isinstance(shape, Several):
            return self._several(node, shape, what)
        if isinstance(shape, Keys):
            return self.record(node, shape, what)
        if isinstance(shape, Entries):
            return self.entries(node, shape, what)
        if isinstance(shape, Named):
            return self._names(node, shape, what)
        if isinstance(shape, Choices):
            return self._choices(node, shape, what)
        return self._scalar(node, shape, what)

    def _scalar(self, node: Node, shape: Shape, what: str) -> Said | None:
        if isinstance(shape, OneOf):
            return self._word(node, shape, what)
        if isinstance(shape, Number):
            return self._number(node, shape, what)
        reading: dict[type, Callable[[Node, str], Said | None]] = {
            Text: self._text,
            Content: lambda node, what: self._expect(node, what, "str", "text"),
            LevelWord: self._level,
            Share: self._share,
            Day: self._day,
            Moment: self._moment,
            Switch: self._switch,
        }
        return reading.get(type(shape), self._version)(node, what)

    def _switch(self, node: Node, what: str) -> Said | None:
        return self._expect(node, what, "bool", "true or false")

    def _version(self, node: Node, what: str) -> Said | None:
        version = self._expect(node, what, "int", "the number 1")
        if version is not None and version.text != "1":
            self.notes.add(node.start, f"{what} must be 1, the only one that this version of ConfigGuard knows")
            return None
        return version

    def _text(self, node: Node, what: str) -> Said | None:
        if isinstance(node, Scalar) and node.kind in {"int", "float", "bool", "timestamp"}:
            self.notes.add(node.start, f"{what} must be text: write {quote(node.text)}, in double quotes")
            return None
        said = self._expect(node, what, "str", "text")
        if said is not None and not said.text.strip():
            self.notes.add(node.start, f"{what} is empty")
            return None
        return said

    def _level(self, node: Node, what: str) -> Said:
        if isinstance(node, Scalar):
            if node.kind == "bool" and node.text.lower() in _OFF:
                return Said("off", node.start)
            if node.kind == "str" and node.text in LEVELS:
                return Said(node.text, node.start)
        shown = f", but is {quote(node.text)}" if isinstance(node, Scalar) and node.text else ""
        self.notes.add(node.start, f"the level of {what} must be error, warning, note or off{shown}")
        return Said("off", node.start)  # so that its rule's name is looked at as well

    def _word(self, node: Node, shape: OneOf, what: str) -> Said | None:
        said = self._text(node, what)
        if said is not None and said.text not in shape.words:
            self.notes.add(node.start, f"{what} must be {' or '.join(shape.words)}, but is {quote(said.text)}")
            return None
        return said

    def _number(self, node: Node, shape: Number, what: str) -> Said | None:
        said = self._expect(node, what, "int", "a whole number")
        if said is not None and not (_WHOLE.fullmatch(said.text) and int(said.text) >= shape.least):
            self.notes.add(node.start, f"{what} must be a whole number from {shape.least}, but is {quote(said.text)}")
            return None
        return said

    def _share(self, node: Node, what: str) -> Said | None:
        if isinstance(node, Scalar) and node.kind in {"int", "str"} and _WHOLE.fullmatch(node.text.removesuffix("%")):
            return Said(node.text, node.start)
        shown = quote(node.text) if isinstance(node, Scalar) and node.text else _kind(node)
        self.notes.add(node.start, f"{what} must be a whole number, or a share like 50%, but is {shown}")
        return None

    def _day(self, node: Node, what: str) -> Said | None:
        return self._time(node, what, is_day, "a day, written like 2026-12-31")

    def _moment(self, node: Node, what: str) -> Said | None:
        return self._time(node, what, is_moment, "like 2026-12-31 or 2026-12-31T18:00Z")

    def _time(self, node: Node, what: str, fits: Callable[[str], bool], noun: str) -> Said | None:
        if isinstance(node, Scalar) and fits(node.text):
            return Said(node.text, node.start)
        shown = f", but is {quote(node.text)}" if isinstance(node, Scalar) and node.text else ""
        self.notes.add(node.start, f"{what} must be {noun}{shown}")
        return None

    def _expect(self, node: Node, what: str, kind: str, noun: str) -> Said | None:
        if not isinstance(node, Scalar) or node.kind != kind:
            self._not(node, what, noun)
            return None
        return Said(node.text, node.start)

    def _several(self, node: Node, shape: Several, what: str) -> Texts | None:
        if not isinstance(node, Sequence):
            if isinstance(node, Mapping):
                self._not(node, what, "text, or a list of texts")
                return None
            said = self._text(node, what)
            if said is not None and shape.least > 1:
                self.notes.add(node.start, f"{what} must be a list of {shape.least} or more")
            return Texts((said,)) if said else None
        if len(node.items) < shape.least:
            few = "is empty" if shape.least == 1 else f"must be a list of {shape.least} or more"
            self.notes.add(node.start, f"{what} {few}")
        read = (self._text(item, f"an item of {what}") for item in node.items)
        return Texts(tuple(said for said in read if said is not None))

    def entries(self, node: Node, shape: Entries, what: str) -> Records | Said | None:
        """The records in a list; the path of the file that holds it, where that may stand instead."""
        if shape.may_be_a_file and isinstance(node, Scalar):
            return self._text(node, what)
        if shape.may_be_one and isinstance(node, Mapping):
            alone = self.record(node, shape.item, what)
            return Records((alone,)) if alone is not None else None
        if not isinstance(node, Sequence):
            self._not(node, what, "a list of entries, each behind “- ”")
            return None
        read = (self._entry(item, shape, f"this entry of {what}") for item in node.items)
        return Records(tuple(record for record in read if record is not None))

    def _entry(self, node: Node, shape: Entries, what: str) -> Record | None:
        if shape.alone is None or not isinstance(node, Scalar):
            return self.record(node, shape.item, what)
        said = self._text(node, what)
        return Record(node.start, {shape.alone: said}) if said else None

    def _names(self, node: Node, shape: Named, what: str) -> Names | None:
        if not isinstance(node, Mapping) or node.tag:
            self._not(node, what, "a mapping")
            return None
        read = []
        for key, entry in node.entries.items():
            if isinstance(key, TypedKey):
                hint = f"write {quote(key.text)}, in double quotes"
                self.notes.add(entry.key_start, f"the name of {_NOUNS[shape.name.kind]} must be text: {hint}")
                continue
            noun = "scope " if shape.name.kind == "scope" else ""
            value = self._value(entry.value, shape.value, f"{noun}{quote(key)}")
            if value is not None:
                read.append((Said(key, entry.key_start), value))
        return Names(tuple(read))

    def _choices(self, node: Node, shape: Choices, what: str) -> Names | None:
        said: tuple[tuple[Said, Node | None], ...]
        if isinstance(node, Mapping):
            said = tuple((Said(_text_of(key), e.key_start), _stated(e.value)) for key, e in node.entries.items())
        else:
            several = self._several(node, Several(Text("words")), what)
            if several is None:
                return None
            said = tuple((one, None) for one in several.items)
        if not said:
            self.notes.add(node.start, f"{what} is empty; leave it out, or name one of {', '.join(shape.names)}")
        chosen = ((one, self._choice(one, value, shape, what)) for one, value in said)
        return Names(tuple((one, value) for one, value in chosen if value is not None))

    def _choice(self, said: Said, node: Node | None, shape: Choices, what: str) -> Value | None:
        """What is said of a choice, an empty list where nothing is; None for what cannot be chosen."""
        choice = next((one for one in shape.choices if one.name == said.text), None)
        name = f"{quote(said.text)} in {what}"
        if choice is None:
            hint = instead(said.text, shape.names, "there are")
            self.notes.add(said.start, f"unknown name {name}; {hint}")
        elif node is None and choice.required:
            self.notes.add(said.start, f"{name} says nothing by itself: write a mapping, {said.text}: …")
        elif node is not None and choice.shape is None:
            self.notes.add(node.start, f"{name} takes no options: write {{}}")
        elif node is None or choice.shape is None:
            return Texts(())
        else:
            return self._value(node, choice.shape, name)
        return None

    def _unknown_key(self, key: KeyId, entry: Entry, shape: Keys, what: str) -> str | None:
        """Note the key; what comes back is the known one that was probably meant."""
        name = _text_of(key)
        names = [k.name for k in shape.keys]
        self.notes.add(entry.key_start, f"unknown key {quote(name)} in {what}; {instead(name, names, 'its keys are')}")
        return nearest(name, names)

    def _not(self, node: Node, what: str, noun: str) -> None:
        self.notes.add(node.start, f"{what} must be {noun}, but is {_kind(node)}")


def _stated(value: Node) -> Node | None:
    """What stands there, or None where that is nothing: `{}`, or nothing at all."""
    is_empty = isinstance(value, Mapping) and not value.entries
    return None if is_empty or (isinstance(value, Scalar) and value.kind == "null") else value


def _kind(node: Node) -> str:
    if isinstance(node, Mapping):
        return f"tagged {node.tag}" if node.tag else "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return _KINDS.get(node.kind, node.kind)


def _missing(key: Key) -> str:
    return '"version: 1"' if key.name == "version" else f'"{key.name}"'


def _text_of(key: KeyId) -> str:
    return key.text if isinstance(key, TypedKey) else key
