"""A misleading name or value is old only where all of it was there before, and never to a strict judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
ODD = '"h\\u200bost"'


def levels(tmp_path: Path, base: str, head: str, *, strict: bool = False) -> list[str]:
    report = judged(tmp_path, {FILE: base}, {FILE: head}, "x", rules=("confusable-name",), strict=strict)
    return [str(found.level) for found in report.findings]


@pytest.mark.parametrize(
    ("base", "head", "level"),
    [
        ("host: {a: 1}\n", f"{ODD}: {{a: 1}}\n", "note"),
        ("host: {a: 1}\n", f"{ODD}: {{a: 2}}\n", "error"),
        ("host: {a: 1}\n", f"{ODD}: {{a: 1, b: 2}}\n", "error"),  # a part of it is new
        ("host: {a: 1}\n", f"host: {{a: 1}}\n{ODD}: {{a: 1}}\n", "error"),  # nothing moved: it is there twice
    ],
)
def test_a_name_is_old_where_all_beneath_it_was_moved(base: str, head: str, level: str, tmp_path: Path) -> None:
    assert levels(tmp_path / "lenient", base, head) == [level]
    assert levels(tmp_path / "strict", base, head, strict=True) == ["error"]


@pytest.mark.parametrize(
    ("base", "head", "level"),
    [
        ('a: "x\u200by"\n', 'a: "z\u200by"\n', "note"),  # the character was there
        ('old: {a: "x\u200by"}\n', 'new: {a: "x\u200by"}\n', "note"),  # it was moved
        ('a: "x\u202ey"\n', 'a: "x\u200by"\n', "error"),  # another was
        ("a: xy\n", 'a: "x\u200by"\n', "error"),
    ],
)
def test_a_value_is_old_where_it_held_the_character_before(base: str, head: str, level: str, tmp_path: Path) -> None:
    assert levels(tmp_path / "lenient", base, head) == [level]
    assert levels(tmp_path / "strict", base, head, strict=True) == ["error"]
