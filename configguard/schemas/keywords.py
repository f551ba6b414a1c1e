"""Which keywords and formats JSON Schema has, and which one somebody meant."""

from __future__ import annotations

_ASSERTING = frozenset(
    [
        "$ref",
        "$dynamicRef",
        "$recursiveRef",
        "$schema",
        "$defs",
        "definitions",
        "additionalItems",
        "additionalProperties",
        "allOf",
        "anyOf",
        "const",
        "contains",
        "dependencies",
        "dependentRequired",
        "dependentSchemas",
        "else",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "items",
        "maxContains",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minContains",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "not",
        "oneOf",
        "pattern",
        "patternProperties",
        "prefixItems",
        "properties",
        "propertyNames",
        "required",
        "then",
        "type",
        "unevaluatedItems",
        "unevaluatedProperties",
        "uniqueItems",
    ]
)
_OTHER = frozenset(
    [
        "$id",
        "id",
        "$anchor",
        "$dynamicAnchor",
        "$recursiveAnchor",
        "$vocabulary",
        "$comment",
        "title",
        "description",
        "default",
        "examples",
        "example",
        "deprecated",
        "readOnly",
        "writeOnly",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "if",
        "comment",
        "name",
        "nullable",
        "notes",
        "note",
    ]
)
_LATER = {"duration", "uuid"}
_FORMATS = frozenset(
    [
        "date-time",
        "date",
        "time",
        "duration",
        "email",
        "idn-email",
        "hostname",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "uri",
        "uri-reference",
        "iri",
        "iri-reference",
        "uuid",
        "uri-template",
        "json-pointer",
        "relative-json-pointer",
        "regex",
    ]
)


def near_keyword(name: str) -> str | None:
    """The keyword that a misspelt one stands for, or None: what is far from all of them is an annotation."""
    if name in _ASSERTING or name in _OTHER or name.startswith("x-"):
        return None
    return _near(name, _ASSERTING, 0.8)


def near_format(name: str) -> str | None:
    """The format that a misspelt one stands for, or None: what is far from all of them is somebody's own."""
    return None if name in _FORMATS else _near(name, _FORMATS, 0.85)


def unchecked_format(name: str, draft: str) -> bool:
    """Whether the draft has this format, so that it must be checked."""
    return name in _FORMATS and not (name in _LATER and "/draft-" in draft)


def _near(name: str, known: frozenset[str], cutoff: float) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only an unknown name needs it

    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=cutoff)), None)
