"""Finds what the placeholders of a target's name stand for, among the files of a revision."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping  # noqa: TC003 - part of the public signatures
from itertools import product
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.grammar import quote

if TYPE_CHECKING:
    from configguard.model.target import Layer, TargetEntry
    from configguard.model.wildcard import Bindings

Bound = tuple[tuple[str, str], ...]
"""What each placeholder of a name stands for, in the order of the name."""
MOST = 100_000
"""So many combinations are looked at: a thousand services in a hundred environments."""


def found(entry: TargetEntry, files: Collection[str]) -> tuple[Bound, ...]:
    """What the placeholders stand for in each target of a revision that has these files, sorted.

    Values are found by the layers that hold all placeholders, else as every combination of what the layers find; a
    target is none where one of its layers is missing that is not optional. Raises `Undecided` for too many.
    """
    wanted = entry.name.holes
    every = dict.fromkeys(
        tuple((hole, bound[hole]) for hole in wanted) for bound in _candidates(entry, files) if _may_be(bound, entry)
    )
    return tuple(sorted(one for one in every if _missing(entry, dict(one), files) is None))


def lacking(entry: TargetEntry, files: Collection[str], some: Collection[str]) -> Iterator[tuple[str, str]]:
    """Those of `some` files that would find a target but for a file that is missing, each with that one."""
    for layer in _whole(entry):
        for file in some:
            bound = layer.match(file) if file in files else None
            for each in _combinations(bound, entry.values, entry) if bound is not None else ():
                missing = _missing(entry, each, files) if _may_be(each, entry) else None
                if missing is not None:
                    yield file, missing


def _missing(entry: TargetEntry, bound: Bindings, files: Collection[str]) -> str | None:
    """The first file that must be there and is not."""
    required = (layer.file(bound) for layer in entry.layers if not layer.optional)
    return next((file for file in required if file not in files), None)


def _whole(entry: TargetEntry) -> list[Layer]:
    """The layers that hold all placeholders whose values are not given."""
    open_holes = frozenset(entry.name.holes) - entry.values.keys()
    return [layer for layer in entry.layers if open_holes and layer.holes >= open_holes]


def _candidates(entry: TargetEntry, files: Collection[str]) -> Iterator[Bindings]:
    open_holes = frozenset(entry.name.holes) - entry.values.keys()
    if not open_holes:
        yield from _combinations({}, entry.values, entry)
        return
    whole = _whole(entry)
    for bound in (bound for layer in whole for bound in _matches(layer, files)):
        yield from _combinations(bound, entry.values, entry)
    if not whole:
        each: dict[str, dict[str, None]] = {hole: {} for hole in entry.name.holes if hole in open_holes}
        for bound in (bound for layer in entry.layers for bound in _matches(layer, files)):
            for hole in bound.keys() & open_holes:
                each[hole][bound[hole]] = None
        yield from _combinations({}, {**entry.values, **each}, entry)


def _matches(layer: Layer, files: Collection[str]) -> Iterator[Bindings]:
    return (bound for file in files if (bound := layer.match(file)) is not None)


def _combinations(bound: Bindings, values: Mapping[str, Collection[str]], entry: TargetEntry) -> Iterator[Bindings]:
    """Every choice of values for what is not bound yet."""
    free = [hole for hole in entry.name.holes if hole not in bound]
    number = 1
    for hole in free:
        number *= len(values[hole])
    if number > MOST:
        problem = f"the layers of {quote(entry.name.text)} find more than {MOST:,} combinations"
        raise Undecided(problem, "say what the placeholders may stand for, with “values” in the policy")
    return ({**bound, **dict(zip(free, chosen, strict=True))} for chosen in product(*(values[hole] for hole in free)))


def _may_be(bound: Bindings, entry: TargetEntry) -> bool:
    """Whether the policy lets the placeholders stand for this."""
    return all(
        value in entry.values.get(hole, (value,)) and value not in entry.excepted.get(hole, ())
        for hole, value in bound.items()
    )
