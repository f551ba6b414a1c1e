"""Finds the parts of a schema that speak of one setting, and says what they want of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.errors import Undecided
from configguard.limit import TimeIsUp
from configguard.model.wanted import Wanted
from configguard.model.words import count
from configguard.schemas import limit
from configguard.schemas.expressions import matches
from configguard.schemas.loading import load
from configguard.schemas.wishes import cut, literal, wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from configguard.schemas.library import Parse
    from configguard.schemas.loading import Ready
    from configguard.schemas.tree import Json, JsonPath

_TOGETHER = ("allOf", "anyOf", "oneOf")
_BRANCHES = ("then", "else")
_BOUNDS = {
    "minLength": ("at least", "character"),
    "maxLength": ("at most", "character"),
    "minItems": ("at least", "item"),
    "maxItems": ("at most", "item"),
    "minProperties": ("at least", "key"),
    "maxProperties": ("at most", "key"),
}


class _Part(NamedTuple):
    """A subschema, and the URI that its references are joined to."""

    contents: dict[str, Json]
    base: str


def describe(
    schema_file: str, schemas: Mapping[str, bytes], parse: Parse, path: JsonPath, *, secret: bool
) -> tuple[Wanted, ...]:
    """The parts that speak of what stands at a path of keys and positions: those of every branch that may apply.

    Of a secret no value is told that a schema names. Raises as `violations`.
    """
    ready = load(schema_file, schemas, parse)
    try:
        with limit.within(limit.SECONDS):
            parts = _Walk(ready).to(path)
            told = (_told(part, ready.library.place_of(part.contents) or schema_file, secret) for part in parts)
            return tuple(one for one in told if one.description or one.wishes)
    except TimeIsUp:
        message = f"what {schema_file} says could not be found within {limit.SECONDS:g} seconds of computing time"
        raise Undecided(message, f"simplify the expressions of {schema_file}") from None


class _Walk:
    """One walk down a schema, along all branches at once."""

    def __init__(self, ready: Ready) -> None:
        self._ready = ready

    def to(self, path: JsonPath) -> list[_Part]:
        here = self._whole([(self._ready.file.contents, self._ready.file.uri)])
        for step in path:
            here = self._whole((below, part.base) for part in here for below in _below(part.contents, step))
        return here

    def _whole(self, parts: Iterable[tuple[Json, str]]) -> list[_Part]:
        """These, and all that they refer to or hold as branches, each once."""
        found: dict[int, _Part] = {}
        waiting = list(parts)[::-1]
        while waiting:
            contents, base = waiting.pop()
            if not isinstance(contents, dict) or id(contents) in found:
                continue
            base = self._ready.engine.based(contents, base)
            found[id(contents)] = _Part(contents, base)
            waiting += reversed([(one, base) for one in _branches(contents)])
            waiting += self._ready.engine.referred(contents, base, self._ready.draft)
        return list(found.values())


def _branches(contents: dict[str, Json]) -> Iterator[Json]:
    for keyword in _TOGETHER:
        several = contents.get(keyword)
        yield from several if isinstance(several, list) else ()
    yield from (contents[keyword] for keyword in _BRANCHES if keyword in contents)


def _below(contents: dict[str, Json], step: str | int) -> Iterator[Json]:
    """What speaks of a key or an item: its own part, else the part for all others."""
    own = [*(_of_key(contents, step) if isinstance(step, str) else _of_item(contents, step))]
    yield from own
    others = ("additionalProperties", "unevaluatedProperties") if isinstance(step, str) else ("additionalItems",)
    if not own:
        yield from (contents[keyword] for keyword in others if keyword in contents)


def _of_key(contents: dict[str, Json], key: str) -> Iterator[Json]:
    properties, patterns = contents.get("properties"), contents.get("patternProperties")
    if isinstance(properties, dict) and key in properties:
        yield properties[key]
    if isinstance(patterns, dict):
        yield from (below for regex, below in patterns.items() if matches(regex, key))


def _of_item(contents: dict[str, Json], number: int) -> Iterator[Json]:
    first = contents.get("prefixItems", contents.get("items"))
    if isinstance(first, list):
        yield from first[number : number + 1]
    if not isinstance(first, list) or (len(first) <= number and "prefixItems" in contents):
        rest = contents.get("items")
        if not isinstance(rest, list) and rest is not None:
            yield rest


def _told(part: _Part, place: str, secret: bool) -> Wanted:  # noqa: FBT001 - one fact
    said = part.contents.get("description", part.contents.get("title"))
    description = " ".join(said.split()) if isinstance(said, str) else ""
    return Wanted(place, description, tuple(_wishes(part.contents, secret=secret)))


def _wishes(contents: dict[str, Json], *, secret: bool) -> Iterator[str]:
    listed = "const" in contents or "enum" in contents
    wanted = wish(
        {key: value for key, value in contents.items() if key not in {"const", "enum"}} if secret else contents
    )
    if wanted and not (secret and listed and "type" not in contents):
        yield wanted
    elif listed:
        yield "one of the values that the schema lists"
    if isinstance(contents.get("format"), str):
        yield f"format {contents['format']}"
    if isinstance(contents.get("pattern"), str) and not secret:
        yield f"matches {cut(str(contents['pattern']))}"
    if isinstance(contents.get("multipleOf"), int | float):
        yield f"a multiple of {literal(contents['multipleOf'])}"
    for keyword, (bound, noun) in _BOUNDS.items():
        number = contents.get(keyword)
        if isinstance(number, int | float):
            yield f"{bound} {count(int(number), noun)}"
    if "default" in contents and not secret:
        yield f"default {literal(contents['default'])}"
    if contents.get("deprecated") is True:
        yield "deprecated"
