"""A tree of nodes as JSON's own types, with the way back to the nodes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from configguard.model import numbers
from configguard.model.document import Entry, KeyId, Mapping, Node, Scalar, Sequence, TypedKey
from configguard.model.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Path: TypeAlias = tuple[KeyId | int, ...]
JsonPath: TypeAlias = tuple[str | int, ...]

MOST_DIGITS = numbers.MOST_DIGITS
"""Of a number that the engine can print, as it does with every value that does not fit."""

_TOO_LONG = 10**MOST_DIGITS


class Members(dict[str, "Json"]):
    """A mapping; short where it is shown: the engine quotes every value that does not fit, however large it is."""

    __slots__ = ()

    def __repr__(self) -> str:  # noqa: D105 - the class says it
        return "{…}"


class Items(list["Json"]):
    """A list, as short."""

    __slots__ = ()

    def __repr__(self) -> str:  # noqa: D105 - as above
        return "[…]"


class Oddity(NamedTuple):
    """What JSON cannot hold: where it stands, and what is odd about it."""

    path: JsonPath
    problem: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A tree as JSON, and what of it JSON cannot hold (null stands there instead)."""

    value: Json
    oddities: list[Oddity] = field(default_factory=list)


class Standing(NamedTuple):
    """A node, found by its JSON path: its path in the document, and its key where it has one."""

    path: Path
    node: Node | None
    entry: Entry | None


def plain(root: Node | None) -> Plain:
    """The tree as JSON: typed keys as text, timestamps and tagged scalars as strings, numbers as numbers."""
    found = Plain(None, [])
    return Plain(None if root is None else _plain(root, (), found.oddities), found.oddities)


def size(value: Json) -> int:
    """How many values there are, those within others counted too."""
    if isinstance(value, dict):
        return 1 + sum(map(size, value.values()))
    return 1 + sum(map(size, value)) if isinstance(value, list) else 1


def known_as(value: Json) -> Hashable:
    """What values share that are equal to JSON Schema: `1` and `1.0` are, `1` and `true` are not."""
    if isinstance(value, dict):
        return frozenset((key, known_as(below)) for key, below in value.items())
    if isinstance(value, list):
        return tuple(map(known_as, value))
    return (bool, value) if isinstance(value, bool) else value


def find(root: Node | None, path: Iterable[str | int]) -> Standing:
    """The node at a JSON path, or the nearest one above it that stands."""
    here = Standing((), root, None)
    for part in path:
        below = _below(here, part)
        if below is None:
            break
        here = below
    return here


def _below(above: Standing, part: str | int) -> Standing | None:
    node = above.node
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return Standing((*above.path, part), node.items[part], None)
    if isinstance(node, Mapping) and isinstance(part, str):
        known = node.entries.get(part) or next((e for e in node.entries.values() if _text(e.key) == part), None)
        if known is not None:
            return Standing((*above.path, known.key), known.value, known)
    return None


def _text(key: KeyId) -> str:
    return key.text if isinstance(key, TypedKey) else key


def _plain(node: Node, path: JsonPath, oddities: list[Oddity]) -> Json:
    if isinstance(node, Scalar):
        return _scalar(node, path, oddities)
    if isinstance(node, Sequence):
        return Items(_plain(item, (*path, number), oddities) for number, item in enumerate(node.items))
    made = Members()
    for key, entry in node.entries.items():
        text = _text(key)
        if text in made:
            problem = f"has {text} and “{text}” as keys, which are one key to JSON Schema"
            oddities.append(Oddity(path, problem))
        made[text] = _plain(entry.value, (*path, text), oddities)
    return made


def _scalar(node: Scalar, path: JsonPath, oddities: list[Oddity]) -> Json:
    if node.kind == "bool":
        return numbers.truth(node.text)
    if node.kind == "null":
        return None
    if node.kind not in {"int", "float"}:
        return node.text
    try:
        number = numbers.integer(node.text) if node.kind == "int" else _finite(node.text)
    except (ValueError, ArithmeticError):
        number = None
    if number is not None and abs(number) < _TOO_LONG:
        return number
    oddities.append(Oddity(path, "is a number that JSON Schema does not know: it must be finite, and not too long"))
    return None


def _finite(text: str) -> float | None:
    number = numbers.floating(text)
    return number if math.isfinite(number) else None
