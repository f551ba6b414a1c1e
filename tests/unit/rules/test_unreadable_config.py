"""A file that cannot be read fails a change, unless the change left its content as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository

BROKEN = "a: [1\n"


def levels(git: Repository, *, strict: bool = False) -> dict[str, str]:
    report = of_commits(git, strict=strict)
    return {found.file or "": str(found.level) for found in report.findings if found.rule == "unreadable-config"}


@pytest.mark.parametrize("broken", ["config/a.yaml", "config/b.yaml", "config/c.yaml"])
def test_it_is_found_wherever_it_stands_among_others(broken: str, tmp_path: Path) -> None:
    files = dict.fromkeys(("config/a.yaml", "config/b.yaml", "config/c.yaml"), "a: 1\n")
    git = repository(tmp_path, files)
    git.commit("x", dict.fromkeys(files, "a: 2\n") | {broken: BROKEN})
    assert levels(git) == {broken: "error"}


def test_every_one_is_found(tmp_path: Path) -> None:
    git = repository(tmp_path, {})
    git.commit("x", {"config/a.yaml": BROKEN, "config/b.yaml": BROKEN})
    assert levels(git) == {"config/a.yaml": "error", "config/b.yaml": "error"}


def test_the_same_content_is_a_note_but_for_a_strict_judgement(tmp_path: Path) -> None:
    git = repository(tmp_path, {"config/a.yaml": BROKEN})
    git.git("update-index", "--chmod=+x", "config/a.yaml")
    git.git("commit", "--quiet", "--message", "make it executable")
    assert levels(git) == {"config/a.yaml": "note"}
    assert levels(git, strict=True) == {"config/a.yaml": "error"}


@pytest.mark.parametrize("base", ["a: [2\n", "a: 1\n", None])
def test_another_content_at_the_base_excuses_nothing(base: str | None, tmp_path: Path) -> None:
    git = repository(tmp_path, {} if base is None else {"config/a.yaml": base})
    git.commit("x", {"config/a.yaml": BROKEN})
    assert levels(git) == {"config/a.yaml": "error"}
