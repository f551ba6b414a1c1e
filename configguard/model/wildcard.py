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
        """Compile the parts; adjacent texts are one."""
        self.parts = tuple(parts)
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
        """Whether it matches (nearly) everything: stars and nothing else."""
        return all(isinstance(p, Star) for p in self.parts)

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

    Each part takes the first items that fit and is given up only for its own `**`, so the time is bounded by
    the product of the lengths. Returns the placeholders' values (a name that stands twice must agree), or None.
    """
    at = number = 0
    bound: Bindings = {}
    retry: tuple[int, int, Bindings] | None = None
    while at < len(items) or number < len(pattern):
        part = pattern[number] if number < len(pattern) else None
        if number < len(pattern) and part is None:
            retry = (number, at, bound)
            number += 1
            continue
        if part is not None and at < len(items):
            merged = _merged(bound, test(part, items[at]))
            if merged is not None:
                bound, at, number = merged, at + 1, number + 1
                continue
        if retry is None or retry[1] >= len(items):
            return None
        number, at, bound = retry[0] + 1, retry[1] + 1, retry[2]
        retry = (retry[0], at, bound)
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
    """One expression; each star but the last takes the shortest text that fits and never gives it back."""
    runs: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, Star) and not part.single:
            runs.append([])
        else:
            runs[-1].append(part)
    first, *rest = ["".join(_atom(p) for p in run) for run in runs]
    if not rest:
        return _once(first)
    *middle, last = rest
    return _once(first + "".join(f"(?>.*?{run})" for run in middle if run) + f".*{last}")


def _once(regex: str) -> str:
    """Turn the second mention of a placeholder into a reference to the first."""
    seen: set[str] = set()

    def mention(found: re.Match[str]) -> str:
        if found[1] in seen:
            return f"(?P={found[1]})"
        seen.add(found[1])
        return found[0]

    return re.sub(r"\(\?P<(\w+)>\.\+\)", mention, regex)


def _atom(part: Part) -> str:
    if isinstance(part, str):
        return re.escape(part)
    return "." if isinstance(part, Star) else f"(?P<{part.name}>.+)"
