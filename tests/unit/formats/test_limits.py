"""Files made to exhaust the guard are refused at once; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import tracemalloc

import pytest

from configguard.formats import _limits
from tests.patience import patience
from tests.unit.formats.listing import read, refused


def laughs() -> str:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(["a0: &a0 [x]", *rows])


def merges_doubling() -> str:
    rows = [f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n  k{n}: [*a{n - 1}, *a{n - 1}]" for n in range(1, 25)]
    return "\n".join(["a0: &a0 {k: 1}", *rows])


def merges_of_a_large_base() -> str:
    base = "".join(f"  k{n}: {n}\n" for n in range(2_000))
    return f"b: &b\n{base}" + "".join(f"m{n}:\n  <<: *b\n" for n in range(2_000))


def depth_by_aliases() -> str:
    rows = [f"c{n}: &c{n} {'[' * 60}*c{n - 1}{']' * 60}" for n in range(1, 300)]
    return "\n".join([f"c0: &c0 {'[' * 60}{']' * 60}", *rows])


BOMBS = {
    "p01-laughs.yaml": (laughs(), "expanded-size"),
    "p02-merges.yaml": (merges_doubling(), "expanded-size"),
    "large-base.yaml": (merges_of_a_large_base(), "expanded-size"),
    "depth-by-aliases.yaml": (depth_by_aliases(), "depth"),
    "p04-lists.yaml": ("[" * 100_000, "depth"),
    "p04-lines.yaml": ("[\n" * 100_000, "depth"),
    "p04-mappings.yaml": ("{a: " * 30_000, "depth"),
    "p04-blocks.yaml": ("- " * 30_000, "depth"),
    "p04-questions.yaml": ("? " * 30_000, "depth"),
    "p04-steps.yaml": ("".join(f"{' ' * n}a:\n" for n in range(1_000)), "depth"),
    "p04-tags.yaml": ("[!a " * 30_000, "depth"),
    "p05-recursive.yaml": ("a: &x {b: *x}", "recursive-alias"),
    "aliases.yaml": ("a: &a 1\nb: [" + "*a," * 20_000 + "]", "aliases"),
    "documents.yaml": ("---\n" * 2_000, "documents"),
    "p60-one-line.yaml": ("a: " + "x" * 4_000_000, "scalar-size"),
    "p46-lists.json": ("[" * 100_000, "depth"),
    "p46-objects.json": ('{"a":' * 100_000, "depth"),
    "p60-number.json": ("1" * 4_000_000, "scalar-size"),
    "p60-text.json": ('"' + "x" * 4_000_000 + '"', "scalar-size"),
    "p53-lists.toml": ("a = " + "[" * 100_000, "depth"),
    "p53-tables.toml": ("a = " + "{a = " * 100_000, "depth"),
    "p53-key.toml": ("a." * 1_000_000 + "b = 1", "depth"),
    "p53-quoted-key.toml": ("'a b' . " * 2_000 + "b = 1", "depth"),
    "p60-text.toml": ("a = '" + "x" * 4_000_000 + "'", "scalar-size"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(name: str) -> None:
    text, limit = BOMBS[name]
    with patience():
        assert refused(text, name).limit == limit


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
        ("chain.yaml", "x: &x 1\nl:\n" + "- *x\n" * 9_000),
    ],
)
def test_what_is_only_odd_is_read(name: str, text: str) -> None:
    with patience():
        assert read(text, name)
