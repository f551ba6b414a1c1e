"""A folder's own level holds for what a rule says of its settings as for what it says of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files:
  - match: "config/**"
  - match: "config/new/**"
    levels: {{ {levels} }}
"""
FILES = ("config/new/a.yaml", "config/old/a.yaml")


@pytest.mark.parametrize(
    ("levels", "head", "old", "new"),
    [
        ("type-change: error", 'a: "1"\n', "warning", "error"),
        ("type-change: note", 'a: "1"\n', "warning", "note"),
        ("type-change: off", 'a: "1"\n', "warning", None),
        ("unreadable-config: warning", "a: [\n", "error", "warning"),
        ("outside-intent: warning", "a: 2\n", "error", "warning"),
    ],
)
def test_a_level_is_the_folder_s_own(levels: str, head: str, old: str, new: str | None, tmp_path: Path) -> None:
    rule, policy = levels.partition(":")[0], POLICY.format(levels=levels)
    words = "x\n\nConfig-Setting: config/other.yaml:a\n"
    report = judged(tmp_path, dict.fromkeys(FILES, "a: 1\n"), dict.fromkeys(FILES, head), words, policy=policy)
    found = {one.file: str(one.level) for one in report.findings if one.rule == rule}
    assert (found.get(FILES[1]), found.get(FILES[0])) == (old, new)
