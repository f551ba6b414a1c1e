from __future__ import annotations

import pytest

from configguard.model.address import Key
from configguard.model.change import Change, ChangeKind, Value
from configguard.model.trail import Trail
from configguard.rules._words import cut, happened, listed, shown, typed


def told(kind: ChangeKind, before: Value | None, after: Value | None) -> str:
    return happened(Change(Trail("a", (Key("k"),)), kind, before, after))


@pytest.mark.parametrize(
    ("kind", "before", "after", "sentence"),
    [
        ("changed", Value("int", "10"), Value("int", "20"), "changed from 10 to 20"),
        ("changed", Value("str", "a"), Value("str", ""), 'changed from a to ""'),
        ("changed", Value("str", "a"), Value("null", ""), "changed from a to null"),
        ("added", None, Value("str", "a"), "was added as a"),
        ("removed", Value("str", "a"), None, "was removed (it was a)"),
        ("retyped", Value("int", "1"), Value("str", "1"), 'changed from the integer 1 to the string "1"'),
        ("reordered", Value("list", "a, b"), Value("list", "b, a"), "changed its order"),
        ("changed", Value("str", "x", secret=True), Value("str", "y", secret=True), "changed"),
        ("added", None, Value("str", "x", secret=True), "was added"),
        ("removed", Value("str", "x", secret=True), None, "was removed"),
        ("retyped", Value("str", "x", secret=True), Value("int", "4", secret=True), "changed"),
    ],
)
def test_a_change_is_said_in_words(kind: ChangeKind, before: Value | None, after: Value | None, sentence: str) -> None:
    assert told(kind, before, after) == sentence


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\nb", '"a\\nb"'),
        ("a\x1b[31m", '"a\\u001b[31m"'),
        ("\u202egnp.exe", '"\\u202egnp.exe"'),
        (" a", '" a"'),
        ("", '""'),
        ("x" * 100, "x" * 29 + "…" + "x" * 29),
    ],
)
def test_a_value_is_shown_on_one_line_that_shows_what_is_in_it(text: str, line: str) -> None:
    assert shown(Value("str", text)) == line


def test_a_secrets_type_is_said_without_it() -> None:
    assert typed(Value("int", "4711", secret=True)) == "an integer"
    assert shown(Value("int", "4711", secret=True)) == "•••"


def test_names_are_listed_as_far_as_they_are_few() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(map(str, range(1000))) == "0, 1, 2, 3 and 996 more"


def test_only_what_is_long_is_cut() -> None:
    assert cut("a" * 60) == "a" * 60
    assert len(cut("a" * 61)) == 59
