"""What is empty is a setting where it comes or goes, and is none where it is filled or emptied."""

from __future__ import annotations

import pytest

from tests.unit.diffing.trees import changes, told


@pytest.mark.parametrize(
    ("filled", "empty", "expected"),
    [
        ("a: 1\nb: {}\n", "a: 1\n", ["b {} → -"]),
        ("a: 1\nb: []\n", "a: 1\n", ["b [] → -"]),
        ("a: 1\nb: {c: {}}\n", "a: 1\n", ["b.c {} → -"]),
        ("a: [1, {}]\n", "a: [1]\n", ["a[1] {} → -"]),
        ("a: [1, []]\n", "a: [1]\n", ["a[1] [] → -"]),
        ("a: [{name: x, b: []}]\n", "a: []\n", ["a[name=x].b [] → -", "a[name=x].name x → -"]),
    ],
)
def test_an_empty_container_that_comes_or_goes_is_a_setting(filled: str, empty: str, expected: list[str]) -> None:
    assert sorted(told(changes(filled, empty))) == [f"removed {line}" for line in expected]
    came = [f"added {line.split()[0]} - → {line.split()[1]}" for line in expected]
    assert sorted(told(changes(empty, filled))) == came


@pytest.mark.parametrize(("empty", "filled"), [("a: {}\n", "a: {b: 1}\n"), ("a: []\n", "a: [1]\n")])
def test_what_is_filled_or_emptied_is_told_by_its_settings_alone(empty: str, filled: str) -> None:
    assert [change.kind for change in changes(empty, filled)] == ["added"]
    assert [change.kind for change in changes(filled, empty)] == ["removed"]


@pytest.mark.parametrize(
    ("empty", "filled"),
    [("a: !x {}\n", "a: !y {b: 1}\n"), ("a: !x []\n", "a: !y [1]\n"), ("a: {}\n", "a: !y {b: 1}\n")],
)
def test_a_tag_that_changes_while_a_container_is_filled_or_emptied_is_a_change(empty: str, filled: str) -> None:
    assert sorted(change.kind for change in changes(empty, filled)) == ["added", "retyped"]
    assert sorted(change.kind for change in changes(filled, empty)) == ["removed", "retyped"]


def test_a_value_that_takes_the_place_of_null_is_changed_and_not_retyped() -> None:
    assert told(changes("a: null\n", "a: 1\n")) == ["changed a null → 1"]
    assert told(changes("a: 1\n", "a: null\n")) == ["changed a 1 → null"]
    assert told(changes("a: null\n", "a: {b: 1}\n")) == ["removed a null → -", "added a.b - → 1"]
