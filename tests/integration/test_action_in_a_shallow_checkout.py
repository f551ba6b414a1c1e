"""The action where not all history is checked out: what is needed is fetched, or there is no verdict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration import doors
from tests.integration.runner import Runner, proposed
from tests.repositories import Repository


def _shallow(tmp_path: Path, installed: Path, depth: int, content: str = doors.API_WIDER) -> Runner:
    """A run on a checkout of a pull request that says in its commit alone what it is for."""
    runner = proposed(tmp_path, installed, content, None, message="Raise the pool\n\nConfig-Scope: email\n")
    whole = Repository(runner.workspace, init=False)
    whole.git("branch", "merge", "HEAD")
    shallow = whole.clone(tmp_path / "shallow", f"--depth={depth}", branch="merge")
    runner.workspace = shallow.top
    return runner


def _is_shallow(runner: Runner) -> bool:
    return (runner.workspace / ".git/shallow").exists()


@pytest.mark.parametrize("depth", [1, 2])
def test_base_and_messages_are_fetched_where_they_are_needed(tmp_path: Path, installed: Path, depth: int) -> None:
    runner = _shallow(tmp_path, installed, depth)
    run = runner.run()
    assert run.status == 0, run.log
    said = json.loads(Path(run.outputs["report"]).read_text("utf-8"))["intent"]["said"]
    assert [(line["source"], line["text"]) for line in said] == [("trailer", "Config-Scope: email")]


def test_a_change_that_strays_is_found_from_a_checkout_of_depth_one(tmp_path: Path, installed: Path) -> None:
    run = _shallow(tmp_path, installed, 1, doors.API_STRAYED).run()
    assert run.status == 1, run.log
    assert run.outputs["verdict"] == "fail"


@pytest.mark.parametrize("depth", [1, 2])
def test_where_nothing_is_to_be_fetched_there_is_no_verdict(tmp_path: Path, installed: Path, depth: int) -> None:
    runner = _shallow(tmp_path, installed, depth)
    run = runner.run(deepen="false")
    assert run.status == 3, run.log
    assert run.outputs["verdict"] == "unjudged"
    assert f"fetch-depth: {2 if depth == 1 else 0}" in run.log
    assert _is_shallow(runner)


@pytest.mark.parametrize("depth", [1, 2])
def test_a_remote_that_is_not_there_leaves_no_verdict_and_says_why(tmp_path: Path, installed: Path, depth: int) -> None:
    runner = _shallow(tmp_path, installed, depth)
    Repository(runner.workspace, init=False).git("remote", "set-url", "origin", "file:///nowhere")
    run = runner.run()
    assert run.status == 3, run.log
    assert "does not appear to be a git repository" in run.log
    assert "fetch-depth: 0" in run.log


def test_where_the_pull_request_alone_is_read_the_two_ends_are_enough(tmp_path: Path, installed: Path) -> None:
    runner = _shallow(tmp_path, installed, 2, doors.API_STRAYED)
    policy = doors.FIRST_FILES[".configguard.yaml"] + "intent: { sources: pull-request }\n"
    (tmp_path / "policy.yaml").write_text(policy, "utf-8")
    run = runner.run(policy=str(tmp_path / "policy.yaml"))
    assert run.status == 1, run.log
    assert _is_shallow(runner)
