"""A later layer has the last word, as with Helm: mappings key by key, null deletes, all else replaces."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.layering.layers import Plain, laid, plain

if TYPE_CHECKING:
    from configguard.model.declared import Items


def merged(*texts: str, items: Items | None = None) -> Plain:
    return plain(laid(*texts, items=items).root)


def test_mappings_are_merged_at_any_depth() -> None:
    assert merged("a: { b: { c: 1, d: 2 } }", "a: { b: { d: 3, e: 4 } }") == {
        "a": {"b": {"c": "1", "d": "3", "e": "4"}}
    }


def test_lists_replace() -> None:
    assert merged("a: [1, 2, 3]", "a: [4]") == {"a": ["4"]}


def test_null_deletes_what_an_earlier_layer_says_and_a_later_one_may_say_it_again() -> None:
    assert merged("a: { b: 1, c: 2 }", "a: { b: null }") == {"a": {"c": "2"}}
    assert merged("a: { b: 1, c: 2 }", "a: null", "a: { d: 3 }") == {"a": {"d": "3"}}


def test_null_stays_where_there_is_nothing_to_delete() -> None:
    assert merged("a: null", "b: { c: ~ }") == {"a": "null", "b": {"c": "~"}}


def test_a_value_takes_the_place_of_a_mapping_and_a_mapping_that_of_a_value() -> None:
    assert merged("a: { b: 1 }", "a: 2") == {"a": "2"}
    assert merged("a: 2", "a: { b: 1 }") == {"a": {"b": "1"}}


def test_an_empty_mapping_takes_nothing_away() -> None:
    assert merged("a: { b: 1 }", "a: {}") == {"a": {"b": "1"}}


def test_keys_of_another_type_are_other_keys() -> None:
    assert merged("7: a", '"7": b') == {"TypedKey(kind='int', text='7')": "a", "7": "b"}


def test_a_mapping_with_a_tag_is_not_merged_with_one_that_has_none() -> None:
    assert merged("a: { b: 1 }", "a: !Ref { c: 2 }") == {"a": {"c": "2"}}


def test_an_empty_layer_says_nothing() -> None:
    assert merged("", "a: 1", "# nothing\n") == {"a": "1"}
    assert laid("", "").root is None


LISTS = ("r: [{ name: a, x: 1, y: 2 }, { name: b, x: 3 }]", "r: [{ name: c, x: 5 }, { name: a, x: 4 }]")


def test_items_that_are_the_same_are_merged_where_the_policy_wants_it() -> None:
    a, b, c = {"name": "a", "x": "4", "y": "2"}, {"name": "b", "x": "3"}, {"name": "c", "x": "5"}
    assert merged(*LISTS, items={}) == {"r": [a, b, c]}


def test_a_list_whose_items_are_known_by_position_replaces_all_the_same() -> None:
    assert merged(*LISTS, items={"r": ()}) == {"r": [{"name": "c", "x": "5"}, {"name": "a", "x": "4"}]}
    assert merged("r: [1, 2]", "r: [3]", items={}) == {"r": ["3"]}


def test_items_are_known_by_what_the_policy_declares_for_their_list() -> None:
    layers = ("s: { r: [{ path: /a, name: x, n: 1 }] }", "s: { r: [{ path: /a, name: y }] }")
    assert merged(*layers, items={"s.r": ("path",)}) == {"s": {"r": [{"path": "/a", "name": "y", "n": "1"}]}}


def test_lists_within_items_are_merged_as_well() -> None:
    layers = ("r: [{ name: a, e: [{ name: k, v: 1 }] }]", "r: [{ name: a, e: [{ name: l, v: 2 }] }]")
    both = [{"name": "k", "v": "1"}, {"name": "l", "v": "2"}]
    assert merged(*layers, items={}) == {"r": [{"name": "a", "e": both}]}


KEYS = st.sampled_from("abc")
VALUES = st.recursive(
    st.one_of(st.integers(0, 3), st.none(), st.lists(st.integers(0, 3), max_size=2)),
    lambda inner: st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def as_helm(earlier: object, later: object) -> object:
    """The merge, written down again over plain data."""
    if not isinstance(earlier, dict) or not isinstance(later, dict):
        return later
    found = dict(earlier)
    for key, value in later.items():
        if value is None and key in found:
            del found[key]
        else:
            found[key] = as_helm(found[key], value) if key in found else value
    return found


@given(st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_layers_come_to_what_plain_data_comes_to(layers: list[dict[str, object]]) -> None:
    expected: object = layers[0]
    for layer in layers[1:]:
        expected = as_helm(expected, layer)
    assert merged(*map(json.dumps, layers)) == _written(expected)


def _written(value: object) -> Plain:
    """Plain data with its scalars as JSON writes them."""
    if isinstance(value, dict):
        return {key: _written(inner) for key, inner in value.items()}
    return [_written(inner) for inner in value] if isinstance(value, list) else json.dumps(value)
