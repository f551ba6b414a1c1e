"""How far a long piece of work is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

Listener = Callable[[str, str, int, int], None]
"""Hears what is done (`comparing file`), with what (its name), as which of how many; it is asked often."""

T = TypeVar("T")


def nobody(_doing: str, _name: str, _number: int, _total: int) -> None:
    """Listens to nothing."""


def heard(listener: Listener, doing: str, items: Collection[T], name: Callable[[T], str]) -> Iterator[T]:
    """The items, each of which is told to the listener before it is worked on."""
    for number, item in enumerate(items, 1):
        listener(doing, name(item), number, len(items))
        yield item
