"""Whatever is put back in a file of statements: those settings are the base's again, all others the head's."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.restoring import CannotRestore, put_back
from tests.unit.restoring.test_properties import Documents, changes_of, facts, read

if TYPE_CHECKING:
    from collections.abc import Callable

Tree = dict[str, dict[str, str]]
"""Sections, "" for what stands before the first, each with its keys and values."""


def dotenv(tree: Tree, chance: Random) -> str:
    lines = []
    for key, value in tree[""].items():
        mark = chance.choice(["", "", '"', "'"])
        lines += [*_comments(chance), f"{chance.choice(['', 'export '])}{key.upper()}={mark}{value}{mark}"]
    return _text(lines, chance)


def ini(tree: Tree, chance: Random) -> str:
    lines: list[str] = []
    for section, keys in tree.items():
        lines += [*_comments(chance), f"[{section}]"] if section else []
        for key, value in keys.items():
            lines += [*_comments(chance), f"{key}{chance.choice([' = ', '=', ': '])}{value}"]
        lines += [""] if chance.random() < 0.3 else []
    return _text(lines, chance)


def properties(tree: Tree, chance: Random) -> str:
    lines = []
    for section, keys in tree.items():
        for key, value in keys.items():
            sign = chance.choice([" = ", "=", ":", " "])
            whole = f"{section}.{key}" if section else key
            lines += [*_comments(chance), f"{whole}{sign}{value}" if value else whole]
    return _text(lines, chance)


WRITERS: dict[str, Callable[[Tree, Random], str]] = {"env": dotenv, "ini": ini, "properties": properties}
FORMATS = {"env": "dotenv", "ini": "ini", "properties": "properties"}


def _comments(chance: Random) -> list[str]:
    return [f"# {chance.randrange(9)}"] if chance.random() < 0.2 else []


def _text(lines: list[str], chance: Random) -> str:
    line_break = chance.choice(["\n", "\n", "\r\n"])
    return line_break.join(lines) + (line_break if chance.random() < 0.8 else "")


def tree(chance: Random) -> Tree:
    names = ["", *chance.sample(["DEFAULT", "api", "web"], chance.randrange(4))]
    return {name: {key: chance.choice(["1", "x y", ""]) for key in "abcd" if chance.random() < 0.5} for name in names}


def edited(before: Tree, chance: Random) -> Tree:
    after = {name: {**keys} for name, keys in before.items() if not name or chance.random() < 0.8}
    if chance.random() < 0.3:
        after.setdefault("new", {"a": "1"})
    for keys in after.values():
        for key in "abcde":
            if chance.random() < 0.3:
                keys[key] = chance.choice(["2", "z"])
            elif chance.random() < 0.2:
                keys.pop(key, None)
    return after


def sides(suffix: str, chance: Random) -> tuple[Documents, Documents]:
    before = tree(chance)
    after = edited(before, chance)
    base, head = (read(suffix, WRITERS[suffix](side, chance)) for side in (before, after))
    return base, head


@pytest.mark.parametrize("suffix", WRITERS)
@given(seed=st.integers(0, 10**9))
def test_what_is_put_back_is_the_bases_and_nothing_else_moves(suffix: str, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a test
    base, head = sides(suffix, chance)
    changes = changes_of(base, head)
    chosen = [change for change in changes if chance.random() < 0.5]
    try:
        text = put_back(FORMATS[suffix], base, head, chosen)
    except CannotRestore as refusal:
        assert "several sections" in refusal.problem  # noqa: PT017 - the other outcome is looked at below
        return
    left = facts(changes_of(base, read(suffix, text)))
    # With defaults, one statement is many settings; where not all of them were chosen, the guard's proof refuses it.
    assert left == facts(changes) - facts(chosen) or "DEFAULT" in base[0].source.text + head[0].source.text


@pytest.mark.parametrize("suffix", WRITERS)
@given(seed=st.integers(0, 10**9))
def test_all_put_back_at_once_leaves_no_change(suffix: str, seed: int) -> None:
    base, head = sides(suffix, Random(seed))  # noqa: S311 - a test
    assert changes_of(base, read(suffix, put_back(FORMATS[suffix], base, head, changes_of(base, head)))) == ()
