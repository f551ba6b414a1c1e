"""The published JSON Schema of the JSON report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from configguard.reporters._facts import Json

_ID = "https://github.com/configguard/configguard/schemas/report-1.json"
_TEXT: dict[str, Json] = {"type": "string"}
_TEXTS: dict[str, Json] = {"type": "array", "items": _TEXT}
_COUNT: dict[str, Json] = {"type": "integer", "minimum": 0}
_YES_OR_NO: dict[str, Json] = {"type": "boolean"}


def report_schema() -> dict[str, Json]:
    """The schema, JSON Schema draft 2020-12; it knows every key, and allows no other."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "ConfigGuard report",
        "description": "What `configguard check --format json` prints.",
        **_object(
            {
                "format": {"const": "configguard-report/1"},
                "verdict": {"enum": ["pass", "overridden", "fail", "unjudged"]},
                "advisory": _said(_YES_OR_NO, "Whether a failed verdict was only reported."),
                "base": _said(_TEXT, "The commit compared from, or the name of what is no commit."),
                "head": _said(_TEXT, "The commit proposed, or the name of what is no commit."),
                "policy": _object({"file": _TEXT, "from": {"enum": ["base", "head", "file", "none"]}}),
                "intent": {"$ref": "#/$defs/intent"},
                "changes": {"type": "array", "items": {"$ref": "#/$defs/change"}},
                "targets": {"type": "array", "items": {"$ref": "#/$defs/target"}},
                "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
                "looked_at": _object(
                    {"files": _COUNT, "changes": _COUNT, "targets": _COUNT, "not_looked_into": _TEXTS}
                ),
                "suggested": _said(_TEXTS, "The lines of intent that would cover the change."),
                "notes": _said(_TEXTS, "What the reader must know of the run."),
                "unjudged": _said(_TEXTS, "Why there is no verdict, and what to do about it."),
            }
        ),
        "$defs": {
            "place": _place(),
            "intent": _intent(),
            "change": _change(),
            "finding": _finding(),
            "target": _target(),
        },
    }


def _object(properties: dict[str, Json], optional: tuple[str, ...] = ()) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _said(schema: dict[str, Json], description: str) -> dict[str, Json]:
    return {**schema, "description": description}


def _or_null(schema: dict[str, Json], description: str = "") -> dict[str, Json]:
    return {"anyOf": [schema, {"type": "null"}], **({"description": description} if description else {})}


def _place() -> dict[str, Json]:
    number: dict[str, Json] = {"type": "integer", "minimum": 1}
    place = _object({"line": number, "column": _said(number, "Counted in code points.")})
    return _or_null(place, "Where it stands on that side; null where it does not.")


def _intent() -> dict[str, Json]:
    return _object(
        {
            "scopes": _TEXTS,
            "settings": _TEXTS,
            "targets": _TEXTS,
            "said": {"type": "array", "items": _object({"source": _TEXT, "text": _TEXT, "where": _TEXT})},
            "unread": {"type": "array", "items": _object({"source": _TEXT, "why": _TEXT, "cure": _TEXT})},
        }
    )


def _change() -> dict[str, Json]:
    value: dict[str, Json] = {
        "type": ["null", "boolean", "number", "string", "object", "array"],
        "maxItems": 0,
        "maxProperties": 0,
        "description": "The value with its type; null also where it is absent or secret.",
    }
    return _object(
        {
            "address": _TEXT,
            "file": _TEXT,
            "document": _said(_TEXT, "Which document of the file, where it has several."),
            "pointer": _or_null(_TEXT, "RFC 6901; null for a property of the file itself."),
            "kind": {"enum": ["added", "removed", "changed", "retyped", "reordered"]},
            "secret": _YES_OR_NO,
            "before": value,
            "after": value,
            "written": _said(
                _object({"before": _or_null(_TEXT), "after": _or_null(_TEXT)}),
                "Both sides as written, where JSON does not show what is there (`0xA`, `yes`, `1.00`).",
            ),
            "scopes": _TEXTS,
            "owners": _TEXTS,
            "critical": _YES_OR_NO,
            "covered": _YES_OR_NO,
            "covered_by": _said(_TEXTS, "The lines of intent that cover it."),
            "from": _said(_TEXT, "The address that the setting was moved from."),
            "base": {"$ref": "#/$defs/place"},
            "head": {"$ref": "#/$defs/place"},
            "fingerprint": {"$ref": "#/$defs/finding/properties/fingerprint"},
        },
        optional=("document", "written", "from"),
    )


def _target() -> dict[str, Json]:
    return _object(
        {
            "name": _TEXT,
            "kind": {"enum": ["changed", "new", "removed"]},
            "changes": _said(_COUNT, "How many of its settings get another value."),
            "caused_by": _said(_TEXTS, "The settings, or files, whose edit brings that about."),
            "declared": _YES_OR_NO,
            "declared_by": _said(_TEXTS, "The lines of intent that cover it."),
            "from": _said(_TEXT, "What the same target was called before."),
            "unseen": _said(_TEXT, "Why what it gets cannot be told."),
            "withheld": _said(_TEXT, "Why the policy lets nobody tell what it gets."),
        },
        optional=("from", "unseen", "withheld"),
    )


def _finding() -> dict[str, Json]:
    number: dict[str, Json] = {"type": ["integer", "null"], "minimum": 1}
    return _object(
        {
            "rule": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"},
            "level": {"enum": ["error", "warning", "note"]},
            "address": _or_null(_TEXT),
            "file": _or_null(_TEXT),
            "line": number,
            "column": number,
            "message": _TEXT,
            "help": _said(_TEXT, "The ways out, one a line."),
            "fingerprint": {
                "type": "string",
                "pattern": "^[0-9a-f]{12}$",
                "description": "Made of facts, not of lines; it dies when the value changes.",
            },
            "waived": _or_null(
                _object({"reason": _TEXT, "owner": _TEXT, "expires": _said(_TEXT, "Its last day, in UTC.")}),
                "By which waiver the team has accepted it, so that it weighs nothing; null where it counts.",
            ),
            "overridden": _or_null(
                _object({"reason": _TEXT, "approved_by": _TEXTS, "source": _TEXT, "where": _TEXT}),
                "Why it passes for once, whose approval of the last commit that was, and where the author asked for "
                "it; null where it counts.",
            ),
        }
    )
