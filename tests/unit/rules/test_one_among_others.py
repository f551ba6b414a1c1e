"""What a rule looks for is found wherever it stands among files and words that are all right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

FILES = ("config/a.yaml", "config/b.yaml", "config/c.yaml")
MANY = "".join(f"k{n}: 1\n" for n in range(40))


def files_of(report: Report, rule: str) -> dict[str | None, str]:
    return {found.file: str(found.level) for found in report.findings if found.rule == rule}


@pytest.mark.parametrize("odd", FILES)
def test_a_symlink_among_plain_files(odd: str, tmp_path: Path) -> None:
    git = repository(tmp_path, dict.fromkeys(FILES, "a: 1\n"))
    for file in FILES:
        (git.top / file).write_text("a: 2\n", encoding="utf-8")
    (git.top / odd).unlink()
    (git.top / odd).symlink_to("elsewhere.yaml")
    git.git("add", "--all")
    git.git("commit", "--quiet", "--message", "x")
    assert files_of(of_commits(git), "irregular-file") == {odd: "error"}


def test_a_symlink_that_points_elsewhere_is_old_but_for_a_strict_judgement(tmp_path: Path) -> None:
    git = repository(tmp_path, {})
    for target in ("one.yaml", "two.yaml"):
        (git.top / FILES[0]).unlink(missing_ok=True)
        (git.top / FILES[0]).parent.mkdir(exist_ok=True)
        (git.top / FILES[0]).symlink_to(target)
        git.git("add", "--all")
        git.git("commit", "--quiet", "--message", target)
    assert files_of(of_commits(git, base="HEAD~1"), "irregular-file") == {FILES[0]: "note"}
    assert files_of(of_commits(git, base="HEAD~1", strict=True), "irregular-file") == {FILES[0]: "error"}


@pytest.mark.parametrize("before", ["config/a.yaml:k1", "**:**", "config/c.yaml:k*"])
@pytest.mark.parametrize("others", [0, 30])
def test_a_broad_pattern_behind_other_lines_and_beside_other_files(before: str, others: int, tmp_path: Path) -> None:
    base = dict.fromkeys(FILES, MANY)
    head = {**base, FILES[0]: MANY.replace("k1: 1\n", "k1: 2\n"), FILES[2]: MANY.replace(": 1", ": 2", others)}
    message = f"x\n\nConfig-Setting: {before}\nConfig-Setting: config/a.yaml:k*\n"
    report = judged(tmp_path, base, head, message)
    found = [found.message for found in report.findings if found.rule == "broad-intent"]
    assert any("config/a.yaml:k*" in text and "of which 1 changed" in text for text in found), found
