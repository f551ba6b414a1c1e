"""Where not all commits are at hand, nothing that one of them says is taken for the words of all."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - part of the public signatures

import pytest

from configguard import guard
from configguard.guard import Question
from configguard.model.event import Event
from configguard.model.report import Report  # noqa: TC001 - as above
from configguard.model.revision import Ask
from tests.repositories import PullRequest, Repository
from tests.unit.guard.asking import errors
from tests.unit.guard.test_each_commit import FILE, POLICY, api

SAID = ".configguard/changes/mail.yaml"


def judged(tmp_path: Path, policy: str, *, depth: int | None, deepen: bool = False, body: str = "") -> Report:
    """A pull request whose first commit says nothing, and whose second one brings a change file."""
    start = {".configguard.yaml": policy, FILE: api(), "b.yaml": "1"}
    made = PullRequest(Repository(tmp_path / "remote"), start, {FILE: api(2)}, {SAID: "scopes: [email]\n"})
    copy = made.checkout(tmp_path / "copy", depth)
    event = Event("pull_request", head=made.merge, base_branch="main", number=7, head_branch_tip=made.tip, body=body)
    return guard.judge(Question(Ask(copy.directory, event=event, deepen=deepen), event=event, ci=True))


EACH = POLICY.replace("[trailer]", "[change-file, pull-request]")
WHOLE = EACH.replace(", per: commit", "")


@pytest.mark.parametrize(("depth", "deepen"), [(None, False), (2, True)])
def test_the_change_file_of_one_commit_does_not_cover_another(
    tmp_path: Path, depth: int | None, *, deepen: bool
) -> None:
    report = judged(tmp_path, EACH, depth=depth, deepen=deepen)
    assert (report.verdict, errors(report)) == ("fail", {"missing-intent"})


def test_nor_does_it_where_the_commits_are_cut_off(tmp_path: Path) -> None:
    report = judged(tmp_path, EACH, depth=2)
    assert report.verdict == "unjudged"
    assert report.unjudged[0].startswith("change-file could not be read: this clone is shallow")
    assert "fetch-depth: 0" in report.unjudged[1]


def test_what_the_pull_request_says_holds_for_each_of_them(tmp_path: Path) -> None:
    assert judged(tmp_path, EACH, depth=2, body="Config-Scope: email").verdict == "pass"


def test_where_the_change_is_judged_as_a_whole_its_file_is_enough(tmp_path: Path) -> None:
    assert judged(tmp_path, WHOLE, depth=2).verdict == "pass"
