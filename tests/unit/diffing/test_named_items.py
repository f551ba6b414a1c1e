"""The walk against brute force where items of lists are known by their names."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from configguard.diffing import Identity, compare
from configguard.model.address import Index, Key, Segment, Selector
from tests.unit.diffing.trees import SCALARS, drawn, nothing

Path = tuple[str, ...]
ABSENT: Any = object()
NAMES = st.sampled_from(["a", "b", "c", "d", "a.b", "a]", 'a"'])
ITEMS = st.recursive(
    st.fixed_dictionaries({}, optional={"name": NAMES, "x": SCALARS, "y": SCALARS}),
    lambda below: st.fixed_dictionaries({"name": NAMES}, optional={"l": st.lists(below, max_size=4), "x": SCALARS}),
    max_leaves=8,
)
TREES = st.fixed_dictionaries({"l": st.lists(ITEMS, max_size=5)}, optional={"m": st.lists(ITEMS, max_size=3)})


def names(items: Any) -> list[Any]:  # noqa: ANN401 - any tree
    """The items' names; None for those that have none."""
    return [item.get("name") if isinstance(item, dict) else None for item in items]


def all_named(items: Any) -> bool:  # noqa: ANN401 - any tree
    """Whether each item has a name of its own."""
    return None not in names(items) and len(set(names(items))) == len(items)


def by_force(base: Any, head: Any, path: Path = ()) -> set[tuple[Path, str]]:  # noqa: ANN401 - any tree
    """Path and kind of each change, by the definition alone."""
    for kind in (dict, list):
        if all(isinstance(side, kind) or side is ABSENT for side in (base, head)) and (base or head):
            if kind is list and not (base is ABSENT or head is ABSENT or base or head):
                break
            return _within(base, head, path)
    if _is_leaf(base) and _is_leaf(head):
        return _of_leaves(base, head, path)
    gone = set() if head is not ABSENT and base in ({}, []) else by_force(base, ABSENT, path)
    come = set() if base is not ABSENT and head in ({}, []) else by_force(ABSENT, head, path)
    return gone | come


def _within(base: Any, head: Any, path: Path) -> set[tuple[Path, str]]:  # noqa: ANN401 - any tree
    before, after = _parts(base, head, "-"), _parts(head, base, "+")
    if not before and not after:
        return _of_leaves(base, head, path)
    found: set[tuple[Path, str]] = set()
    for step in {**before, **after}:
        found |= by_force(before.get(step, ABSENT), after.get(step, ABSENT), (*path, step.lstrip("+-")))
    order = list(after)
    stayed = [order.index(step) for step in before if step in after]
    if isinstance(base, list) and any(one > other for one, other in pairwise(stayed)):
        found.add((path, "reordered"))
    return found


def _parts(side: Any, other: Any, mark: str) -> dict[str, Any]:  # noqa: ANN401 - any tree
    """What is compared with what bears its name on the other side; what has no counterpart by its place is marked."""
    if isinstance(side, dict) or side is ABSENT:
        return {} if side is ABSENT else side
    own, others = names(side), names(other) if isinstance(other, list) else None
    if all_named(side) and (others is None or all_named(other)):
        return {f"[{name}]": item for name, item in zip(own, side, strict=True)}
    if others is None or not (all_named(side) or all_named(other)):
        return {f"[{number}]": item for number, item in enumerate(side)}
    alone = {
        number
        for number, name in enumerate(own)
        if name is not None and (own.count(name) == 1 or others[number : number + 1] == [name])
    }
    return {f"[{own[n]}]" if n in alone else f"{mark}[{n}]": item for n, item in enumerate(side)}


def _is_leaf(side: Any) -> bool:  # noqa: ANN401 - any tree
    return side is ABSENT or not side or not isinstance(side, dict | list)


def _of_leaves(base: Any, head: Any, path: Path) -> set[tuple[Path, str]]:  # noqa: ANN401 - any tree
    if base is ABSENT or head is ABSENT:
        return set() if base is head else {(path, "added" if base is ABSENT else "removed")}
    if type(base) is type(head):
        return set() if repr(base) == repr(head) else {(path, "changed")}
    return {(path, "changed" if base is None or head is None else "retyped")}


def walked(base: Any, head: Any) -> set[tuple[Path, str]]:  # noqa: ANN401 - any tree
    found = compare("x", drawn(base), drawn(head), Identity(), nothing)
    told: set[tuple[Path, str]] = {(tuple(map(_step, change.address.path)), change.kind) for change in found}
    assert len(told) == len(found)
    return told


def _step(segment: Segment) -> str:
    if isinstance(segment, Key):
        return segment.text
    if isinstance(segment, Selector):
        ((field, name),) = segment.fields
        assert field == "name"
        return f"[{name}]"
    assert isinstance(segment, Index)
    return f"[{segment.number}]"


@settings(deadline=None)
@given(TREES, TREES)
def test_the_walk_finds_what_brute_force_finds_among_named_items(base: Any, head: Any) -> None:  # noqa: ANN401
    assert walked(base, head) == by_force(base, head)


@given(st.lists(ITEMS, max_size=5), st.randoms(use_true_random=False))
def test_items_in_another_order_are_the_same_items(items: list[Any], chance: Any) -> None:  # noqa: ANN401
    mixed = chance.sample(items, len(items))
    found = walked({"l": items}, {"l": mixed})
    if all_named(items):
        assert found == (set() if items == mixed else {(("l",), "reordered")})
