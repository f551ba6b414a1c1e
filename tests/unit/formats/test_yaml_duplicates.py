"""Keys that stand twice are found wherever they stand; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from configguard.formats._yaml_loaded import loaded
from configguard.model.document import Duplicate, Mapping, TypedKey
from tests.unit.formats.listing import read, root


def duplicates(text: str) -> list[tuple[object, ...]]:
    return [(d.path, d.key, d.first, d.again, d.collides) for document in read(text) for d in document.duplicates]


def test_p06_a_key_that_stands_twice_is_found_and_the_last_value_holds() -> None:
    assert duplicates("a: 1\nb: 2\na: 3\n") == [((), "a", 0, 10, None)]
    node = root("a: 1\na: 3\n")
    assert isinstance(node, Mapping)
    assert node.entries["a"].value[1] == "3"


def test_p43_and_so_in_flow_style() -> None:
    assert duplicates('{"a": 1, "a": 2}') == [((), "a", 1, 9, None)]


def test_the_path_leads_to_the_mapping_even_within_a_lost_value() -> None:
    text = "a:\n- x: 1\n- y: {z: 1, z: 2}\na: 1\n"
    assert [d[:2] for d in duplicates(text)] == [(("a", 1, "y"), "z"), ((), "a")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("on: 1\ntrue: 2\nyes: 3\n", [("true", "on"), ("yes", "on")]),
        ("1: a\n0x1: b\n1.0: c\ntrue: d\n", [("0x1", "1"), ("1.0", "1"), ("true", "1")]),
        ("~: a\nnull: b\n", [("null", "~")]),
        ("60: a\n1:00: b\n", [("1:00", "60")]),
        ("0: a\n-0.0: b\noff: c\n", [("-0.0", "0"), ("off", "0")]),
        (".inf: a\n.Inf: b\n", [(".Inf", ".inf")]),
        ("!!int '7': a\n7: b\n", [("7", None)]),
    ],
)
def test_p07_keys_that_load_as_the_same_collide_and_both_stay(text: str, keys: list[tuple[str, str | None]]) -> None:
    found = [d for document in read(text) for d in document.duplicates]
    assert [(d.key.text, d.collides) for d in found if isinstance(d.key, TypedKey)] == keys
    node = root(text)
    assert isinstance(node, Mapping)
    assert len(node.entries) == len(text.splitlines()) - sum(other is None for _, other in keys)


@pytest.mark.parametrize("text", ['1: a\n"1": b\n', "1: a\n2: b\n", ".nan: a\n.NaN: b\n", "!!int x: a\n!!int y: b\n"])
def test_keys_that_differ_when_loaded_do_not_collide(text: str) -> None:
    assert duplicates(text) == []


def test_p08_two_merge_keys_in_one_mapping_are_a_duplicate() -> None:
    text = "a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n"
    assert duplicates(text) == [(("b",), "<<", text.index("<<"), text.rindex("<<"), None)]


def test_a_merge_key_beside_a_quoted_one_is_none() -> None:
    assert duplicates("a: &a {x: 1}\nb:\n  <<: *a\n  '<<': 1\n") == []


def test_overriding_a_merged_entry_is_no_duplicate() -> None:
    assert duplicates("a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n") == []


def test_a_duplicate_at_an_anchor_is_said_once_however_often_it_is_used() -> None:
    assert duplicates("a: &a {x: 1, x: 2}\nb: *a\nc: [*a]\n") == [(("a",), "x", 7, 13, None)]


def test_each_document_has_its_own() -> None:
    first, second = read("a: 1\n---\na: 1\na: 2\n")
    assert first.duplicates == ()
    assert second.duplicates == (Duplicate((), "a", 9, 14),)


NUMBERS = [
    *("0", "-0", "1", "01", "0x1", "0b1", "1.0", "1_0", "10", "0o1", "012", "12:30", "750", "1:00.0", "60.0"),
    *(".5", "0.50", "on", "no", "true", ".inf", "-.inf"),
]


@given(st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2))
def test_keys_collide_exactly_where_pyyaml_loses_one(pair: list[str]) -> None:
    text = "".join(f"{key}: x\n" for key in pair)
    assert bool(duplicates(text)) == (len(yaml.safe_load(text)) < 2)


def test_a_number_too_long_to_work_out_is_compared_as_written() -> None:
    key = TypedKey("int", "1:" * 60_000 + "1")
    assert loaded(key) == key
