"""A list or mapping that lost its last entry is found wherever it stands, and whatever emptiness took its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"


def emptied(tmp_path: Path, base: str, head: str | None) -> list[str]:
    after = {} if head is None else {FILE: head}
    report = judged(tmp_path, {FILE: base}, after, "x", rules=("emptied-setting",))
    return [found.address.inner for found in report.findings if found.address]


@pytest.mark.parametrize(
    ("base", "head", "found"),
    [
        ("l: {a: 1}\nb: 1\n", "l: {}\nb: 1\n", ["l"]),
        ("l: {a: 1}\nb: 1\n", "l: null\nb: 1\n", ["l"]),
        ("l: {a: 1}\nb: 1\n", "l: ~\nb: 1\n", ["l"]),
        ("l: {a: 1}\nb: 1\n", "l:\nb: 1\n", ["l"]),
        ("l: {a: 1}\nb: 1\n", 'l: ""\nb: 1\n', ["l"]),
        ("l: [1, 2]\nb: 1\n", "l: []\nb: 1\n", ["l"]),
        ("l: [1]\nb: 1\n", "l: {}\nb: 1\n", ["l"]),
        ("a: {l: {m: {n: 1}}}\nb: 1\n", "a: {l: {m: {}}}\nb: 1\n", ["a.l.m"]),
        ("a: {l: {m: {n: 1}}}\nb: 1\n", "a: {l: {}}\nb: 1\n", ["a.l"]),
        ("7: {a: 1}\nb: 1\n", "7: {}\nb: 1\n", ["7"]),
        ('"7": {a: 1}\nb: 1\n', '"7": {}\nb: 1\n', ['"7"']),
        ("s: [{name: x, l: [1]}]\n", "s: [{name: x, l: []}]\n", ["s[name=x].l"]),
        ("s: [{name: y}, {name: x, l: [1]}]\n", "s: [{name: x, l: []}, {name: y}]\n", ["s[name=x].l"]),
        ("s: [[1], [2]]\n", "s: [[1], []]\n", ["s[1]"]),
        ("s: [{name: x, l: {m: 1}}]\n", "s: [{name: x, l: null}]\n", ["s[name=x].l"]),
        ("a: 1\n---\nl: [1]\n", "a: 1\n---\nl: []\n", ["[#1].l"]),
        ("l: [1]\n---\nl: [1]\n", "l: [1]\n---\nl: []\n", ["[#1].l"]),
        ("l: [1]\n---\nl: [1]\n", "l: []\n---\nl: [1]\n", ["[#0].l"]),
        ("a: 1\nb: 2\n", "{}\n", ["."]),
        ("a: 1\nb: 2\n", "", ["."]),
    ],
)
def test_it_is_found(base: str, head: str, found: list[str], tmp_path: Path) -> None:
    assert emptied(tmp_path, base, head) == found


@pytest.mark.parametrize(
    ("base", "head"),
    [
        ("l: {a: 1}\n", "l: 5\n"),  # a value took its place
        ("l: {a: 1}\n", "l: no\n"),
        ("l: {a: 1}\n", "l: [1]\n"),
        ("l: {a: 1, b: 1}\n", "l: {b: 1}\n"),
        ("l: {a: 1}\n", "l: {b: 1}\n"),
        ("l: {a: 1}\nb: 1\n", "b: 1\n"),  # it is gone
        ("s: [{name: x, l: [1]}, {name: y}]\n", "s: [{name: y}]\n"),
        ("a: 1\n---\nl: [1]\n", "a: 1\n"),
        ("l: [1]\n", None),
        ("l: [1]\n", "l: [1\n"),  # nobody knows
    ],
)
def test_what_holds_something_or_is_gone_is_not_empty(base: str, head: str | None, tmp_path: Path) -> None:
    assert emptied(tmp_path, base, head) == []
