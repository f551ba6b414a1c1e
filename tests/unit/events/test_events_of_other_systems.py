"""What GitLab, Jenkins, Azure and Bitbucket tell of a run comes to the same as what GitHub tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import events, guard
from configguard.errors import Misasked, Undecided
from configguard.guard import Question
from configguard.model.event import Event
from configguard.model.revision import Ask
from tests.repositories import Repository
from tests.unit.guard.asking import errors

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

TIP, MERGE, BEFORE, ZEROS = "a" * 40, "b" * 40, "c" * 40, "0" * 40
MERGE_REQUEST = {
    "GITLAB_CI": "true",
    "CI_PIPELINE_SOURCE": "merge_request_event",
    "CI_MERGE_REQUEST_IID": "12",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    "CI_MERGE_REQUEST_TITLE": "feat(email): widen",
    "CI_MERGE_REQUEST_DESCRIPTION": "Config-Scope: email",
    "CI_MERGE_REQUEST_LABELS": "bug,scope: email",
    "CI_COMMIT_SHA": TIP,
    "GITLAB_USER_LOGIN": "whoever-started-it-again",
}
PUSH = {
    "GITLAB_CI": "true",
    "CI_PIPELINE_SOURCE": "push",
    "CI_COMMIT_SHA": TIP,
    "CI_COMMIT_BRANCH": "work",
    "CI_COMMIT_BEFORE_SHA": BEFORE,
    "CI_DEFAULT_BRANCH": "main",
}


def read(environ: dict[str, str]) -> Event:
    found = events.read(environ, None)
    assert found is not None
    return found


def test_a_merge_request_has_its_words_and_no_author_whom_nobody_tells() -> None:
    assert read(MERGE_REQUEST) == Event(
        "merge_request",
        head=TIP,
        base_branch="main",
        number=12,
        title="feat(email): widen",
        body="Config-Scope: email",
        labels=("bug", "scope: email"),
        head_branch_tip=TIP,
    )


def test_what_merging_would_make_is_told_apart_from_the_request_s_own_commit() -> None:
    found = read(MERGE_REQUEST | {"CI_COMMIT_SHA": MERGE, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": TIP})
    assert (found.head, found.head_branch_tip) == (MERGE, TIP)


def test_a_description_that_is_cut_is_known_to_be() -> None:
    assert read(MERGE_REQUEST | {"CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED": "true"}).body_is_cut


@pytest.mark.parametrize("name", ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CI_MERGE_REQUEST_IID"])
def test_a_merge_request_that_does_not_hold_together_is_misasked(name: str) -> None:
    with pytest.raises(Misasked, match="which merge request"):
        read(MERGE_REQUEST | {name: ""})


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Event("push", base=BEFORE, head=TIP, base_branch="work")),
        ({"CI_COMMIT_BEFORE_SHA": ZEROS}, Event("push", head=TIP, base_branch="main")),
        ({"CI_COMMIT_BEFORE_SHA": ZEROS, "CI_COMMIT_BRANCH": "main"}, Event("push", head=TIP)),
        ({"CI_PIPELINE_SOURCE": "schedule"}, Event("schedule", head=TIP)),
    ],
)
def test_a_push_is_compared_with_what_was_there_and_nothing_else_is(more: dict[str, str], expected: Event) -> None:
    assert read(PUSH | more) == expected


def test_a_tag_has_nothing_to_compare_with() -> None:
    environ = {name: value for name, value in PUSH.items() if name != "CI_COMMIT_BRANCH"}
    assert read(environ) == Event("push", head=TIP)


@pytest.mark.parametrize(
    ("environ", "tip", "author"),
    [
        ({"CHANGE_ID": "12", "CHANGE_TARGET": "main", "GIT_COMMIT": TIP, "CHANGE_AUTHOR": "ada"}, TIP, "ada"),
        (
            {
                "SYSTEM_PULLREQUEST_PULLREQUESTID": "12",
                "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
                "BUILD_SOURCEVERSION": TIP,
                "SYSTEM_PULLREQUEST_SOURCECOMMITID": MERGE,
            },
            MERGE,
            None,
        ),
        ({"BITBUCKET_PR_ID": "12", "BITBUCKET_PR_DESTINATION_BRANCH": "main", "BITBUCKET_COMMIT": TIP}, TIP, None),
    ],
)
def test_the_others_tell_branch_and_number_and_never_the_text(
    environ: dict[str, str], tip: str, author: str | None
) -> None:
    found = read(environ)
    assert (found.number, found.base_branch, found.head, found.head_branch_tip) == (12, "main", TIP, tip)
    assert (found.author, found.body_is_cut) == (author, True)


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ({"GITHUB_ACTIONS": "true", "CI": "true"}, "GitHub Actions"),
        ({"GITLAB_CI": "true", "CI": "true"}, "GitLab CI"),
        ({"TF_BUILD": "True"}, "Azure Pipelines"),
        ({"JENKINS_URL": "https://ci.example.org/"}, "Jenkins"),
        ({"BITBUCKET_BUILD_NUMBER": "7", "CI": "true"}, "Bitbucket Pipelines"),
        ({"CIRCLECI": "true", "CI": "true"}, "CircleCI"),
        ({"TEAMCITY_VERSION": "2026.1"}, "TeamCity"),
        ({"CI": "1"}, "a CI system"),
        ({"CI": "false"}, None),
        ({"TF_BUILD": ""}, None),
        ({}, None),
    ],
)
def test_each_system_is_known_by_its_own_sign(sign: dict[str, str], name: str | None) -> None:
    assert events.system(sign) == name


def test_a_laptop_tells_nothing() -> None:
    assert events.read({"CI": "true", "GIT_COMMIT": TIP}, None) is None


class Pipeline:
    """A clone in which GitLab CI runs for a merge request."""

    def __init__(self, top: Path, body: str, *, fetched: bool = True) -> None:
        origin = Repository(top / "origin")
        policy = 'version: 1\nfiles: [{ match: "config/**" }]\nscopes: { email: { settings: ["config/a.yaml:a"] } }\n'
        origin.commit("Begin", {".configguard.yaml": policy, "config/a.yaml": "a: 1\nb: 1\n"})
        origin.branch("work")
        origin.commit("Work", {"config/a.yaml": "a: 2\nb: 1\n"})
        self.clone = origin.clone(top / "clone", branch="work")
        self.clone.git("checkout", "--quiet", "--detach")
        if not fetched:
            self.clone.git("update-ref", "-d", "refs/remotes/origin/main")
            self.clone.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD")
        sha = {"CI_COMMIT_SHA": self.clone.oid(), "CI_MERGE_REQUEST_DESCRIPTION": body}
        self.event = read(MERGE_REQUEST | sha)

    def judged(self) -> Report:
        ask = Ask(self.clone.directory, event=self.event)
        return guard.judge(Question(ask, event=self.event, ci=True))


def test_a_merge_request_is_judged_by_its_description(tmp_path: Path) -> None:
    assert Pipeline(tmp_path / "said", "Config-Scope: email").judged().verdict == "pass"
    assert errors(Pipeline(tmp_path / "unsaid", "Widen the pool").judged()) == {"missing-intent"}


def test_a_target_branch_that_was_not_fetched_is_undecided_with_the_words_that_fetch_it(tmp_path: Path) -> None:
    with pytest.raises(Undecided) as caught:
        Pipeline(tmp_path, "Config-Scope: email", fetched=False).judged()
    assert "git fetch origin main" in caught.value.cures
    assert any("GIT_DEPTH" in cure for cure in caught.value.cures)
