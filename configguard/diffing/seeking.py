"""Finds what a pattern covers in a document, without looking where none of it can be."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - part of the public signatures
from typing import Literal, NamedTuple

from configguard.diffing.identity import Identity  # noqa: TC001 - part of the public signatures
from configguard.diffing.pairing import Pair  # noqa: TC001 - part of the public signatures
from configguard.model.address import key_segment
from configguard.model.document import Mapping, Node, Scalar, Sequence
from configguard.model.pathglob import PathGlob, StepGlob
from configguard.model.trail import Step, Trail  # noqa: TC001 - part of the public signatures

Globs = tuple[StepGlob | None, ...]
Reached = frozenset[int]
"""How far the steps of a pattern are fulfilled, in each way in which they can be."""


class Sought(NamedTuple):
    """What a pattern covers: its trail, itself, and the offset at which the value (or the key) begins.

    The items on the trail are what they are on the one side alone; their names are those that both sides give them.
    """

    trail: Trail
    node: Node
    start: int


def single_values(
    file: str, pair: Pair, side: Literal["base", "head"], path: PathGlob | None, identity: Identity
) -> Iterator[Sought]:
    """The single values of one side's document that the path covers; all there are where there is no path."""
    yield from _Search(file, pair, side, identity, (*(path.steps if path else ()), None)).values()


def keys(file: str, pair: Pair, side: Literal["base", "head"], path: PathGlob, identity: Identity) -> Iterator[Sought]:
    """The keys of one side's document at which the path ends."""
    yield from _Search(file, pair, side, identity, path.steps).keys()


class _Search:
    """One search for the ways that fulfil all steps of a pattern."""

    def __init__(self, file: str, pair: Pair, side: Literal["base", "head"], identity: Identity, globs: Globs) -> None:
        self._file, self._pair, self._identity, self._globs = file, pair, identity, globs
        self._is_base = side == "base"
        base, head = (None if document is None else document.root for document in (pair.base, pair.head))
        self._mine, self._other = (base, head) if self._is_base else (head, base)

    def values(self) -> Iterator[Sought]:
        for steps, node, _ in self._found((), self._mine, self._other, self._closed({0})):
            if type(node) is Scalar and node.kind != "opaque":
                yield Sought(self._pair.trail(self._file, steps), node, node.start)

    def keys(self) -> Iterator[Sought]:
        for steps, node, key_start in self._found((), self._mine, self._other, self._closed({0})):
            if key_start is not None:
                yield Sought(self._pair.trail(self._file, steps), node, key_start)

    def _found(
        self, steps: tuple[Step, ...], node: Node | None, other: Node | None, reached: Reached, key: int | None = None
    ) -> Iterator[tuple[tuple[Step, ...], Node, int | None]]:
        """Every node that fulfils all steps, with the offset of its key if it has one, in the order of the file."""
        if node is None:
            return
        if len(self._globs) in reached:
            yield steps, node, key
        if type(node) is Mapping:
            for name, entry in node.entries.items():
                step = key_segment(name)
                beside = other.entries.get(name) if type(other) is Mapping else None
                onward = self._onward(reached, step)
                if onward:
                    below = beside and beside.value
                    yield from self._found((*steps, step), entry.value, below, onward, entry.key_start)
        elif type(node) is Sequence:
            yield from self._items(steps, node, other if type(other) is Sequence else None, reached)

    def _items(
        self, steps: tuple[Step, ...], node: Sequence, other: Sequence | None, reached: Reached
    ) -> Iterator[tuple[tuple[Step, ...], Node, int | None]]:
        base, head = (node, other) if self._is_base else (other, node)
        for pair in self._identity.pairs(steps, base, head)[0]:
            step = pair.step.sides()[not self._is_base]
            mine, beside = (pair.base, pair.head) if self._is_base else (pair.head, pair.base)
            onward = self._onward(reached, step)
            if mine is not None and onward:
                yield from self._found((*steps, step), mine, beside, onward)

    def _onward(self, reached: Reached, step: Step) -> Reached:
        further = set()
        for number in reached:
            if number == len(self._globs):
                continue
            glob = self._globs[number]
            if glob is None:
                further.add(number)
            elif glob.match(step) is not None:
                further.add(number + 1)
        return self._closed(further)

    def _closed(self, reached: set[int]) -> Reached:
        """The same, and what is fulfilled where `**` stands for nothing."""
        for number in sorted(reached):
            at = number
            while at < len(self._globs) and self._globs[at] is None:
                at += 1
                reached.add(at)
        return frozenset(reached)
