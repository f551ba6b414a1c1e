from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked, Undecided
from configguard.model.event import Event
from tests.repositories import MERGE, PullRequest
from tests.unit.revisions.asking import contents, differing, event

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository


def _run(pull_request: PullRequest, *, name: str = "pull_request", head: str | None = None) -> Event:
    """What the run is told."""
    head = head or pull_request.merge
    return Event(name, head=head, base_branch="main", number=7, head_branch_tip=pull_request.tip)


@pytest.fixture
def pull_request(repository: Repository) -> PullRequest:
    return PullRequest(repository)


def test_a_merge_checkout_of_depth_two_is_compared_with_its_first_parent(
    pull_request: PullRequest, tmp_path: Path
) -> None:
    """G02: what would land, whatever the event says of the base."""
    found = event(pull_request.checkout(tmp_path / "copy", 2), _run(pull_request))
    assert differing(found) == ["a.yaml"]
    assert contents(found, "a.yaml") == (b"1", b"3")
    assert found.tip.revision.oid == found.bases[0].revision.oid == pull_request.base
    assert str(found.tip.revision) == f"{pull_request.base[:7]} (main)"


def test_at_depth_two_the_messages_are_not_all_there(pull_request: PullRequest, tmp_path: Path) -> None:
    found = event(pull_request.checkout(tmp_path / "copy", 2), _run(pull_request))
    assert found.messages is None
    assert found.messages_missing == "this clone is shallow, so not all messages of the change can be read"
    assert "fetch-depth: 0" in found.messages_cure


def test_with_all_history_the_messages_are_those_of_the_pull_request(pull_request: PullRequest, tmp_path: Path) -> None:
    found = event(pull_request.checkout(tmp_path / "copy", None), _run(pull_request))
    assert found.messages is not None
    assert [m.text.split("\n")[0] for m in found.messages] == ["Mine", "Mine again"]


def test_a_merge_checkout_of_depth_one_is_undecided(pull_request: PullRequest, tmp_path: Path) -> None:
    """G01: the missing commit is named, and depth two is enough."""
    with pytest.raises(Undecided, match=f"{pull_request.base[:12]}, is not in this clone") as caught:
        event(pull_request.checkout(tmp_path / "copy", 1), _run(pull_request))
    assert any("fetch-depth: 2" in cure for cure in caught.value.cures)
    assert "shallow" in caught.value.problem


def test_a_merge_of_something_else_is_undecided(pull_request: PullRequest, tmp_path: Path) -> None:
    """G02, G08: the second parent must be the head of the pull request."""
    copy = pull_request.checkout(tmp_path / "copy", 2)
    other = Event("pull_request", head="1" * 40, base_branch="main", number=8, head_branch_tip="2" * 40)
    with pytest.raises(Undecided, match="neither the merge commit of the pull request nor its head"):
        event(copy, other)


def test_a_merge_of_three_is_undecided(pull_request: PullRequest) -> None:
    """G17."""
    remote = pull_request.remote
    remote.branch("third", "main~1")
    remote.commit("Third", {"c.yaml": "1"})
    remote.branch("octopus", "main")
    octopus = remote.merge("third", "feature")
    happened = Event("pull_request", head=octopus, base_branch="main", head_branch_tip="2" * 40)
    with pytest.raises(Undecided, match="HEAD has 3 parents"):
        event(remote, happened)


def test_a_checkout_of_the_head_is_compared_from_where_it_left(pull_request: PullRequest, tmp_path: Path) -> None:
    """G08: without a merge commit, by merge base, and that is said."""
    copy = pull_request.checkout(tmp_path / "copy", None)
    copy.git("checkout", "--quiet", "--detach", pull_request.tip)
    copy.git("update-ref", "-d", "refs/remotes/pull/7/merge")
    found = event(copy, _run(pull_request, head="3" * 40))
    assert differing(found) == ["a.yaml"]
    assert found.tip.revision.oid == pull_request.base
    assert "merge commit is not in this clone" in found.notes[0]


def test_objects_that_were_only_fetched_are_enough(pull_request: PullRequest, tmp_path: Path) -> None:
    """C02: pull_request_target checks the base out, and the merge commit lies in a private ref."""
    copy = pull_request.checkout(tmp_path / "copy", 1, "refs/heads/main")
    happened = _run(pull_request, name="pull_request_target", head=pull_request.tip)
    with pytest.raises(Undecided) as caught:
        event(copy, happened)
    cure = next(cure for cure in caught.value.cures if cure.startswith("git fetch"))
    assert cure == f"git fetch --depth=2 origin {MERGE}:{MERGE}"
    copy.git(*cure.split()[1:])
    found = event(copy, happened)
    assert differing(found) == ["a.yaml"]
    assert found.head.revision.oid == pull_request.merge
    assert copy.oid() == pull_request.base


def test_a_base_that_has_moved_on_is_said(pull_request: PullRequest, tmp_path: Path) -> None:
    """G08: the merge commit is what is judged."""
    pull_request.remote.commit("Later still", {"b.yaml": "3"})
    found = event(pull_request.checkout(tmp_path / "copy", None), _run(pull_request))
    assert differing(found) == ["a.yaml"]
    assert found.notes == ("main has moved on since the merge commit was made; it is compared as it was then",)


def test_a_given_base_goes_before_the_event(pull_request: PullRequest, tmp_path: Path) -> None:
    found = event(pull_request.checkout(tmp_path / "copy", None), _run(pull_request), base="origin/main~1")
    assert differing(found) == ["a.yaml", "b.yaml"]


def test_a_merge_group_is_compared_between_its_ends(pull_request: PullRequest) -> None:
    """G09."""
    happened = Event("merge_group", base=pull_request.base, head=pull_request.merge, base_branch="main")
    found = event(pull_request.remote, happened)
    assert differing(found) == ["a.yaml"]
    assert found.messages is not None
    assert [m.text.split("\n")[0] for m in found.messages] == ["Mine", "Mine again", "Merge"]


def test_a_push_is_compared_between_before_and_after(pull_request: PullRequest) -> None:
    happened = Event("push", base=pull_request.base, head=pull_request.merge, base_branch="main")
    assert differing(event(pull_request.remote, happened)) == ["a.yaml"]


def test_a_forced_push_is_compared_with_what_was_there(pull_request: PullRequest) -> None:
    """G12."""
    happened = Event("push", base=pull_request.tip, head=pull_request.base, base_branch="main")
    found = event(pull_request.remote, happened)
    assert differing(found) == ["a.yaml", "b.yaml"]
    assert contents(found, "a.yaml") == (b"3", b"1")


def test_a_forced_push_over_what_is_not_there_is_undecided(pull_request: PullRequest) -> None:
    """G12."""
    happened = Event("push", base="5" * 40, head=pull_request.base, base_branch="main")
    with pytest.raises(
        Undecided, match="the commit before the change, commit 555555555555, is not in this clone"
    ) as caught:
        event(pull_request.remote, happened)
    assert caught.value.cures[0] == f"git fetch origin {'5' * 40}"
    assert "--base REV" in caught.value.cures[1]


def test_a_new_branch_is_compared_from_where_it_left(pull_request: PullRequest) -> None:
    """G11."""
    found = event(pull_request.remote, Event("push", head=pull_request.tip, base_branch="main"))
    assert differing(found) == ["a.yaml"]
    assert found.tip.revision.oid == pull_request.base


def test_a_new_branch_in_a_shallow_clone_is_undecided(pull_request: PullRequest, tmp_path: Path) -> None:
    """G04, G11."""
    copy = pull_request.checkout(tmp_path / "copy", 1)
    copy.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    with pytest.raises(Undecided, match="shallow"):
        event(copy, Event("push", head=pull_request.merge, base_branch="main"))


def test_a_branch_that_is_gone_proposes_nothing(pull_request: PullRequest) -> None:
    """G13."""
    found = event(pull_request.remote, Event("push", head="0" * 40, base_branch="main", deleted=True))
    assert found.differences == ((),)
    assert found.notes == ("the branch was deleted, so there is nothing to check",)
    assert found.tip.find("a.yaml") is not None


@pytest.mark.parametrize("name", ["push", "schedule", "workflow_dispatch"])
def test_an_event_without_a_base_is_misasked_unless_one_is_given(pull_request: PullRequest, name: str) -> None:
    """G14."""
    happened = Event(name, head=pull_request.merge if name == "push" else None)
    with pytest.raises(Misasked, match=f"a run of {name} has nothing to compare with"):
        event(pull_request.remote, happened)
    assert event(pull_request.remote, happened, base="main~1").differences


def test_a_base_branch_that_is_not_there_is_undecided(pull_request: PullRequest) -> None:
    happened = Event("push", head=pull_request.tip, base_branch="release")
    with pytest.raises(Undecided, match="release is not in this clone") as caught:
        event(pull_request.remote, happened)
    assert "git fetch origin release" in caught.value.cures
