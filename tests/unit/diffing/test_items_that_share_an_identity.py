"""Items that share their declared identity are found at any depth, with the path of their list."""

from __future__ import annotations

import pytest

from configguard.diffing import Identity, repeated_items
from configguard.model.declared import Items  # noqa: TC001 - part of a signature
from tests.unit.diffing.trees import read

BARE: Items = {"s": ("name",)}
PATH: Items = {"a.s": ("name",)}


def twins(text: str, items: Items) -> list[tuple[str, str]]:
    """Path and identity of each repetition."""
    (document,) = read(text)
    found = repeated_items(document, Identity.of(items))
    return [("/".join(map(str, twin.path)), twin.identity) for twin in found]


@pytest.mark.parametrize(
    ("text", "items", "expected"),
    [
        ("s: [{name: x}, {name: x}]", BARE, [("s", "name x")]),
        ("s: [{name: x}, {name: y}]", BARE, []),
        ("s: [{name: x}, {name: x}]", {}, []),
        ("s: [{name: x}, {name: x}]", {"s": ()}, []),
        ("a: {s: [{name: x}, {name: x}]}", PATH, [("a/s", "name x")]),
        ("b: {a: {s: [{name: x}, {name: x}]}}", PATH, []),
        ("b: {a: {s: [{name: x}, {name: x}]}}", {"**.a.s": ("name",)}, [("b/a/s", "name x")]),
        ("a: {b: {s: [{name: x}, {name: x}]}}", BARE, [("a/b/s", "name x")]),
        ("l: [{o: 1}, {s: [{name: x}, {name: x}]}]", BARE, [("l/1/s", "name x")]),
        ("l: [{s: [{name: x}]}, {s: [{name: x}]}]", BARE, []),
        ("l: [[{s: [{name: x}, {name: x}]}]]", BARE, [("l/0/0/s", "name x")]),
        ("l: [{m: {s: [{name: x}, {name: x}]}}]", {"l[0].m.s": ("name",)}, [("l/0/m/s", "name x")]),
        ("l: [{m: {s: [{name: x}, {name: x}]}}]", {"l[1].m.s": ("name",)}, []),
        ("s: [{name: x}, {name: x}, {name: y}, {name: y}]", BARE, [("s", "name x"), ("s", "name y")]),
        ("s: [{name: x}, {name: x}, {name: x}]", BARE, [("s", "name x"), ("s", "name x")]),
        ("s: [{name: x}, {other: x}, {name: x}]", BARE, [("s", "name x")]),
        ("s: [{name: x}, 5, {name: x}]", BARE, [("s", "name x")]),
        ("s: [{name: x}, {other: x}]", BARE, []),
        ("s: [{a: 1, b: 1}, {a: 1, b: 2}, {a: 1, b: 1}]", {"s": ("a", "b")}, [("s", "a 1, b 1")]),
    ],
)
def test_they_are_found_where_they_stand(text: str, items: Items, expected: list[tuple[str, str]]) -> None:
    assert twins(text, items) == expected


def test_an_empty_document_has_none() -> None:
    (document,) = read("---\n")
    assert list(repeated_items(document, Identity.of(BARE))) == []


def test_what_is_declared_last_for_a_list_counts() -> None:
    text = "s: [{id: 1, name: x}, {id: 2, name: x}]"
    assert twins(text, {"**.s": ("id",), "*": ("name",)}) == [("s", "name x")]
    assert twins(text, {"*": ("name",), "**.s": ("id",)}) == []
