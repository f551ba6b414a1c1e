"""The JSON Schema of a policy, for editors: derived from the table of keys."""

from __future__ import annotations

import re
from collections.abc import Collection  # noqa: TC003 - part of the public signatures
from typing import TypeAlias

from configguard.model.record import dataclass
from configguard.policy.keys import LEVELS, POLICY, RESERVED, SCOPE_NAME
from configguard.policy.shapes import (
    Choice,
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
    Simple,
    Switch,
    Text,
    Version,
)

Json: TypeAlias = str | int | bool | list["Json"] | dict[str, "Json"] | None

_PLAIN: dict[type, dict[str, Json]] = {
    Day: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Moment: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\dZ)?$"},
    LevelWord: {"enum": [*LEVELS, False]},
    Share: {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^(0|[1-9][0-9]{0,8})%?$"}]},
    Switch: {"type": "boolean"},
    Content: {"type": "string"},
    Version: {"const": 1},
}
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def derived(rules: Collection[str], formats: Collection[str]) -> dict[str, Json]:
    """The whole schema; it holds the names of rules and formats where some are given."""
    deriving = _Deriving(tuple(sorted(rules)), tuple(sorted(formats)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ConfigGuard policy",
        "description": "What is configuration, its scopes, and what must not change unsaid.",
        **deriving.keys(POLICY),
    }


def of_a_trial() -> dict[str, Json]:
    """The schema of a policy's test."""
    from configguard.policy.trial_keys import TRIAL  # noqa: PLC0415 - the policy's own schema needs it not

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ConfigGuard policy test",
        "description": "A change, and what the policy must say of it.",
        **_Deriving((), ()).keys(TRIAL),
    }


@dataclass(frozen=True, slots=True)
class _Deriving:
    rules: tuple[str, ...]
    formats: tuple[str, ...]

    def keys(self, shape: Keys) -> dict[str, Json]:
        one_of: dict[str, Json] = {"oneOf": [{"required": [name]} for name in shape.one_of]} if shape.one_of else {}
        groups: list[Json] = [{"anyOf": [{"required": [name]} for name in group]} for group in shape.at_least]
        at_least: dict[str, Json] = {"allOf": groups} if groups else {}
        return {
            "type": "object",
            "properties": {key.name: self._key(key) for key in shape.keys},
            "required": [key.name for key in shape.keys if key.required],
            "additionalProperties": False,
            **one_of,
            **at_least,
        }

    def _key(self, key: Key) -> Json:
        return {"description": plain(key.about), **self._shape(key.shape)}

    def _shape(self, shape: Shape) -> dict[str, Json]:
        if isinstance(shape, Keys):
            return self.keys(shape)
        if isinstance(shape, Entries):
            return self._entries(shape)
        if isinstance(shape, Named):
            return self._named(shape)
        if isinstance(shape, Several):
            many: dict[str, Json] = {"type": "array", "items": self._text(shape.item), "minItems": shape.least}
            return many if shape.least > 1 else {"anyOf": [self._text(shape.item), many]}
        if isinstance(shape, Choices):
            return self._choices(shape)
        return self._scalar(shape)

    def _entries(self, shape: Entries) -> dict[str, Json]:
        item = self.keys(shape.item)
        one: Json = item if shape.alone is None else {"anyOf": [item, self._text(Text("path"))]}
        entries: dict[str, Json] = {"type": "array", "items": one}
        others: list[Json] = [self._text(Text("path"))] if shape.may_be_a_file else []
        others += [item] if shape.may_be_one else []
        return {"anyOf": [entries, *others]} if others else entries

    def _scalar(self, shape: Simple) -> dict[str, Json]:
        if isinstance(shape, Text):
            return self._text(shape)
        if isinstance(shape, Number):
            return {"type": "integer", "minimum": shape.least}
        if isinstance(shape, OneOf):
            return {"enum": list(shape.words)}
        return _PLAIN[type(shape)]

    def _text(self, shape: Text) -> dict[str, Json]:
        if shape.kind == "format" and self.formats:
            return {"enum": list(self.formats)}
        if shape.kind == "rule" and self.rules:
            return {"enum": list(self.rules)}
        return {"type": "string", "pattern": r"\S"}

    def _choices(self, shape: Choices) -> dict[str, Json]:
        name: Json = {"enum": [choice.name for choice in shape.choices if not choice.required]}
        mapping: Json = {
            "type": "object",
            "properties": {choice.name: self._choice(choice) for choice in shape.choices},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [mapping, {"type": "array", "items": name, "minItems": 1}, name]}

    def _choice(self, choice: Choice) -> Json:
        nothing: Json = {"type": ["object", "null"], "maxProperties": 0}
        if choice.shape is None:
            return nothing
        said: Json = {**self._shape(choice.shape)}
        return said if choice.required else {"anyOf": [said, nothing]}

    def _named(self, shape: Named) -> dict[str, Json]:
        value = self._shape(shape.value)
        if shape.name.kind == "rule" and self.rules:
            return {
                "type": "object",
                "properties": dict.fromkeys(self.rules, value),
                "additionalProperties": False,
            }
        named: dict[str, Json] = {"type": "object", "additionalProperties": value}
        if shape.name.kind == "scope":
            named["propertyNames"] = {"pattern": f"^{SCOPE_NAME}$", "not": {"enum": list(RESERVED)}}
        return named


def plain(markdown: str) -> str:
    """A sentence without the targets of its links."""
    return _LINK.sub(r"\1", markdown)
