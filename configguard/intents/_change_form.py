"""The form of a change file: how lines of intent are written in it, and its JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from configguard.model.grammar import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.intent import IntentKey

KEYS: dict[str, IntentKey] = {
    "scopes": "Config-Scope",
    "settings": "Config-Setting",
    "targets": "Config-Target",
    "overrides": "Config-Override",
}
WORDS = {"reason": "Why the change is made, for people.", "ticket": "Where it is asked for, for people."}
Json: TypeAlias = "str | bool | list[Json] | dict[str, Json]"

_ABOUT: dict[str, str] = {
    "scopes": "The scopes of the policy that the change is for.",
    "settings": "Single settings, each an address, or ADDRESS = VALUE.",
    "targets": "The targets that may be affected.",
    "overrides": "Rules whose findings are to pass for once, each RULE: REASON; somebody must approve.",
}
_HEAD = "# What this change is for. ConfigGuard reads it with the change that brings or edits it.\n"


def written(lines: Iterable[str]) -> str:
    """The change file that says the same as these lines of intent, `Config-Scope: email` and so on."""
    said: dict[str, list[str]] = {}
    names = {str(key): name for name, key in KEYS.items()}
    for line in lines:
        key, _, value = line.partition(": ")
        parts = value.split(", ") if key == "Config-Scope" else [value]
        said.setdefault(names[key], []).extend(parts)
    return _HEAD + "".join(
        f"{name}:\n" + "".join(f"  - {quote(value)}\n" for value in values) for name, values in said.items()
    )


def schema() -> dict[str, Json]:
    """The schema of a change file, JSON Schema draft 2020-12."""
    text: Json = {"type": "string", "pattern": r"\S"}
    many: list[Json] = [text, {"type": "array", "items": text}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ConfigGuard change file",
        "description": "What a change of configuration is for.",
        "type": "object",
        "properties": {
            **{name: {"description": _ABOUT[name], "anyOf": many} for name in KEYS},
            **{name: {"description": about, "type": "string"} for name, about in WORDS.items()},
        },
        "additionalProperties": False,
    }
