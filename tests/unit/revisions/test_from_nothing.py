"""All is taken for new where there is no commit before, and where that is asked for; never for want of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked
from configguard.model.event import Event
from tests.repositories import Repository
from tests.unit.revisions.asking import commits, contents, differing, event, staged, worktree

if TYPE_CHECKING:
    from pathlib import Path

_ASKED = "compared with nothing at all, as was asked, so all is new"


@pytest.fixture(params=["sha1", "sha256"])
def first(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """A repository with its first commit alone."""
    repository = Repository(tmp_path / "first", object_format=request.param)
    repository.commit("Begin\n\nConfig-Scope: email\n", {"d/a.yaml": "1", "b.yaml": "1"})
    return repository


def test_the_first_commit_is_compared_with_nothing_where_that_is_said(first: Repository) -> None:
    """G16."""
    found = commits(first, "empty")
    assert differing(found) == ["b.yaml", "d/a.yaml"]
    assert contents(found, "d/a.yaml") == (None, b"1")
    assert found.bases[0].revision.kind == "empty"
    assert [said.text for said in found.messages or ()] == ["Begin\n\nConfig-Scope: email\n"]
    assert found.notes == (_ASKED,)


def test_the_id_of_the_tree_without_files_means_the_same(first: Repository) -> None:
    tree = first.git("hash-object", "-t", "tree", "--stdin")
    assert differing(commits(first, tree)) == ["b.yaml", "d/a.yaml"]


def test_index_and_work_tree_are_compared_with_nothing_too(first: Repository) -> None:
    first.write("c.yaml", "1")
    assert differing(worktree(first, "empty")) == ["b.yaml", "c.yaml", "d/a.yaml"]
    assert worktree(first, "empty").messages is not None
    first.add()
    found = staged(first, "empty")
    assert differing(found) == ["b.yaml", "c.yaml", "d/a.yaml"]
    assert (found.messages, found.messages_missing) == (None, "there is no commit message yet")


def test_before_the_first_commit_that_is_nothing_new(tmp_path: Path) -> None:
    """G15."""
    repository = Repository(tmp_path / "unborn")
    repository.write("a.yaml", "1")
    repository.add()
    assert staged(repository, "empty") == staged(repository)
    assert differing(worktree(repository, "empty")) == ["a.yaml"]


def test_the_push_of_a_first_commit_is_misasked_and_told_how_to_ask(first: Repository) -> None:
    """G16: nothing is compared with nothing unless somebody says so."""
    pushed = Event("push", head=first.oid())
    with pytest.raises(Misasked, match="a run of push has nothing to compare with") as caught:
        event(first, pushed)
    assert caught.value.cures == ("name it: --base REV", "or take all for new: --base empty")
    assert differing(event(first, pushed, "empty")) == ["b.yaml", "d/a.yaml"]


def test_a_branch_that_is_gone_proposes_nothing_all_the_same(first: Repository) -> None:
    gone = Event("push", head="0" * 40, deleted=True)
    assert event(first, gone, "empty").differences == ((),)


def test_messages_that_a_shallow_clone_cuts_off_are_missing(first: Repository, tmp_path: Path) -> None:
    first.commit("Next", {"b.yaml": "2"})
    found = commits(first.clone(tmp_path / "copy", "--depth=1"), "empty")
    assert found.messages is None
    assert "shallow" in found.messages_missing


def test_a_commit_of_that_name_is_misasked(first: Repository) -> None:
    """Nobody can push a tag that turns one into the other."""
    first.git("tag", "empty")
    for ask in (commits, staged, worktree):
        with pytest.raises(Misasked, match="empty stands for no commit at all, and is the name of one here") as caught:
            ask(first, "empty")
    assert caught.value.cures[0] == "name the commit in full, as in refs/heads/empty"
    assert differing(commits(first, "refs/tags/empty")) == []
