"""Files made to exhaust the guard are refused at once; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import time
import tracemalloc
from functools import partial

import pytest

from configguard.formats import _limits, yaml
from configguard.formats._yaml_compose import PureLoader, compose
from tests.patience import patience
from tests.unit.formats.bombs import BOMBS, EDGES
from tests.unit.formats.listing import read, refused


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(name: str) -> None:
    text, limit = BOMBS[name]
    with patience():
        assert refused(text, name).limit == limit


@pytest.mark.parametrize("name", [name for name in BOMBS if name.endswith(".yaml")])
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


@pytest.mark.parametrize("name", EDGES)
def test_p03_what_is_just_within_a_limit_is_read_and_what_is_just_beyond_is_refused(name: str) -> None:
    within, beyond, limit = EDGES[name]
    assert read(within, name)
    assert refused(beyond, name).limit == limit


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.toml"])
def test_as_many_values_as_the_limit_are_read_and_one_more_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_limits, "NODES", 1_000)
    head = "a = " if name == "a.toml" else ""
    assert read(f"{head}[{'1,' * 998}1]", name)  # the list itself is one
    assert refused(f"{head}[{'1,' * 999}1]", name).limit == "nodes"


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


def test_p61_keys_made_to_collide_cost_no_more_than_others() -> None:
    colliding, others = (_seconds("".join(f"{n * factor}: 1\n" for n in range(20_000))) for factor in COLLIDING)
    assert colliding < 4 * others


COLLIDING = (2**61 - 1, 10**18)
"""Python's hash of every multiple of the first is 0: a dictionary of 20,000 such numbers takes seconds to fill."""


def _seconds(text: str) -> float:
    """Seconds of CPU to read a text, the quicker of two times."""
    found = []
    for _ in range(2):
        start = time.process_time()
        assert read(text)
        found.append(time.process_time() - start)
    return min(found)
