"""Wildcards, matched in time that no pattern and no name can blow up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Bindings = dict[str, str]
"""What the placeholders of a pattern stand for."""


class Star(NamedTuple):
    """`*`, any text; or `?`, one character."""

    single: bool = False


class Hole(NamedTuple):
    """`{name}`, a placeholder: any text that is not empty, the same wherever the name stands."""

    name: str


Part = str | Star | Hole


class TextGlob:
    """Text with wildcards, for one segment of a path."""

    __slots__ = ("_regex", "literal", "parts")

    def __init__(self, parts: Sequence[Part]) -> None:
        """Compile the parts; adjacent texts are one. Raises `ValueError` if a placeholder stands in them twice."""
        self.parts = tuple(parts)
        if len(set(self.holes)) < len(self.holes):
            message = "a placeholder can stand only once in a name"
            raise ValueError(message)
        self.literal = "".join(p for p in parts if isinstance(p, str)) if _is_literal(parts) else None
        self._regex = None if self.literal is not None else re.compile(_regex(parts), re.DOTALL)

    def match(self, text: str) -> Bindings | None:
        """The placeholders' values if all of `text` matches, else None."""
        if self._regex is None:
            return {} if text == self.literal else None
        found = self._regex.fullmatch(text)
        return None if found is None else found.groupdict()

    @property
    def only_wildcards(self) -> bool:
        """Whether it matches (nearly) everything: stars and nothing else, but for the dot of `*.*`."""
        named = (p for p in self.parts if not isinstance(p, Star) and p != ".")
        return next(named, None) is None and self.parts != (".",)

    @property
    def holes(self) -> tuple[str, ...]:
        """The placeholders' names."""
        return tuple(p.name for p in self.parts if isinstance(p, Hole))


Asked = TypeVar("Asked")
Given = TypeVar("Given")


def align(
    pattern: Sequence[Asked | None], items: Sequence[Given], test: Callable[[Asked, Given], Bindings | None]
) -> Bindings | None:
    """Match a sequence against a pattern in which None is `**`: any number of items, none included.

    Each part takes the first items that fit, and is given up only for the `**` before it, so that the time is
    bounded by the product of the lengths; an earlier `**` is tried again only if a placeholder has got its value
    since, for another value might fit better. Returns the placeholders' values (a name that stands twice must
    agree), or None.
    """
    at = number = 0
    bound: Bindings = {}
    retries: list[tuple[int, int, Bindings]] = []
    while at < len(items) or number < len(pattern):
        part = pattern[number] if number < len(pattern) else None
        if number < len(pattern) and part is None:
            if retries and retries[-1][2] == bound:
                retries.pop()
            retries.append((number, at, bound))
            number += 1
            continue
        if part is not None and at < len(items):
            merged = _merged(bound, test(part, items[at]))
            if merged is not None:
                bound, at, number = merged, at + 1, number + 1
                continue
        while retries and retries[-1][1] >= len(items):
            retries.pop()
        if not retries:
            return None
        begun, taken, bound = retries.pop()
        number, at = begun + 1, taken + 1
        retries.append((begun, at, bound))
    return bound


def _merged(bound: Bindings, more: Bindings | None) -> Bindings | None:
    if not more:
        return bound if more is not None else None
    if any(bound.get(name, value) != value for name, value in more.items()):
        return None
    return {**bound, **more}


def _is_literal(parts: Sequence[Part]) -> bool:
    return all(isinstance(p, str) for p in parts)


def _regex(parts: Sequence[Part]) -> str:
    """One expression: each wildcard takes the shortest text that lets what follows it fit, and never gives it back.

    Only the last one takes all that is left before the end. That finds a match wherever there is one, in time
    bounded by the product of the lengths.
    """
    runs: list[tuple[str, str]] = [("", "")]
    for part in parts:
        if isinstance(part, str):
            runs[-1] = (runs[-1][0], runs[-1][1] + re.escape(part))
        elif isinstance(part, Star) and part.single:
            runs[-1] = (runs[-1][0], runs[-1][1] + ".")
        else:
            runs.append((".*" if isinstance(part, Star) else f"(?P<{part.name}>.+)", ""))
    (_, first), *rest = runs
    if not rest:
        return first
    *middle, (last, end) = rest
    return first + "".join(f"(?>{_shortest(wild)}{run})" for wild, run in middle) + last + end


def _shortest(wild: str) -> str:
    return wild.removesuffix(")") + ("?)" if wild.endswith(")") else "?")
