"""A schema holds for each document of a file, and for a file of which nothing is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
POLICY = 'version: 1\nfiles: [{ match: "config/**", schema: schemas/s.json }]\n'
SCHEMA = '{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}'
GOOD, BAD = "a: 1\n", "a: x\n"


def violations(tmp_path: Path, base: str, head: str) -> list[str]:
    schema = {"schemas/s.json": SCHEMA}
    report = judged(
        tmp_path, {FILE: base, **schema}, {FILE: head, **schema}, "x", policy=POLICY, rules=("schema-violation",)
    )
    return [f"{found.level} {found.address.inner if found.address else '-'}" for found in report.findings]


@pytest.mark.parametrize(
    ("base", "head", "found"),
    [
        (GOOD, BAD, ["error a"]),
        (f"{GOOD}---\n{GOOD}", f"{BAD}---\n{GOOD}", ["error [#0].a"]),
        (f"{GOOD}---\n{GOOD}", f"{GOOD}---\n{BAD}", ["error [#1].a"]),
        (f"{GOOD}---\n{GOOD}", f"{BAD}---\n{BAD}", ["error [#0].a", "error [#1].a"]),
        (f"{GOOD}---\n{GOOD}---\n{GOOD}", f"{BAD}---\n{GOOD}---\n{BAD}", ["error [#0].a", "error [#2].a"]),
        (f"{BAD}---\n{GOOD}", f"{BAD}---\n{BAD}", ["error [#1].a", "note [#0].a"]),
        (f"{BAD}---\n{BAD}---\nb: 1\na: 1\n", f"{BAD}---\n{BAD}---\nb: 2\na: 1\n", ["note [#0].a", "note [#1].a"]),
    ],
)
def test_each_document_is_held_against_it(base: str, head: str, found: list[str], tmp_path: Path) -> None:
    assert violations(tmp_path, base, head) == found


@pytest.mark.parametrize("nothing", ["", "---\n", "# nothing\n", "---\n---\n"])
def test_a_file_of_which_nothing_is_left_must_fit_it(nothing: str, tmp_path: Path) -> None:
    assert violations(tmp_path, GOOD, nothing) == ["error ."]


def test_beside_a_document_an_empty_one_is_none(tmp_path: Path) -> None:
    assert violations(tmp_path, GOOD, "a: 2\n---\n") == []
