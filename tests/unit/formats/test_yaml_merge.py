"""Merge keys and aliases are expanded; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.model.document import Mapping, Node, Scalar, Sequence
from tests.unit.formats.listing import read, refused, root, values

BASE = "b: &b {x: 1, y: 1}\nc: &c {x: 2, z: 2}\nd:\n"
MERGES = {
    "  <<: *b\n": {"x": "1", "y": "1"},
    "  <<: *b\n  x: 9\n": {"x": "9", "y": "1"},
    "  x: 9\n  <<: *b\n": {"x": "9", "y": "1"},
    "  <<: [*b, *c]\n": {"x": "1", "y": "1", "z": "2"},
    "  <<: [*c, *b]\n": {"x": "2", "y": "1", "z": "2"},
    "  <<: *b\n  <<: *c\n": {"x": "2", "y": "1", "z": "2"},
    "  <<: []\n": {},
    "  !!merge '<<': *b\n": {"x": "1", "y": "1"},
    "  &k <<: *b\n": {"x": "1", "y": "1"},
    "  <<: {<<: *b, w: 3}\n": {"x": "1", "y": "1", "w": "3"},
}


@pytest.mark.parametrize(("text", "expected"), MERGES.items())
def test_p09_what_a_merge_key_brings(text: str, expected: dict[str, str]) -> None:
    found = {key[2:]: value for key, (_, value) in values(BASE + text).items() if key.startswith("d.")}
    assert found == expected


@pytest.mark.parametrize("text", ["  '<<': *b\n", '  "<<": *b\n', "  !!str <<: *b\n", "  ? |-\n    <<\n  : *b\n"])
def test_p09_a_quoted_merge_key_is_a_key_like_any_other(text: str) -> None:
    assert values(BASE + text)['d."<<".x'] == ("int", "1")


@pytest.mark.parametrize("value", ["5", "", "[5]", "[[]]", "text", "[*b, 5]"])
def test_p10_a_merge_key_without_mappings_is_refused(value: str) -> None:
    unreadable = refused(f"{BASE}  <<: {value}\n")
    assert "merge key" in unreadable.problem
    assert unreadable.place is not None
    assert unreadable.place[:] == (4, 3)


def test_entries_that_a_merge_brings_are_inherited_and_keep_their_places() -> None:
    (document,) = read(BASE + "  <<: *b\n  z: 3\n")
    assert isinstance(document.root, Mapping)
    base, derived = (document.root.entries[key].value for key in "bd")
    assert isinstance(base, Mapping)
    assert isinstance(derived, Mapping)
    assert {key: entry.inherited for key, entry in derived.entries.items()} == {"x": True, "y": True, "z": False}
    assert derived.entries["x"]._replace(inherited=False) == base.entries["x"]
    assert not any(entry.inherited for entry in base.entries.values())


def test_all_that_an_alias_repeats_is_shared_and_nothing_else() -> None:
    text = "a: &a [1, {b: 2}]\nc: 3\nd: *a\n"
    (document,) = read(text)
    assert document.shared == {text.index(part) for part in ("[1", "1,", "{b", "2}")}
    assert read("a: &a 1\nb: 2\n")[0].shared == frozenset()


def test_an_aliased_value_is_the_same_node() -> None:
    node = root("a: &a {b: 1}\nc: *a\n")
    assert isinstance(node, Mapping)
    assert node.entries["c"].value is node.entries["a"].value


@pytest.mark.parametrize("text", ["a: &x {b: *x}", "a: &x [*x]", "a: &x\n  <<: *x\n", "&x {a: {b: [*x]}}"])
def test_p05_an_alias_inside_itself_is_refused(text: str) -> None:
    assert refused(text).limit == "recursive-alias"


def test_p23_p24_anchors_end_with_their_document_and_stand_once() -> None:
    assert "anchor" in refused("a: &x 1\n---\nb: *x\n").problem
    assert "set twice" in refused("a: &x 1\nb: &x 2\n").problem


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {str(key): _plain(entry.value) for key, entry in node.entries.items()}


@st.composite
def merging(draw: st.DrawFn) -> tuple[str, dict[str, dict[str, str]]]:
    """Mappings of which each may merge those before it, and what the merge type's page says they are."""
    lines: list[str] = []
    meant: dict[str, dict[str, str]] = {}
    for number in range(draw(st.integers(1, 6))):
        own = {key: f"v{number}{key}" for key in draw(st.lists(st.sampled_from("abcd"), unique=True))}
        parts = [f"{key}: {value}" for key, value in own.items()]
        before = [f"*m{n}" for n in draw(st.lists(st.integers(0, number - 1), max_size=3))] if number else []
        if before:
            merged = before[0] if len(before) == 1 else f"[{', '.join(before)}]"
            parts.insert(draw(st.integers(0, len(parts))), f"<<: {merged}")
        lines.append(f"m{number}: &m{number} {{{', '.join(parts)}}}")
        brought: dict[str, str] = {}
        for name in before:
            brought = meant[name[1:]] | brought
        meant[f"m{number}"] = brought | own
    return "\n".join(lines), meant


@given(merging())
def test_merges_come_out_as_the_merge_type_says(case: tuple[str, dict[str, dict[str, str]]]) -> None:
    text, meant = case
    assert _plain(root(text)) == meant
