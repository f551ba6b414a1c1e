"""Files made to exhaust the guard are refused at once; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import tracemalloc
from functools import partial

import pytest

from configguard.formats import _limits, yaml
from configguard.formats._yaml_compose import PureLoader, compose
from tests.patience import patience
from tests.unit.formats.bombs import BOMBS
from tests.unit.formats.listing import read, refused


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(name: str) -> None:
    text, limit = BOMBS[name]
    with patience():
        assert refused(text, name).limit == limit


FOR_PYYAML = [name for name, (_, limit) in BOMBS.items() if name.endswith(".yaml") and limit != "nodes"]
"""But for those that are merely long: it reads them as it reads everything, thirty times as slowly."""


@pytest.mark.parametrize("name", FOR_PYYAML)
def test_a_bomb_is_refused_by_pyyaml_alone_as_by_libyaml(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, limit = BOMBS[name]
    monkeypatch.setattr(yaml, "compose", partial(compose, loader_class=PureLoader))
    with patience():
        assert refused(text, name).limit == limit


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", "a: [1, 2"), ("b.yaml", "[" * 200), ("a.json", "[1, 2"), ("a.toml", "a = [1, 2")]
)
def test_what_was_read_before_a_refusal_is_let_go(name: str, text: str) -> None:
    unreadable = refused(text, name)
    assert (unreadable.__traceback__, unreadable.__context__, unreadable.__cause__) == (None, None, None)


@pytest.mark.parametrize("name", ["p01-laughs.yaml", "p02-merges.yaml", "large-base.yaml", "p04-lines.yaml"])
def test_a_bomb_takes_little_memory(name: str) -> None:
    text, _ = BOMBS[name]
    tracemalloc.start()
    try:
        refused(text, name)
        assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("name", "levels"), [("a.yaml", 100), ("a.json", 100), ("a.toml", 99)])
def test_p03_a_hundred_levels_are_read_and_one_more_is_refused(name: str, levels: int) -> None:
    head = "a = " if name == "a.toml" else ""  # the root of TOML is a level itself
    read(head + "[" * levels + "1" + "]" * levels, name)
    assert refused(head + "[" * (levels + 1) + "]" * (levels + 1), name).limit == "depth"


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.toml"])
def test_values_beyond_the_limit_are_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_limits, "NODES", 1_000)
    text = "[" + "1," * 1_000 + "1]"
    assert refused(f"a = {text}" if name == "a.toml" else text, name).limit == "nodes"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gap.yaml", "a: &x" + "\n" * 2_000_000 + " b"),
        ("comments.yaml", "a: &x # c\n" + "# c\n" * 500_000 + " b"),
        ("nothing.yaml", "? a" + "\n" * 2_000_000),
        ("blank.json", "[1" + " " * 4_000_000 + "]"),
        ("escapes.json", '"' + "\\u0041" * 160_000 + '"'),
        ("underscores.toml", "a = 1" + "_1" * 2_000),
        ("word.toml", "a = '" + "b" * 900_000 + "'"),
        ("percents.yaml", "a: |\n" + "  %\n" * 200_000),
        ("chain.yaml", "x: &x 1\nl:\n" + "- *x\n" * 9_000),
    ],
)
def test_what_is_only_odd_is_read(name: str, text: str) -> None:
    with patience():
        assert read(text, name)
