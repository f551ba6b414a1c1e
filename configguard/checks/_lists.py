"""Lists as a whole, where CEL alone can only look at each item: whether all differ, their sum, least and greatest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.checks._sentences import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST = 1 << 63


def is_unique(items: list[object]) -> bool:
    """Whether no two items are equal."""
    return len({_known(item) for item in items}) == len(items)


def sum_of(items: list[object]) -> int | float:
    """The sum of numbers; of none it is 0."""
    total = sum(_numbers("sumOf", items))
    if isinstance(total, int) and abs(total) >= _MOST:
        raise ValueError(OURS + "a number becomes too large for CEL")
    return total


def least_of(items: list[object]) -> int | float:
    """The least of numbers."""
    return _extreme("minOf", min, items)


def greatest_of(items: list[object]) -> int | float:
    """The greatest of numbers."""
    return _extreme("maxOf", max, items)


def _extreme(name: str, pick: Callable[[list[int | float]], int | float], items: list[object]) -> int | float:
    found = _numbers(name, items)
    if not found:
        raise ValueError(f"{OURS}{name}() takes a list that is not empty")
    return pick(found)


def _numbers(name: str, items: list[object]) -> list[int | float]:
    found = [item for item in items if isinstance(item, int | float) and not isinstance(item, bool)]
    if len(found) < len(items):
        raise ValueError(f"{OURS}{name}() takes a list of numbers alone")
    return found


def _known(item: object) -> Hashable:
    """What equal items share: `1` and `1.0` do, `1` and `true` do not."""
    if isinstance(item, dict):
        return frozenset((_known(key), _known(value)) for key, value in item.items())
    if isinstance(item, list):
        return tuple(map(_known, item))
    return (isinstance(item, bool), item) if isinstance(item, int | float) else (type(item).__name__, str(item))
