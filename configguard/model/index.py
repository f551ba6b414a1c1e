"""Finds which of many patterns cover a setting, at a cost that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator  # noqa: TC003 - part of the public signatures
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from configguard.model.address import Key
from configguard.model.pattern import KeyGlob, Pattern, Reach
from configguard.model.trail import Trail  # noqa: TC001 - part of the public signatures

if TYPE_CHECKING:
    from configguard.model.wildcard import Bindings

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A pattern that covers a setting, what it stands for, how far it reaches, what its placeholders hold."""

    pattern: Pattern
    owner: T
    reach: Reach
    bound: Bindings


class _Fitting(NamedTuple, Generic[T]):
    order: int
    pattern: Pattern
    owner: T
    bound: Bindings


class PatternIndex(Generic[T]):
    """Patterns with their owners, found by the literal beginnings of their files and paths."""

    def __init__(self, patterns: Iterable[tuple[Pattern, T]]) -> None:
        """Sort the patterns into folders by what their files begin with."""
        self._by_leading: dict[tuple[str, ...], list[tuple[int, Pattern, T]]] = {}
        for order, (pattern, owner) in enumerate(patterns):
            self._by_leading.setdefault(pattern.file.leading, []).append((order, pattern, owner))
        self._trees: dict[str, _Tree[T]] = {}

    def matches(self, trail: Trail) -> Iterator[Match[T]]:
        """The patterns that cover the setting, in the order they were given."""
        if not self._by_leading:  # most policies leave some kinds of patterns out, and this is asked for each change
            return
        tree = self._trees.get(trail.file)
        if tree is None:
            tree = self._trees[trail.file] = _Tree(self._fitting(trail.file))
        for _, pattern, owner, bound in tree.candidates(trail):
            reach, found = pattern.match_path(trail, bound)
            if reach is not Reach.NONE:
                yield Match(pattern, owner, reach, found)

    def _fitting(self, file: str) -> list[_Fitting[T]]:
        parts = tuple(file.split("/"))
        fitting = []
        for depth in range(len(parts) + 1):
            for order, pattern, owner in self._by_leading.get(parts[:depth], ()):
                bound = pattern.file.match(file)
                if bound is not None:
                    fitting.append(_Fitting(order, pattern, owner, bound))
        return fitting


class _Tree(Generic[T]):
    """The patterns that fit one file, by the literal keys their paths begin with."""

    def __init__(self, fitting: list[_Fitting[T]]) -> None:
        self._by_keys: dict[tuple[str, ...], list[_Fitting[T]]] = {}
        for fit in fitting:
            self._by_keys.setdefault(_leading_keys(fit.pattern), []).append(fit)

    def candidates(self, trail: Trail) -> list[_Fitting[T]]:
        found = list(self._by_keys.get((), ()))
        keys: tuple[str, ...] = ()
        for step in trail.steps:
            if not isinstance(step, Key):
                break
            keys = (*keys, step.text)
            found += self._by_keys.get(keys, ())
        return sorted(found, key=lambda fit: fit.order)


def _leading_keys(pattern: Pattern) -> tuple[str, ...]:
    keys = []
    for step in pattern.path.steps if pattern.path else ():
        if not isinstance(step, KeyGlob) or step.text.literal is None:
            break
        keys.append(step.text.literal)
    return tuple(keys)
