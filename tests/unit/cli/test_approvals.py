"""A critical setting that needs an owner's approval changes with it alone: whose counts, and when nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.repositories import Repository
from tests.unit.cli.reviewed import on_github
from tests.unit.platforms import github

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.cli.reviewed import Reviewed

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  storage: { settings: ["config/api.yaml:database"], owners: ["@acme/storage", "@grace"] }
critical:
  - { settings: ["config/api.yaml:database.host"], why: Everything depends on it, approval: owner }
  - { settings: ["config/api.yaml:database.port"], why: Much depends on it }
  - { settings: ["config/other.yaml"], why: It has no scope, approval: owner }
"""
API = "database:\n  host: a\n  port: 1\n  pool: 1\n"
HOST = "config/api.yaml:database.host"
WORDS = f"Move\n\nConfig-Scope: storage\nConfig-Setting: {HOST}\nConfig-Setting: config/api.yaml:database.port\n"
MOVED = API.replace("host: a", "host: b").replace("port: 1", "port: 2")


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Reviewed]:
    """The pull request, in CI, with a token."""
    repository = Repository(tmp_path / "repository")
    repository.commit("Begin", {".configguard.yaml": POLICY, "config/api.yaml": API, "config/other.yaml": "a: 1\n"})
    repository.branch("topic")
    repository.commit(WORDS, {"config/api.yaml": MOVED})
    with on_github(repository, monkeypatch, capsys) as found:
        found.hub.members["@acme/storage"] = {"edsger"}
        yield found


NEEDS = "error database.host changed from a to b, which needs an approval of @acme/storage or @grace: "


def test_without_a_review_it_fails_and_says_whose_approval_it_needs(reviewed: Reviewed) -> None:
    status, report, found = reviewed.check()
    assert status == 1
    assert found == [f"{NEEDS}commit {reviewed.tip[:7]} of pull request 7 has no approval that counts"]
    assert [finding["rule"] for finding in report["findings"]] == ["critical-setting"]
    assert all(change["covered"] for change in report["changes"])


@pytest.mark.parametrize("login", ["grace", "GRACE", "edsger"])
def test_an_owner_s_approval_of_the_last_commit_is_enough(reviewed: Reviewed, login: str) -> None:
    reviewed.review(login)
    status, _, found = reviewed.check()
    assert (status, found) == (0, [])


def test_it_is_no_leave_to_change_what_nobody_named(reviewed: Reviewed) -> None:
    reviewed.repository.git("commit", "--amend", "--quiet", "-m", "Move\n\nConfig-Scope: storage\n")
    reviewed.review("grace")
    status, _, found = reviewed.check()
    assert status == 1
    assert all("needs an approval" not in message for message in found)


@pytest.mark.parametrize(
    "reviews",
    [
        [("grace", "APPROVED", "0" * 40)],
        [("grace", "DISMISSED", None)],
        [("grace", "APPROVED", None), ("grace", "CHANGES_REQUESTED", None)],
        [("grace", "APPROVED", None), ("Grace", "DISMISSED", None)],
        [("grace", "COMMENTED", None)],
        [("grace", "PENDING", None)],
        [("ada", "APPROVED", None)],
        [("mallory", "APPROVED", None)],
        [("grace", "approved", None)],
        [("edsger/../../x", "APPROVED", None)],
    ],
    ids=["older", "dismissed", "changed", "dismissed later", "comment", "pending", "author", "other", "odd", "path"],
)
def test_what_is_no_owner_s_approval_of_the_last_commit_is_none(
    reviewed: Reviewed, reviews: list[tuple[str, str, str | None]]
) -> None:
    for login, state, commit in reviews:
        reviewed.review(login, state, commit)
    status, _, found = reviewed.check()
    assert status == 1
    assert found[0].startswith(NEEDS)
    assert reviewed.hub.count(r"\.\.") == 0


def test_the_author_is_no_approver_though_an_owner(reviewed: Reviewed) -> None:
    reviewed.hub.members["@acme/storage"].add("ada")
    reviewed.review("ADA")
    assert reviewed.check()[0] == 1


def test_a_comment_after_an_approval_takes_nothing_back(reviewed: Reviewed) -> None:
    reviewed.review("grace", "CHANGES_REQUESTED")
    reviewed.review("grace")
    reviewed.review("grace", "COMMENTED")
    assert reviewed.check()[0] == 0


def test_an_approval_on_a_later_page_counts(reviewed: Reviewed) -> None:
    reviewed.hub.page = 1
    for login in ("mallory", "bob", "grace"):
        reviewed.review(login)
    assert reviewed.check()[0] == 0


@pytest.mark.parametrize("code", [403, 404])
def test_who_cannot_be_told_to_be_of_a_team_is_not_and_that_is_said(reviewed: Reviewed, code: int) -> None:
    reviewed.review("edsger")
    reviewed.hub.wrong("memberships", github.status(code), times=9)
    status, _, found = reviewed.check()
    assert status == 1
    told = f"the token is not told that edsger belongs to @acme/storage ({code})"
    assert found == [f"{NEEDS}edsger approved commit {reviewed.tip[:7]}; {told}"]


def test_who_was_asked_into_a_team_and_has_not_come_is_not_of_it(reviewed: Reviewed) -> None:
    reviewed.review("edsger")
    reviewed.hub.wrong("memberships", github.status(200, {"state": "pending"}), times=9)
    assert reviewed.check()[0] == 1


@pytest.mark.parametrize(
    "wrong", [github.status(403, github.refusal()), github.status(502), github.status(200, b"{"), github.hang_up]
)
def test_reviews_that_cannot_be_read_are_no_verdict(reviewed: Reviewed, wrong: github.Act) -> None:
    reviewed.hub.wrong("reviews", wrong, times=99)
    status, report, found = reviewed.check()
    assert (status, report["verdict"]) == (3, "unjudged")
    assert report["unjudged"][0].startswith("approval could not be read: ")
    assert found[0].startswith(NEEDS)


def test_what_fails_for_another_reason_fails_though_reviews_cannot_be_read(reviewed: Reviewed) -> None:
    reviewed.repository.commit("Odd\n\nConfig-Scope: storage\n", {"config/api.yaml": f"{MOVED}  pool: 2\n"})
    reviewed.hub.wrong("reviews", github.status(502), times=99)
    status, _, found = reviewed.check()
    assert status == 1
    assert len(found) > 1


def test_without_a_token_there_is_no_verdict_in_ci_and_a_note_on_a_laptop(
    reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    status, report, _ = reviewed.check()
    assert status == 3
    assert "GITHUB_TOKEN" in report["unjudged"][1]
    monkeypatch.delenv("CI")
    status, _, found = reviewed.check()
    assert status == 0
    assert found == [f"{NEEDS}nobody here can tell who has approved".replace("error", "note", 1)]
    assert reviewed.hub.asked == []


def test_nobody_is_asked_where_no_such_setting_changes(reviewed: Reviewed) -> None:
    reviewed.repository.git("reset", "--quiet", "--hard", "main")
    reviewed.repository.commit(WORDS, {"config/api.yaml": API.replace("port: 1", "port: 2")})
    assert all("approval" not in message for message in reviewed.check()[2])
    assert reviewed.hub.asked == []


def test_another_head_than_the_event_s_has_not_been_approved(reviewed: Reviewed) -> None:
    reviewed.review("grace")
    status, report, _ = reviewed.check("--base", "main", "--head", "topic")
    assert status == 3
    assert "not what the event proposes" in report["unjudged"][0]
    assert reviewed.hub.asked == []


def test_the_owners_of_the_file_are_asked_where_no_scope_has_any(reviewed: Reviewed) -> None:
    reviewed.repository.git("checkout", "--quiet", "main")
    reviewed.repository.commit("Own", {".github/CODEOWNERS": "config/other.yaml @linus ken@example.org\n"})
    reviewed.repository.git("checkout", "--quiet", "-B", "topic")
    reviewed.repository.commit("Other\n\nConfig-Setting: config/other.yaml:a\n", {"config/other.yaml": "a: 2\n"})
    reviewed.review("ken")
    status, _, found = reviewed.check()
    assert status == 1
    assert found[0].endswith("ken@example.org is no account of GitHub")
    reviewed.review("linus")
    assert reviewed.check()[0] == 0


def test_what_has_no_owner_cannot_be_approved(reviewed: Reviewed) -> None:
    reviewed.repository.git("reset", "--quiet", "--hard", "main")
    reviewed.repository.commit("Other\n\nConfig-Setting: config/other.yaml:a\n", {"config/other.yaml": "a: 2\n"})
    reviewed.review("grace")
    status, _, found = reviewed.check()
    assert status == 1
    assert "needs an approval of its owner: nobody is named as its owner" in found[0]


def queued(reviewed: Reviewed) -> dict[str, Any]:
    """A group of 11, which moves the database, and 12, which does something else."""
    reviewed.repository.git("reset", "--quiet", "--hard", "main")
    reviewed.repository.commit(WORDS.replace("Move", "Move (#11)", 1), {"config/api.yaml": MOVED})
    reviewed.repository.commit("Else (#12)", {"notes.md": "x"})
    for number, file in ((11, "config/api.yaml"), (12, "notes.md")):
        head = {"sha": f"{number}" * 20, "ref": f"topic-{number}"}
        reviewed.hub.pulls[number] = {"number": number, "state": "open", "base": {"ref": "main"}, "head": head}
        reviewed.hub.files[number] = [{"filename": file}]
    ref = f"refs/heads/gh-readonly-queue/main/pr-12-{'0' * 40}"
    ends = {"base_sha": reviewed.repository.oid("main"), "head_sha": reviewed.repository.oid("HEAD")}
    return {"merge_group": {**ends, "base_ref": "refs/heads/main", "head_ref": ref}}


@pytest.mark.parametrize(("number", "status"), [(11, 0), (12, 1)])
def test_in_a_queue_that_pull_request_must_be_approved_which_changes_the_file(
    reviewed: Reviewed, number: int, status: int
) -> None:
    event = queued(reviewed)
    reviewed.hub.reviews[number] = [{"user": {"login": "grace"}, "state": "APPROVED", "commit_id": f"{number}" * 20}]
    assert reviewed.check(event=event)[0] == status


def test_in_a_queue_a_file_that_no_pull_request_changes_is_not_approved(reviewed: Reviewed) -> None:
    event = queued(reviewed)
    reviewed.hub.files[11] = []
    status, _, found = reviewed.check(event=event)
    assert status == 1
    assert found[0].endswith("no pull request brought it")


def test_a_push_that_no_pull_request_brought_is_not_approved(reviewed: Reviewed) -> None:
    ends = {"before": reviewed.repository.oid("main"), "after": reviewed.tip}
    event = {"ref": "refs/heads/main", **ends, "repository": {"default_branch": "main"}}
    status, _, found = reviewed.check(event=event)
    assert status == 1
    assert found[0].endswith("no pull request brought it")
