"""The walk finds each setting that differs, nothing else, and no way of writing hides one."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard import formats
from configguard.diffing import Identity, compare, settings
from configguard.diffing.description import touched
from configguard.model.address import Index, Key
from configguard.model.document import Mapping, Scalar
from tests.unit.diffing.trees import MAPPINGS, TREES, Plain, changes, drawn, nothing, told

if TYPE_CHECKING:
    from configguard.model.document import Node

Path = tuple[str | int, ...]


def leaves(node: Node, path: Path = ()) -> dict[Path, tuple[str, str]]:
    """Every setting by its path: kind and text; written without a look at the walk."""
    if isinstance(node, Scalar):
        return {path: (node.kind, node.text)}
    if isinstance(node, Mapping):
        below = [leaves(entry.value, (*path, str(key))) for key, entry in node.entries.items()]
        empty = ("mapping", "{}")
    else:
        below = [leaves(item, (*path, number)) for number, item in enumerate(node.items)]
        empty = ("list", "[]")
    return {found: value for part in below for found, value in part.items()} if below else {path: empty}


def by_force(base: Node, head: Node) -> set[tuple[Path, str]]:
    """Path and kind of each change, by the definition alone."""
    before, after = leaves(base), leaves(head)
    found = set()
    for path in {**before, **after}:
        old, new = before.get(path), after.get(path)
        if old == new or _is_filled(path, old, after) or _is_filled(path, new, before):
            continue
        if old is None or new is None:
            found.add((path, "added" if old is None else "removed"))
        else:
            same = old[0] == new[0] or "null" in {old[0], new[0]}
            found.add((path, "changed" if same else "retyped"))
    return found


def _is_filled(path: Path, value: tuple[str, str] | None, other: dict[Path, tuple[str, str]]) -> bool:
    """An empty container that is not empty on the other side: what is beneath it tells all."""
    empty = value in {("mapping", "{}"), ("list", "[]")}
    return empty and any(one[: len(path)] == path and len(one) > len(path) for one in other)


def walked(base: Plain, head: Plain) -> set[tuple[Path, str]]:
    found = compare("x", drawn(base), drawn(head), NAMELESS, nothing)
    assert len({str(change.address) for change in found}) == len(found)
    return {(tuple(_part(part) for part in change.address.path), change.kind) for change in found}


def _part(segment: object) -> str | int:
    assert isinstance(segment, Key | Index)
    return segment.text if isinstance(segment, Key) else segment.number


class _Nameless(Identity):
    def fields(self, *_: object) -> tuple[str, ...]:
        return ()


NAMELESS = _Nameless()


def root(tree: Plain) -> Node:
    (document,) = drawn(tree)
    assert document.root is not None
    return document.root


@given(TREES, TREES)
def test_the_walk_finds_what_brute_force_finds(base: Plain, head: Plain) -> None:
    assert walked(base, head) == by_force(root(base), root(head))


@given(TREES)
def test_a_tree_does_not_differ_from_itself_however_it_is_written(tree: Plain) -> None:
    before, after = drawn(tree), drawn(json.loads(json.dumps(tree, sort_keys=True)))
    assert compare("x", before, after, Identity(), nothing) == ()


@given(MAPPINGS, st.data())
def test_exactly_what_was_mutated_is_reported(tree: dict[str, Plain], data: st.DataObject) -> None:
    paths = [path for path, (kind, _) in leaves(root(tree)).items() if kind not in {"mapping", "list"} and path]
    chosen = data.draw(st.lists(st.sampled_from(paths), unique=True, max_size=4)) if paths else []
    mutated = copy.deepcopy(tree)
    for path in chosen:
        holder: Plain = mutated
        for part in path[:-1]:
            holder = holder[part]  # type: ignore[index]
        holder[path[-1]] = "mutated"  # type: ignore[index]
    assert {path for path, _ in walked(tree, mutated)} == set(chosen)


@given(MAPPINGS, MAPPINGS)
def test_deepdiff_in_strict_mode_touches_the_same_places(base: dict[str, Plain], head: dict[str, Plain]) -> None:
    """It names the container where one comes or goes or is filled; the walk names each setting beneath."""
    theirs = touched(root(base), root(head))
    ours = {path for path, _ in by_force(root(base), root(head))}
    assert {path for path, _ in walked(base, head)} == ours

    def meets(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
        return one[: len(other)] == other[: len(one)]

    named = {tuple(part[4:] if isinstance(part, str) else part for part in path) for path in theirs}
    assert all(any(meets(path, other) for other in named) for path in ours)
    assert all(any(meets(path, other) for other in ours) for path in named)


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        ("a: 1", "a: 2", ["changed a 1 → 2"]),
        ("a: 1", 'a: "1"', ["retyped a 1 → 1"]),
        ("a: no", 'a: "no"', ["retyped a no → no"]),
        ("a: 1", "a: true", ["retyped a 1 → true"]),
        ("a: [1]", "a: [true]", ["retyped a[0] 1 → true"]),
        ("a: 1", "a: 1.0", ["retyped a 1 → 1.0"]),
        ("a: 10", "a: 0xA", ["changed a 10 → 0xA"]),
        ("a: 0.1", "a: 0.10", ["changed a 0.1 → 0.10"]),
        ("a: 0.0", "a: -0.0", ["changed a 0.0 → -0.0"]),
        ("a: .nan", "a: .nan", []),
        ("a: 1e3", "a: 1.0e+3", ["retyped a 1e3 → 1.0e+3"]),
        ("a: 2024-01-01", 'a: "2024-01-01"', ["retyped a 2024-01-01 → 2024-01-01"]),
        ("a: x", "a:", ["changed a x → "]),
        ("a:", "{}", ["removed a  → -"]),
        ("{}", "a:", ["added a - → "]),
        ('a: ""', "a:", ["changed a  → "]),
        ("a:", "a: ~", ["changed a  → ~"]),
        ("a: {}", "a: []", ["retyped a {} → []"]),
        ("a: {}", "a: 1", ["retyped a {} → 1"]),
        ("a: {b: 1}", "a: {}", ["removed a.b 1 → -"]),
        ("a: {}", "a: {b: 1}", ["added a.b - → 1"]),
        ("a: [1, 2]", "a: []", ["removed a[0] 1 → -", "removed a[1] 2 → -"]),
        ("a: {}", "a: [1]", ["added a[0] - → 1"]),
        ("a: {b: 1}", "a: [1]", ["removed a.b 1 → -", "added a[0] - → 1"]),
        ("a: {b: 1}", "a: 1", ["removed a.b 1 → -", "added a - → 1"]),
        ("a: {b: 1}", "a:", ["removed a.b 1 → -", "added a - → "]),
        ("a: {b: {}}", "a: {}", ["removed a.b {} → -"]),
        ("7: x", '"7": x', ["removed 7 x → -", 'added "7" - → x']),
        ("on: x", '"on": x', ["removed on x → -", 'added "on" - → x']),
        ("on: x", "true: x", ["removed on x → -", "added true - → x"]),
        ("a: 1", "A: 1", ["removed a 1 → -", "added A - → 1"]),
        ("\u0430: 1", "a: 1", ["removed \u0430 1 → -", "added a - → 1"]),
        ("__x: 1", "__x: 2", ["changed __x 1 → 2"]),
        ("a: {b: 1}", '"a.b": 1', ["removed a.b 1 → -", 'added "a.b" - → 1']),
        ("a: !Ref x", "a: x", ["retyped a x → x"]),
        ("a: !Ref x", "a: !Sub x", ["retyped a x → x"]),
        ("a: !x {b: 1}", "a: {b: 1}", ["retyped a mapping of 1 key → 1 key"]),
        ("x", "y", ["changed . x → y"]),
        ("a: 1", "# nothing\n", ["removed a 1 → -"]),
        ("", "a: 1", ["added a - → 1"]),
    ],
)
def test_equal_means_the_same_type_and_the_same_text(base: str, head: str, expected: list[str]) -> None:
    assert told(changes(base, head)) == expected


@pytest.mark.parametrize(
    ("base", "head"),
    [
        ("a: 1\nb: 2\n", "# comment\nb: 2\na: 1 # more\n"),
        ("a: x\n", "a: 'x'\n"),
        ("a: 'x'\n", 'a: "x"\n'),
        ("a: {b: [1, 2]}\n", "a:\n  b:\n    - 1\n    - 2\n"),
        ("a: |\n  x\n  y\n", 'a: "x\\ny\\n"\n'),
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("\ufeffa: 1\n", "a: 1\n"),
        ("a: &x {b: 1}\nc: *x\n", "a: {b: 1}\nc: {b: 1}\n"),
        ("d: &d {b: 1, c: 2}\na:\n  <<: *d\n  c: 3\n", "d: {b: 1, c: 2}\na: {b: 1, c: 3}\n"),
        ("---\na: 1\n", "a: 1\n"),
        ("---\na: 1\n---\n", "a: 1\n"),
    ],
)
def test_another_way_to_write_the_same_is_no_change(base: str, head: str) -> None:
    assert changes(base, head) == changes(head, base) == ()


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        ("a: &x 1\nb: *x\n", "a: &x 2\nb: *x\n", ["changed a 1 → 2", "changed b 1 → 2"]),
        ("s: &s 1\nl: &l 2\nb: *s\n", "s: &s 1\nl: &l 2\nb: *l\n", ["changed b 1 → 2"]),
        (
            "d: &d {t: 1}\na: {<<: *d}\nb: {<<: *d, t: 5}\n",
            "d: &d {t: 2}\na: {<<: *d}\nb: {<<: *d, t: 5}\n",
            ["changed d.t 1 → 2", "changed a.t 1 → 2"],
        ),
    ],
)
def test_an_edit_at_an_anchor_is_a_change_at_every_place_that_uses_it(
    base: str, head: str, expected: list[str]
) -> None:
    assert told(changes(base, head)) == expected


@given(TREES)
def test_all_settings_are_those_that_an_added_file_adds(tree: Plain) -> None:
    added = compare("x", (), drawn(tree), Identity(), nothing)
    assert [change.address for change in added] == [t.address for t, _ in settings("x", drawn(tree), Identity())]
    assert {change.kind for change in added} == {"added"}
    removed = compare("x", drawn(tree), (), Identity(), nothing)
    assert [change.address for change in removed] == [change.address for change in added]


def test_an_opaque_file_is_one_setting() -> None:
    before, after = (formats.read("x.enc", data, "opaque") for data in (b"\x00one", b"\x00two"))
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    (change,) = compare("x.enc", before, after, Identity(), nothing)
    assert (str(change.address), change.kind) == ("x.enc:@content", "changed")
    assert compare("x.enc", before, before, Identity(), nothing) == ()
