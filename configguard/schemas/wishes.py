"""Says what a schema wants: `an integer from 1 to 200`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.model.grammar import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.schemas.tree import Json

TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
WIDEST = 60
MOST_CHOICES = 8


def wish(schema: Json) -> str | None:
    """What the schema wants of a value, in a few words, or None where that takes more than a few."""
    if not isinstance(schema, dict):
        return None
    if "const" in schema:
        return literal(schema["const"])
    choices = schema.get("enum")
    if isinstance(choices, list) and choices:
        return one_of(choices)
    kinds = schema.get("type")
    names = (
        [kinds]
        if isinstance(kinds, str)
        else [k for k in kinds if isinstance(k, str)]
        if isinstance(kinds, list)
        else []
    )
    bounds = range_of(schema)
    if bounds and not names:
        return f"a number {bounds}"
    told = [f"{TYPES.get(n, n)} {bounds}" if bounds and n in {"integer", "number"} else TYPES.get(n, n) for n in names]
    return either(told) if told else None


def range_of(schema: dict[str, Json]) -> str:
    """The bounds of a number: `from 1 to 200`, `of at least 1`; empty where there are none."""
    low, low_open = _bound(schema, "minimum", "exclusiveMinimum")
    high, high_open = _bound(schema, "maximum", "exclusiveMaximum")
    if low and high and not low_open and not high_open:
        return f"from {low} to {high}"
    parts = [f"{'above' if low_open else 'of at least'} {low}"] if low else []
    parts += [f"{'below' if high_open else 'of at most'} {high}"] if high else []
    return " and ".join(parts)


def one_of(choices: list[Json]) -> str:
    """`a`, `a or b`, `one of a, b, c`."""
    told = list(dict.fromkeys(literal(choice) for choice in choices))
    if len(told) <= 2:  # noqa: PLR2004 - two are said in one breath
        return " or ".join(told)
    more = f" and {len(told) - MOST_CHOICES} more" if len(told) > MOST_CHOICES else ""
    return f"one of {', '.join(told[:MOST_CHOICES])}{more}"


def literal(value: Json) -> str:
    """A value of the schema on one line; text as it is where it can stand bare."""
    if isinstance(value, str):
        plain = value.isprintable() and value == value.strip() and value and not _reads_otherwise(value)
        return cut(value if plain else quote(value))
    return cut(json.dumps(value, ensure_ascii=True))


def either(names: Iterable[str]) -> str:
    """`a, b or c`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def cut(text: str) -> str:
    """A long text without its middle."""
    half = (WIDEST - 1) // 2
    return text if len(text) <= WIDEST else f"{text[:half]}…{text[-half:]}"


def _reads_otherwise(text: str) -> bool:
    """Whether the bare text would look like a number, a boolean or null."""
    try:
        return not isinstance(json.loads(text), str)
    except ValueError:
        return False


def _bound(schema: dict[str, Json], keyword: str, exclusive: str) -> tuple[str, bool]:
    """A bound and whether it is open; in draft 4 the open one is a flag beside the other."""
    inner, outer = schema.get(keyword), schema.get(exclusive)
    if isinstance(outer, int | float) and not isinstance(outer, bool):
        return str(outer), True
    return ("" if inner is None else str(inner)), outer is True
