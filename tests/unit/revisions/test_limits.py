"""What is too much to be held at once is undecided, never judged in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from configguard.revisions import _files, _trees
from tests.unit.revisions.asking import commits, staged, worktree

if TYPE_CHECKING:
    from configguard.model.revision import Comparison
    from tests.repositories import Repository


@pytest.fixture
def large(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A hundred bytes in two files, where ninety-nine may be read."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.write_all({"a.yaml": "x" * 60, "b.yaml": "y" * 40})
    for module in (_files, _trees):
        monkeypatch.setattr(module, "MOST", 99)
    return repository


def _read(found: Comparison) -> int:
    files = [pair.head for pair in found.differences[0] if pair.head is not None]
    return sum(map(len, found.head.read(files).values()))


@pytest.mark.parametrize("where", ["commits", "index", "work tree"])
def test_more_than_can_be_held_at_once_is_undecided(large: Repository, where: str) -> None:
    """G63."""
    if where != "work tree":
        large.add()
    if where == "commits":
        large.commit_staged("Grow")
    found = {"commits": commits, "index": staged, "work tree": worktree}[where](large)
    with pytest.raises(Undecided, match="hold more than 0 MB together"):
        _read(found)


def test_as_much_as_that_is_read(large: Repository) -> None:
    large.write("b.yaml", "y" * 39)
    assert _read(worktree(large)) == 99
    large.add()
    assert _read(staged(large)) == 99


def test_one_content_of_many_files_is_held_once(large: Repository) -> None:
    large.commit("Copies", {"a.yaml": "z" * 90, "b.yaml": "z" * 90, "c.yaml": "z" * 90})
    assert _read(commits(large)) == 270
