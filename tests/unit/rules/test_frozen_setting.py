"""A frozen setting may be chosen once: with its file, its document or its item, and never after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
POLICY = """\
version: 1
files: [{ match: "config/**" }]
frozen: [{ settings: ["**:**.tenant"], why: Chosen once. }]
"""


def frozen(tmp_path: Path, base: str | None, head: str) -> list[str]:
    files = {} if base is None else {FILE: base}
    report = judged(tmp_path, files, {FILE: head}, "x", policy=POLICY, rules=("frozen-setting",))
    return [found.address.inner for found in report.findings if found.address]


@pytest.mark.parametrize(
    ("base", "head"),
    [
        (None, "tenant: 1\n"),
        (None, "a: 1\n---\ntenant: 1\n"),
        ("a: 1\n", "a: 1\n---\ntenant: 1\n"),
        ("a: 1\n---\nb: 1\n", "a: 1\n---\nb: 1\n---\ntenant: 1\n"),
        ("s: [{name: a}]\n", "s: [{name: a}, {name: b, tenant: 1}]\n"),
        ("s: [{name: a}]\n", "s: [{name: a}, {name: b, deep: [{tenant: 1}]}]\n"),
    ],
)
def test_it_is_chosen_with_what_it_belongs_to(base: str | None, head: str, tmp_path: Path) -> None:
    assert frozen(tmp_path, base, head) == []


@pytest.mark.parametrize(
    ("base", "head", "found"),
    [
        ("a: 1\n", "a: 1\ntenant: 1\n", ["tenant"]),
        ("a: 1\n---\nb: 1\n", "a: 1\n---\nb: 1\ntenant: 1\n", ["[#1].tenant"]),
        ("s: [{name: a}]\n", "s: [{name: a, tenant: 1}]\n", ["s[name=a].tenant"]),
        ("s: [{name: a}]\n", "s: [{name: a, deep: {tenant: 1}}]\n", ["s[name=a].deep.tenant"]),
        ("s: [{name: a, tenant: 1}]\n", "s: [{name: a, tenant: 2}]\n", ["s[name=a].tenant"]),
        ("s: [{name: a, tenant: 1}, {name: b}]\n", "s: [{name: b}]\n", ["s[name=a].tenant"]),
        ("a: 1\n---\ntenant: 1\n", "a: 1\n", ["[#1].tenant"]),
    ],
)
def test_it_is_neither_added_to_what_was_there_nor_taken_away(
    base: str, head: str, found: list[str], tmp_path: Path
) -> None:
    assert frozen(tmp_path, base, head) == found
