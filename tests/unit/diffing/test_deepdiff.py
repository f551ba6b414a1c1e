"""What DeepDiff overlooks as it comes, documented case by case, and that the walk sees it."""

from __future__ import annotations

import ast
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from deepdiff import DeepDiff

from configguard import formats
from configguard.diffing import Identity, at, compare, describe, pairs
from configguard.model.address import Key
from configguard.model.document import Unreadable
from tests.unit.diffing.trees import changes, drawn, nothing, read, told

if TYPE_CHECKING:
    from tests.unit.diffing.trees import Plain

ROOT = Path(__file__).parents[3]
DEPTH = 90


def default(base: Any, head: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - any tree
    """What DeepDiff says with its own defaults."""
    return dict(DeepDiff(base, head, **options))


def walked(base: Any, head: Any) -> list[str]:  # noqa: ANN401 - any tree
    """What the walk says of two trees written as JSON."""
    return told(changes(json.dumps(base), json.dumps(head), file="a.json"))


@pytest.mark.parametrize(
    ("base", "head", "ours"),
    [
        pytest.param({"__x": 1}, {"__x": 2}, ["changed __x 1 → 2"], id="D01 a key of two underscores"),
        pytest.param({"a": {"__x": 1}}, {"a": {"__x": 2}}, ["changed a.__x 1 → 2"], id="D01 within a mapping"),
        pytest.param({"a": 1}, {"a": 1, "__x": 2}, ["added __x - → 2"], id="D01 added"),
        pytest.param([{"__x": 1}], [{"__x": 2}], ["changed [0].__x 1 → 2"], id="D01 within a list"),
        pytest.param([True], [1], ["retyped [0] true → 1"], id="D02 true and 1"),
        pytest.param([1], [1.0], ["retyped [0] 1 → 1.0"], id="D02 1 and 1.0"),
        pytest.param({"a": 0.0}, {"a": -0.0}, ["changed a 0.0 → -0.0"], id="D04 zero and minus zero"),
    ],
)
def test_d01_d02_d04_it_finds_nothing_as_it_comes_and_the_walk_does(base: Any, head: Any, ours: list[str]) -> None:  # noqa: ANN401 - any tree
    assert default(base, head) == {}
    assert walked(base, head) == ours


def test_d02_of_three_items_it_finds_one() -> None:
    found = default([1, 2, 3], [True, 2, 4])
    assert list(found) == ["values_changed"]
    assert list(found["values_changed"]) == ["root[2]"]
    assert walked([1, 2, 3], [True, 2, 4]) == ["retyped [0] 1 → true", "changed [2] 3 → 4"]


def test_d03_a_key_keeps_its_type() -> None:
    assert default({True: 1}, {1: 1}) == {}
    assert told(changes("true: 1", "1: 1")) == ["removed true 1 → -", "added 1 - → 1"]


def test_d04_moments_that_are_the_same_are_written_otherwise() -> None:
    assert told(changes("a: 2024-01-01T10:00:00Z", "a: 2024-01-01T11:00:00+01:00")) == [
        "changed a 2024-01-01T10:00:00Z → 2024-01-01T11:00:00+01:00"
    ]


def test_d05_mappings_that_share_few_keys_are_compared_setting_by_setting() -> None:
    base, head = {"a": 1, "b": 2}, {"c": 1, "d": 2}
    assert list(default(base, head)["values_changed"]) == ["root"]
    assert walked(base, head) == ["removed a 1 → -", "removed b 2 → -", "added c - → 1", "added d - → 2"]


def test_d06_order_and_repetition_count() -> None:
    assert default([1, 1, 2], [1, 2], ignore_order=True) == {}
    assert default([1, 2, 0], [0, 1, 2], ignore_order=True) == {}
    assert walked([1, 1, 2], [1, 2]) == ["changed [1] 1 → 2", "removed [2] 2 → -"]
    assert walked([1, 2, 0], [0, 1, 2]) == ["changed [0] 1 → 0", "changed [1] 2 → 1", "changed [2] 0 → 2"]


ODD = [
    "a.b",
    "a'b",
    'a"b',
    "a']['b",
    'a"]["b',
    "a~b",
    "a/b",
    "*",
    "**",
    "[0]",
    "[k=v]",
    "",
    "a\nb",
    "x['secret']",
    "@mode",
]


@pytest.mark.parametrize("key", ODD)
def test_d07_an_odd_key_is_no_path(key: str) -> None:
    """Each beside the nested setting that it could be taken for."""
    nested: dict[str, Any] = {"a": {"b": 1}, "x": {"secret": 1}}
    (line,) = walked({key: 1, **nested}, {key: 2, **nested})
    (quoted,) = changes(json.dumps({key: 1}), json.dumps({key: 2}), file="a.json")
    assert quoted.address.path == (Key(key),)
    assert line == f"changed {quoted.address.inner} 1 → 2"
    assert quoted.address.inner not in {"a.b", "x.secret", "*", "**"}


def test_d07_the_paths_of_two_settings_look_the_same_to_it() -> None:
    first = default({'a"]["b': 1, "a": {"b": 1}}, {'a"]["b': 2, "a": {"b": 1}})
    assert "b" in next(iter(first["values_changed"]))
    assert default({"x['secret']": 1}, {"x['secret']": 2}, exclude_regex_paths=[r"\['secret'\]"]) == {}


@pytest.mark.parametrize(
    ("base", "head", "ours"),
    [
        ({"a": None}, {}, ["removed a null → -"]),
        ({}, {"a": None}, ["added a - → null"]),
        ({"a": None}, {"a": ""}, ["changed a null → "]),
        ({"a": None}, {"a": {}}, ["changed a null → {}"]),
        ({"a": {}}, {}, ["removed a {} → -"]),
        ({"a": []}, {"a": {}}, ["retyped a [] → {}"]),
    ],
)
def test_d08_absent_null_and_empty_are_three(base: Any, head: Any, ours: list[str]) -> None:  # noqa: ANN401 - any tree
    assert walked(base, head) == ours


def test_d09_d10_an_item_that_comes_in_at_the_head_changes_no_other() -> None:
    many: list[Any] = [{"name": f"n{number}", "v": number} for number in range(1_000)]
    first: Any = {"name": "first", "v": 0}
    assert len(default(many[:50], [first, *many[:50]])) > 0
    assert walked(many, [first, *many]) == ["added [name=first].name - → first", "added [name=first].v - → 0"]
    # Of two that share a name, `group_by` drops one without a word.
    twins = [{"name": "a", "v": 1}, {"name": "a", "v": 2}]
    assert walked(twins, [{"name": "a", "v": 9}, {"name": "a", "v": 2}]) == ["changed [0].v 1 → 9"]


def test_d12_d13_what_is_too_deep_or_contains_itself_is_refused_before_anything_is_compared() -> None:
    for text in ("[" * 900 + "]" * 900, "a: &a [*a]"):
        assert isinstance(formats.read("a.yaml", text.encode()), Unreadable)
    deep = '{"a":' * DEPTH + "{}" + "}" * DEPTH
    (change,) = changes(deep.replace("{}", "1"), deep.replace("{}", "2"), file="a.json")
    assert len(change.address.path) == DEPTH
    (pair,) = pairs(read(f"l: [{deep.replace('{}', '1')}, 1]"), read(f"l: [{deep.replace('{}', '2')}]"))
    sides = at(pair, (Key("l"),))
    assert sides is not None
    assert describe(*sides) is not None


FORBIDDEN = {
    "Delta",
    "from_json_pickle",
    "to_json_pickle",
    "exclude_paths",
    "exclude_regex_paths",
    "group_by",
    "max_diffs",
    "max_passes",
    "cutoff_distance_for_pairs",
    "cutoff_intersection_for_pairs",
}


def test_d11_d14_nothing_of_it_that_gives_up_excludes_or_unpickles_is_used() -> None:
    named = set()
    for path in (ROOT / "configguard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg=str(name)) | ast.Attribute(attr=name) | ast.alias(name=name) | ast.Name(id=name):
                    named.add(name)
                case ast.Constant(value=str(name)):
                    named.add(name)
    assert "ignore_private_variables" in named  # so that they would be seen
    assert named & FORBIDDEN == set()


def test_d14_the_release_is_one_whose_faults_are_mended() -> None:
    assert '"deepdiff>=9.1,<10"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_d15_one_change_among_a_hundred_thousand_settings_is_found_in_no_time() -> None:
    base: dict[str, Plain] = {f"k{number}": {"a": number, "b": "x", "c": True} for number in range(33_000)}
    before, after = drawn(base), drawn({**base, "k500": {"a": -1, "b": "x", "c": True}})
    began = time.process_time()  # what others take of this machine does not count
    (change,) = compare("x.json", before, after, Identity(), nothing)
    assert time.process_time() - began < 1.5
    assert change.address.inner == "k500.a"
