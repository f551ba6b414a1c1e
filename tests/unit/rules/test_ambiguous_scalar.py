"""A value that the versions of YAML read differently is old beside its like alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"


@pytest.mark.parametrize(
    ("base", "head", "level"),
    [
        ("a: no\n", "a: yes\n", "note"),  # words of truth, then and now
        ("a: 012\n", "a: 013\n", "note"),
        ("a: 012\n", "a: yes\n", "warning"),  # another sort stood here
        ("a: no\n", "a: 012\n", "warning"),
        ("b: no\n", "a: yes\nb: no\n", "warning"),  # under another key
        ("a: x\n", "a: yes\n", "warning"),
        ("old: {a: no}\n", "new: {a: no}\n", "note"),  # it was moved
    ],
)
def test_a_value_is_old_where_its_like_stood_under_its_key(base: str, head: str, level: str, tmp_path: Path) -> None:
    def levels(name: str, *, strict: bool) -> list[str]:
        files = {FILE: base}, {FILE: head}
        report = judged(tmp_path / name, *files, "x", rules=("ambiguous-scalar",), strict=strict)
        return [str(found.level) for found in report.findings]

    assert levels("lenient", strict=False) == [level]
    assert levels("strict", strict=True) == ["warning"]
