"""Says in words what does not fit, and what would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.grammar import bare_or_quoted, quote
from configguard.model.words import count
from configguard.schemas.expressions import matches
from configguard.schemas.wishes import cut, either, literal, one_of, wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.schemas.error import Error
    from configguard.schemas.tree import Json

MOST_KNOWN = 12
MOST_COMPARED = 10_000
"""Where more pairs of keys than these are to be compared, no near one is named: each takes ten microseconds."""


def problem(error: Error, *, secret: bool, written: str | None = None) -> str:
    """The end of a sentence about a setting: `is "twenty", but must be an integer from 1 to 200`.

    `written` is the value as it stands in its file; a secret one is not shown, nor how long it is.
    """
    if secret and error.keyword in _LISTED:
        return "is not what its schema allows"
    told = _TELLERS.get(error.keyword or "", _general)(error)
    if told.startswith("must ") and not error.names_key:
        what = None if secret else _what(error.instance, written)
        return f"is {what}, but {told}" if what else told
    if error.names_key:
        return f"has the key {bare_or_quoted(str(error.instance))}, which {told}"
    return told.partition(", but ")[2] or "does not fit" if secret and error.keyword in _MEASURED else told


def missing(error: Error) -> list[str]:
    """The keys that are required and absent, for the keywords that require keys."""
    there = error.instance if isinstance(error.instance, dict) else {}
    if error.keyword == "required" and isinstance(error.value, list):
        return [key for key in map(str, error.value) if key not in there]
    needed = error.value if isinstance(error.value, dict) else {}
    lists = [keys for key, keys in needed.items() if key in there and isinstance(keys, list)]
    return [key for keys in lists for key in map(str, keys) if key not in there]


def unknown(error: Error) -> list[str]:
    """The keys that stand where the schema allows no others."""
    if error.keyword == "unevaluatedProperties":
        return list(error.named)
    if not isinstance(error.schema, dict) or not isinstance(error.instance, dict):
        return []
    patterns = error.schema.get("patternProperties")
    regexes = list(patterns) if isinstance(patterns, dict) else []
    known = set(known_keys(error))
    return [k for k in error.instance if k not in known and not any(matches(regex, k) for regex in regexes)]


def known_keys(error: Error) -> list[str]:
    """The keys that the schema names at this place."""
    properties = error.schema.get("properties") if isinstance(error.schema, dict) else None
    return list(properties) if isinstance(properties, dict) else []


def lacks(key: str, error: Error) -> str:
    """What to say of a mapping without a required key."""
    because = ""
    if error.keyword != "required" and isinstance(error.value, dict):
        holders = [k for k, keys in error.value.items() if isinstance(keys, list) and key in keys]
        because = f" beside {bare_or_quoted(holders[0])}" if holders else ""
    return f"lacks {bare_or_quoted(key)}, which is required{because}"


def is_unknown(key: str, error: Error) -> str:
    """What to say of a key that the schema does not have."""
    known = known_keys(error)
    pairs = len(known) * len(error.instance if isinstance(error.instance, dict) else ())
    near = _near(key, known) if pairs <= MOST_COMPARED else []
    if near:
        return f"is no key of the schema; did you mean {bare_or_quoted(near[0])}?"
    if not known or error.keyword == "unevaluatedProperties":
        return "is no key that may stand here"
    more = f" and {len(known) - MOST_KNOWN} more" if len(known) > MOST_KNOWN else ""
    return f"is no key of the schema; it has {', '.join(map(bare_or_quoted, known[:MOST_KNOWN]))}{more}"


def _near(key: str, known: list[str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    return get_close_matches(key, known, n=1, cutoff=0.75)


def _what(instance: Json, written: str | None) -> str:
    if isinstance(instance, dict):
        return "a mapping" if instance else "an empty mapping"
    if isinstance(instance, list):
        return "a list" if instance else "an empty list"
    if isinstance(instance, str):
        return cut(quote(instance))
    return literal(instance) if written is None else cut(written or "null")


def _general(error: Error) -> str:
    if error.keyword is None:
        return "must not stand here"
    return f"does not hold to “{error.keyword}” of the schema"


def _wanted(error: Error) -> str:
    told = wish(error.schema)
    return f"must be {told}" if told else _general(error)


def _type(error: Error) -> str:
    told = wish(error.schema) or wish({"type": error.value})
    return f"must be {told}" if told else _general(error)


def _enum(error: Error) -> str:
    return f"must be {one_of(error.value)}" if isinstance(error.value, list) and error.value else _general(error)


def _const(error: Error) -> str:
    return f"must be {literal(error.value)}"


def _multiple(error: Error) -> str:
    return f"must be a multiple of {literal(error.value)}"


def _pattern(error: Error) -> str:
    return f"must match {cut(str(error.value))}"


def _format(error: Error) -> str:
    name = str(error.value)
    return f"must be {'an' if name[:1] in 'aei' else 'a'} {name}"


def _length(noun: str, size: Callable[[Json], int]) -> Callable[[Error], str]:
    def tell(error: Error) -> str:
        least = (error.keyword or "").startswith("min")
        limit = error.value if isinstance(error.value, int | float) else 0
        bound = f"{'at least' if least else 'at most'} {count(int(limit), noun)}"
        return f"has {count(size(error.instance), noun)}, but must have {bound}"

    return tell


def _size(value: Json) -> int:
    return len(value) if isinstance(value, str | list | dict) else 0


def _unique(_error: Error) -> str:
    return "holds the same item twice, but its items must differ"


def _contains(error: Error) -> str:
    schema = error.schema if isinstance(error.schema, dict) else {}
    told = wish(schema.get("contains"))
    kind = f" of this kind: {told}" if told else " of the kind that “contains” asks for"
    bound, keyword = ("at most", "maxContains") if error.keyword == "maxContains" else ("at least", "minContains")
    limit = int(float(str(schema.get(keyword, 1))))
    return f"must hold {bound} {count(limit, 'item')}{kind}"


def _choice(error: Error) -> str:
    branches = error.value if isinstance(error.value, list) else []
    if error.keyword == "oneOf" and not error.context:
        return f"fits more than one of the {len(branches)} forms of which exactly one is allowed"
    told: dict[int, str | None] = {}
    for inner in error.context:
        if len(inner.path) == len(error.path) and not told.get(inner.branch or 0):
            told[inner.branch or 0] = wish(inner.schema)
    if len(told) == len(branches) and all(told.values()):
        return f"must be {either(dict.fromkeys(t for t in told.values() if t))}"
    return f"fits none of the {len(branches)} forms that are allowed here"


def _not(error: Error) -> str:
    told = wish(error.value)
    return f"must not be {told}" if told else "is just what the schema forbids here"


def _items(error: Error) -> str:
    return "holds more items than are allowed" if error.value is False else _general(error)


_TELLERS: dict[str, Callable[[Error], str]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minimum": _wanted,
    "maximum": _wanted,
    "exclusiveMinimum": _wanted,
    "exclusiveMaximum": _wanted,
    "multipleOf": _multiple,
    "pattern": _pattern,
    "format": _format,
    "minLength": _length("character", _size),
    "maxLength": _length("character", _size),
    "minItems": _length("item", _size),
    "maxItems": _length("item", _size),
    "minProperties": _length("key", _size),
    "maxProperties": _length("key", _size),
    "uniqueItems": _unique,
    "contains": _contains,
    "minContains": _contains,
    "maxContains": _contains,
    "anyOf": _choice,
    "oneOf": _choice,
    "not": _not,
    "items": _items,
    "additionalItems": _items,
    "unevaluatedItems": _items,
}
_LISTED = frozenset({"enum", "const"})
"""Keywords that hold whole values, of which one may be the secret's own."""
_MEASURED = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"})
