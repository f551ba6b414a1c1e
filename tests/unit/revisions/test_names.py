"""A short name is taken only where it can mean one commit: whoever may push could else choose what is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked
from tests.unit.revisions.asking import commits, differing, staged, worktree

if TYPE_CHECKING:
    from tests.repositories import Repository


@pytest.fixture
def pushed(repository: Repository) -> Repository:
    """A change that is not yet on `main`, where `origin` has the `main` of the moment."""
    start = repository.commit("Start", {"a.yaml": "1"})
    repository.git("update-ref", "refs/remotes/origin/main", start)
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2"})
    return repository


@pytest.mark.parametrize("name", ["main", "main~0", "main^{}", "main^0", "main^{commit}"])
def test_a_name_of_a_branch_and_a_tag_is_misasked(pushed: Repository, name: str) -> None:
    pushed.git("tag", "main")
    with pytest.raises(Misasked, match="main is the name of several commits") as caught:
        commits(pushed, name)
    assert caught.value.cures == ("write in full which is meant:", "refs/heads/main", "refs/tags/main")


@pytest.mark.parametrize("ref", ["refs/tags/origin/main", "refs/heads/origin/main", "refs/origin/main"])
def test_a_tag_or_branch_that_is_named_as_the_remotes_branch_is_misasked(pushed: Repository, ref: str) -> None:
    """Git would take it, and the change would be compared with itself."""
    pushed.git("update-ref", ref, "HEAD")
    for ask in (commits, staged, worktree):
        with pytest.raises(Misasked, match="origin/main is the name of several commits") as caught:
            ask(pushed, "origin/main")
        assert set(caught.value.cures[1:]) == {ref, "refs/remotes/origin/main"}


def test_a_file_of_git_that_is_named_as_a_tag_is_misasked(pushed: Repository) -> None:
    pushed.git("update-ref", "ORIG_HEAD", "main")
    pushed.git("tag", "ORIG_HEAD", "feature")
    with pytest.raises(Misasked, match="ORIG_HEAD is the name of several commits"):
        commits(pushed, "ORIG_HEAD")


@pytest.mark.parametrize("digits", [7, 12, 39])
def test_a_name_that_is_also_the_beginning_of_an_id_is_misasked(pushed: Repository, digits: int) -> None:
    oid = pushed.oid("main")
    pushed.git("tag", oid[:digits], "feature")
    with pytest.raises(Misasked, match="is the name of several commits") as caught:
        commits(pushed, oid[:digits])
    assert oid in caught.value.cures


def test_a_full_id_is_the_commit_whatever_is_named_so(pushed: Repository) -> None:
    oid = pushed.oid("main")
    pushed.git("update-ref", f"refs/heads/{oid}", "feature")
    assert commits(pushed, oid).bases[0].revision.oid == oid
    assert differing(commits(pushed, oid)) == ["a.yaml"]


@pytest.mark.parametrize("name", ["refs/heads/main", "refs/remotes/origin/main", "refs/tags/v1", "v1", "deadbee", "@"])
def test_what_can_mean_one_commit_is_taken(pushed: Repository, name: str) -> None:
    """Also names of several refs, while they are the same commit."""
    for ref in ("refs/tags/v1", "refs/heads/v1", "refs/heads/deadbee"):
        pushed.git("update-ref", ref, "main")
    assert commits(pushed, name, "feature").bases[0].revision.name == name


def test_a_branch_of_a_remote_that_was_never_fetched_is_to_be_fetched(repository: Repository) -> None:
    repository.commit("Begin", {"a.yaml": "1"})
    repository.git("remote", "add", "upstream", "https://example.org/x.git")
    with pytest.raises(Misasked, match="there is no revision upstream/release/2") as caught:
        commits(repository, "upstream/release/2")
    assert caught.value.cures == ("git fetch -- upstream release/2",)
    with pytest.raises(Misasked, match="there is no revision nowhere/release") as caught:
        commits(repository, "nowhere/release")
    assert caught.value.cures == ("there are main",)
