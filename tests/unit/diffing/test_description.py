"""A list that is compared by position is described by what came and what went."""

from __future__ import annotations

import pytest

from configguard.diffing import at, describe, pairs
from configguard.model.address import Key
from tests.unit.diffing.trees import read

CAME = "compared by position: 1 item came in from [0] on, so that those behind moved"
WENT = "compared by position: 1 item went out from [1] on, so that those behind moved"


@pytest.mark.parametrize(
    ("base", "head", "said"),
    [
        ("[a, b, c]", "[x, a, b, c]", CAME),
        ("[a, b, c]", "[a, c]", WENT),
        ("[{a: 1}, {b: 1}]", "[{c: 1}, {a: 1}, {b: 1}]", CAME),
        ("[a, b]", "[a, x]", None),
        ("[1, 2]", '["1", 2]', None),
    ],
)
def test_it_is_said_what_came_and_what_went(base: str, head: str, said: str | None) -> None:
    (pair,) = pairs(read(f"l: {base}"), read(f"l: {head}"))
    sides = at(pair, (Key("l"),))
    assert sides is not None
    assert describe(*sides) == said


def test_only_a_list_of_both_sides_is_described() -> None:
    (pair,) = pairs(read("l: [a]\nm: 1"), read("l: {a: 1}\nm: 1"))
    assert at(pair, (Key("l"),)) is at(pair, (Key("m"),)) is at(pair, (Key("gone"),)) is None
