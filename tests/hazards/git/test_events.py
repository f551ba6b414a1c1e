"""What a run of CI is for is judged between the right ends, or there is no verdict: the command, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.repositories import PullRequest, Repository
from tests.unit.guard.asking import POLICY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hazards.git.asking import Command, Said

API = "smtp:\n  host: mx1\nbilling:\n  plan: a\n"
WIDER = API.replace("mx1", "mx2")
STRAYED = WIDER.replace("plan: a", "plan: b")
TRAILERS_ALONE = f"{POLICY}intent: {{ sources: trailer }}\n"
ZEROS = "0" * 40
BEFORE = {"b.yaml": "1", "config/api.yaml": API}


def pull_request(top: Path, last: str, policy: str = POLICY) -> PullRequest:
    """A pull request that says it is for `email`, and whose last commit makes this of the API's configuration."""
    start = {".configguard.yaml": policy, **BEFORE}
    return PullRequest(Repository(top), start, {"config/api.yaml": WIDER}, {"config/api.yaml": last, "c.txt": "1"})


@pytest.fixture
def strayed(tmp_path: Path) -> PullRequest:
    """A pull request that does more than it says."""
    return pull_request(tmp_path / "remote", STRAYED)


@pytest.fixture
def honest(tmp_path: Path) -> PullRequest:
    """A pull request that does what it says."""
    return pull_request(tmp_path / "remote", WIDER)


def run(command: Command, asked: PullRequest, copy: Repository, *, body: str | None = None, tip: str = "") -> Said:
    """A run of the event `pull_request`."""
    payload: dict[str, object] = {
        "pull_request": {
            "number": 7,
            "body": body,
            "head": {"sha": tip or asked.tip},
            "base": {"ref": "main", "sha": ZEROS},  # as old as the pull request, and never used
        }
    }
    return command.on(copy, "pull_request", payload, sha=asked.merge)


def test_a_clone_of_depth_one_is_no_verdict(command: Command, honest: PullRequest, tmp_path: Path) -> None:
    """G01: the missing commit is named, and what brings it."""
    said = run(command, honest, honest.checkout(tmp_path / "copy", 1))
    assert said.status == 3
    assert honest.base[:12] in said.words
    assert "shallow" in said.words
    assert "fetch-depth: 2" in said.words


@pytest.mark.parametrize(
    ("body", "status"), [("Config-Scope: email", 0), ("Config-Scope: billing", 3), (None, 3)], ids=str
)
def test_a_clone_of_depth_two_has_the_diff_and_not_all_words(
    command: Command, honest: PullRequest, tmp_path: Path, body: str | None, status: int
) -> None:
    """G02: between the merge commit and its first parent; a part of the messages is not taken for all."""
    said = run(command, honest, honest.checkout(tmp_path / "copy", 2), body=body)
    assert said.status == status
    assert ("fetch-depth: 0" in said.words) is (status == 3)


def test_a_whole_clone_passes_what_does_what_it_says(command: Command, honest: PullRequest, tmp_path: Path) -> None:
    assert run(command, honest, honest.checkout(tmp_path / "copy", None)).status == 0


def test_a_whole_clone_fails_what_strays(command: Command, strayed: PullRequest, tmp_path: Path) -> None:
    """G02: and what the target branch did meanwhile is nobody's doing."""
    said = run(command, strayed, strayed.checkout(tmp_path / "copy", None))
    assert said.status == 1
    assert "billing.plan" in said.words
    assert "b.yaml" not in said.words


def test_a_merge_commit_of_another_state_is_no_verdict(command: Command, honest: PullRequest, tmp_path: Path) -> None:
    """G02, G08: its second parent is not the pull request's last commit."""
    said = run(command, honest, honest.checkout(tmp_path / "copy", 2), tip="2" * 40)
    assert said.status == 3
    assert "222222222222" in said.words


def test_a_merge_queue_is_judged_between_its_ends(command: Command, tmp_path: Path) -> None:
    """G09, G10: its event holds no text, so what strays from the messages is decided where they are the only source."""
    for policy, last, status in (
        (POLICY, WIDER, 0),
        (POLICY, STRAYED, 3),
        (TRAILERS_ALONE, WIDER, 0),
        (TRAILERS_ALONE, STRAYED, 1),
    ):
        asked = pull_request(tmp_path / f"{status}{len(policy)}", last, policy)
        ends = {"base_ref": "refs/heads/main", "base_sha": asked.base, "head_sha": asked.merge}
        assert command.on(asked.remote, "merge_group", {"merge_group": ends}).status == status


def push(before: str, after: str, ref: str = "refs/heads/main") -> dict[str, object]:
    """A push, as its event tells it."""
    return {"ref": ref, "before": before, "after": after, "repository": {"default_branch": "main"}}


def test_a_push_is_judged_between_what_was_and_what_is(command: Command, tmp_path: Path) -> None:
    """G12: also a forced one, where what was is still there."""
    asked = pull_request(tmp_path / "remote", STRAYED, TRAILERS_ALONE)
    assert command.on(asked.remote, "push", push(asked.base, asked.merge)).status == 1
    assert command.on(asked.remote, "push", push(asked.merge, asked.base)).status == 1
    assert command.on(asked.remote, "push", push(asked.base, asked.base)).status == 0


def test_a_forced_push_over_what_is_gone_is_no_verdict(command: Command, honest: PullRequest) -> None:
    """G12."""
    said = command.on(honest.remote, "push", push("5" * 40, honest.merge))
    assert said.status == 3
    assert "555555555555" in said.words


def test_a_new_branch_is_judged_from_where_it_left(command: Command, tmp_path: Path) -> None:
    """G11."""
    asked = pull_request(tmp_path / "remote", STRAYED, TRAILERS_ALONE)
    said = command.on(asked.remote, "push", push(ZEROS, asked.tip, "refs/heads/feature"))
    assert said.status == 1
    assert "billing.plan" in said.words


def test_a_deleted_branch_has_nothing_to_judge(command: Command, strayed: PullRequest) -> None:
    """G13: and says so."""
    said = command.on(strayed.remote, "push", push(strayed.tip, ZEROS, "refs/heads/feature"))
    assert said.status == 0
    assert "the branch was deleted, so there is nothing to check" in said.words


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("push", push(ZEROS, "1" * 40, "refs/tags/v1")),
        ("push", push("2" * 40, "1" * 40, "refs/tags/v1")),
        ("workflow_dispatch", {"inputs": None, "workflow": "x.yml"}),
        ("schedule", {"schedule": "5 4 * * *"}),
        ("release", {"action": "published"}),
    ],
    ids=["a new tag", "a moved tag", "by hand", "by the clock", "another"],
)
def test_a_run_without_two_ends_is_a_wrong_question(
    command: Command, strayed: PullRequest, name: str, payload: dict[str, object]
) -> None:
    """G14: unless somebody names the base."""
    payload = {key: strayed.tip if value == "1" * 40 else value for key, value in payload.items()}
    said = command.on(strayed.remote, name, payload)
    assert said.status == 2
    assert "--base REV" in said.words
    strayed.remote.switch("feature")
    assert command.on(strayed.remote, name, payload, "--base", "main", "--scope", "email").status == 1
    assert command.on(strayed.remote, name, payload, "--base", "main", "--scope", "email,billing").status == 0


def test_the_first_push_of_all_is_judged_only_where_that_is_asked_for(command: Command, tmp_path: Path) -> None:
    """G16."""
    first = Repository(tmp_path / "first")
    files = {".configguard.yaml": TRAILERS_ALONE, "config/api.yaml": API}
    oid = first.commit("Begin\n\nConfig-Scope: email, billing\n", files)
    payload = push(ZEROS, oid)
    assert command.on(first, "push", payload).status == 2
    said = command.on(first, "push", payload, "--base", "empty")
    assert said.status == 0
    assert "so all is new" in said.words
    oid = first.commit_staged("Begin\n\nConfig-Scope: email\n", "--amend")
    assert command.on(first, "push", push(ZEROS, oid), "--base", "empty").status == 1
