"""Whose approval lets an override hold, of which words it speaks, and what is said where nobody can tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from configguard.reporters import names
from tests.unit.cli.overriding import API, LINE, POLICY, STRAYED, WHY, WORDS, again, refusal
from tests.unit.platforms import github

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.reviewed import Reviewed


@pytest.mark.parametrize("login", ["grace", "Grace", "edsger"])
def test_with_an_approval_of_the_last_commit_it_holds_and_is_no_pass(straying: Reviewed, login: str) -> None:
    straying.review(login)
    status, report, _ = straying.check()
    assert (status, report["verdict"]) == (0, "overridden")
    (finding,) = report["findings"]
    assert (finding["rule"], finding["level"], finding["address"]) == (
        "outside-intent", "error", "config/api.yaml:database",
    )  # fmt: skip
    assert finding["overridden"] == {
        "reason": WHY,
        "approved_by": [login.lower()],
        "source": "trailer",
        "where": straying.tip[:7],
    }
    assert {"source": "trailer", "text": LINE, "where": straying.tip[:7]} in report["intent"]["said"]


def test_without_an_approval_it_fails_and_says_what_lacks(straying: Reviewed) -> None:
    status, report, found = straying.check()
    assert (status, report["verdict"]) == (1, "fail")
    assert found[1].startswith("error database changed from a to b")
    lacks = f"commit {straying.tip[:7]} of pull request 7 has no approval that counts"
    assert refusal(report) == (
        f"error: {straying.tip[:7]} says “Config-Override: outside-intent”, "
        f"but it needs an approval of @acme/oncall or @grace: {lacks}\n"
        "have it approved: a review of the last commit by @acme/oncall or @grace\n"
        f"or take this out of {straying.tip[:7]}: {LINE}\n"
        "when it holds: configguard explain refused-override"
    )


@pytest.mark.parametrize(
    "reviews",
    [
        [("grace", "APPROVED", "0" * 40)],
        [("grace", "DISMISSED", None)],
        [("grace", "APPROVED", None), ("grace", "CHANGES_REQUESTED", None)],
        [("ada", "APPROVED", None)],
        [("mallory", "APPROVED", None)],
        [("linus", "APPROVED", None)],
    ],
    ids=["older", "dismissed", "taken back", "author", "stranger", "owner of the setting"],
)
def test_what_is_no_approval_that_counts_overrides_nothing(
    straying: Reviewed, reviews: list[tuple[str, str, str | None]]
) -> None:
    straying.hub.members["@acme/oncall"].add("ada")
    for login, state, commit in reviews:
        straying.review(login, state, commit)
    status, report, _ = straying.check()
    assert (status, report["verdict"]) == (1, "fail")
    assert "needs an approval of @acme/oncall or @grace" in refusal(report)


@pytest.mark.parametrize(
    "wrong", [github.status(403, github.refusal()), github.status(502), github.status(200, b"{"), github.hang_up]
)
def test_reviews_that_cannot_be_read_are_no_verdict_in_ci(straying: Reviewed, wrong: github.Act) -> None:
    straying.review("grace")
    straying.hub.wrong("reviews", wrong, times=99)
    status, report, found = straying.check()
    assert (status, report["verdict"]) == (3, "unjudged")
    assert report["unjudged"][0].startswith("approval could not be read: ")
    assert len(found) == 2


def test_what_no_approval_could_cure_fails_though_reviews_cannot_be_read(straying: Reviewed) -> None:
    again(straying, WORDS, {"config/api.yaml": STRAYED.replace("tenant: t", "tenant: u")})
    straying.hub.wrong("reviews", github.status(502), times=99)
    assert straying.check()[0] == 1


def test_on_a_laptop_it_stays_a_failure_and_says_so(straying: Reviewed, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "GITHUB_TOKEN"):
        monkeypatch.delenv(name)
    status, report, _ = straying.check()
    assert (status, report["verdict"]) == (1, "fail")
    assert "it needs an approval of @acme/oncall or @grace: nobody here can tell who has approved" in refusal(report)
    assert straying.hub.asked == []


def test_another_head_than_the_event_s_has_not_been_approved(straying: Reviewed) -> None:
    straying.review("grace")
    assert straying.check("--base", "main", "--head", "topic")[0] == 3
    assert straying.hub.asked == []


def test_warnings_need_no_override_unless_they_fail(straying: Reviewed) -> None:
    again(straying, WORDS, policy=f"{POLICY}levels: {{ outside-intent: warning }}\n")
    straying.review("grace")
    status, report, _ = straying.check()
    assert (status, report["verdict"]) == (0, "pass")
    assert "there is nothing for it to override" in refusal(report)
    status, report, _ = straying.check("--fail-on", "warning")
    assert (status, report["verdict"]) == (0, "overridden")


def test_a_change_file_can_ask_for_it(straying: Reviewed) -> None:
    policy = f"{POLICY}intent: {{ sources: {{ trailer: {{}}, change-file: {{}} }} }}\n"
    file = f"overrides:\n  - {json.dumps(f'outside-intent: {WHY}')}\n"
    files = {"config/api.yaml": STRAYED, ".configguard/changes/now.yaml": file}
    again(straying, "Move\n\nConfig-Scope: email\n", files, policy)
    assert "changes/now.yaml says “Config-Override: outside-intent”" in refusal(straying.check()[1])
    straying.review("grace")
    assert straying.check()[0] == 0


BODY = f"Sorry.\n\n{LINE}\n"


def test_a_line_in_the_text_of_the_pull_request_needs_a_review_that_says_the_same(straying: Reviewed) -> None:
    """For the text can be edited after the approval."""
    again(straying, "Move\n\nConfig-Scope: email\n")
    straying.review("grace", body="Looks good to me")
    status, report, _ = straying.check(body=BODY)
    assert status == 1
    assert f"grace approved commit {straying.tip[:7]}, but without that line in the review" in refusal(report)
    assert "by @acme/oncall or @grace whose text has the line Config-Override: outside-intent\n" in refusal(report)
    straying.review("grace", body="> Config-Override: outside-intent\n\nNo.")
    assert straying.check(body=BODY)[0] == 1
    straying.review("grace", body="I was asked.\r\n\r\nConfig-Override: outside-intent\r\n")
    status, report, _ = straying.check(body=BODY)
    assert (status, report["verdict"]) == (0, "overridden")
    assert [f["overridden"]["where"] for f in report["findings"]] == ["pull request 7"]
    told = "“Config-Override: outside-intent” stands in pull request 7 alone, where no history counts it"
    assert [note.startswith(told) for note in report["notes"]].count(True) == 1


def test_the_same_line_in_a_commit_and_in_the_text_is_one(straying: Reviewed) -> None:
    straying.review("grace")
    status, report, found = straying.check(body=BODY)
    assert (status, len(found)) == (0, 1)
    assert report["findings"][0]["overridden"]["source"] == "trailer"
    assert "no history" not in str(report["notes"])


def test_each_commit_has_its_own_overrides_where_each_is_judged_by_its_own_words(straying: Reviewed) -> None:
    each = f"{POLICY}intent: {{ per: commit }}\n"
    again(straying, WORDS, policy=each)
    straying.review("grace")
    _, alone, found = straying.check()
    assert (alone["verdict"], len(found)) == ("overridden", 1)
    straying.repository.commit("Else\n\nConfig-Scope: email\n", {"config/api.yaml": f"{STRAYED}other: 1\n"})
    straying.review("grace")
    status, report, found = straying.check()
    assert (status, report["verdict"]) == (1, "fail")
    assert [message for message in found if "other was added" in message and straying.tip[:7] in message]
    assert {f["address"]: bool(f["overridden"]) for f in report["findings"] if f["rule"] == "outside-intent"} == {
        "config/api.yaml:database": True,
        "config/api.yaml:other": False,
    }


def test_an_edit_made_twice_is_overridden_only_in_the_commit_that_asked(straying: Reviewed) -> None:
    """The finding in either commit has the same fingerprint."""
    again(straying, "Move\n\nConfig-Scope: email\n", policy=f"{POLICY}intent: {{ per: commit }}\n")
    straying.repository.commit("Back\n\nConfig-Scope: storage, email\n", {"config/api.yaml": API})
    straying.repository.commit(WORDS, {"config/api.yaml": STRAYED})
    straying.review("grace")
    status, report, _ = straying.check()
    strays = [f for f in report["findings"] if f["rule"] == "outside-intent"]
    assert (status, [bool(f["overridden"]) for f in strays].count(True)) == (1, 1)
    assert len({f["fingerprint"] for f in strays}) == 1
    assert "refused-override" not in {f["rule"] for f in report["findings"]}
    assert len(strays) > 1


@pytest.mark.parametrize("reporter", names())
def test_no_report_that_tells_of_it_shows_a_secret_that_its_reason_quotes(
    straying: Reviewed, reporter: str, tmp_path: Path
) -> None:
    secret = "S3NTINEL-after-1"  # noqa: S105 - what is looked for
    files = {"config/api.yaml": f"{STRAYED.replace('smtp: 2', 'smtp: 1')}password: {secret}\n"}
    again(straying, f"Move\n\nConfig-Scope: email\n{LINE}, and {secret} is the new one\n", files)
    straying.review("grace")
    said = tmp_path / "report"
    status, report, _ = straying.check(f"--format={reporter}={said}")
    assert (status, report["verdict"]) == (0, "overridden")
    text = said.read_text("utf-8")
    assert secret not in text + json.dumps(report)
    assert "mail is down, and " in text
    assert " is the new one" in text
    assert "grace" in text
    assert "overridden" in text


@pytest.mark.parametrize(("number", "verdict"), [(11, "overridden"), (12, "fail")])
def test_in_a_queue_that_pull_request_must_be_approved_which_changes_the_file(
    straying: Reviewed, number: int, verdict: str
) -> None:
    straying.repository.git("reset", "--quiet", "--hard", "main")
    straying.repository.commit(WORDS.replace("Move", "Move (#11)", 1), {"config/api.yaml": STRAYED})
    straying.repository.commit("Else (#12)", {"notes.md": "x"})
    for each, file in ((11, "config/api.yaml"), (12, "notes.md")):
        head = {"sha": f"{each}" * 20, "ref": f"topic-{each}"}
        straying.hub.pulls[each] = {"number": each, "state": "open", "base": {"ref": "main"}, "head": head}
        straying.hub.files[each] = [{"filename": file}]
    straying.hub.reviews[number] = [{"user": {"login": "grace"}, "state": "APPROVED", "commit_id": f"{number}" * 20}]
    ref = f"refs/heads/gh-readonly-queue/main/pr-12-{'0' * 40}"
    ends = {"base_sha": straying.repository.oid("main"), "head_sha": straying.repository.oid("HEAD")}
    event = {"merge_group": {**ends, "base_ref": "refs/heads/main", "head_ref": ref}}
    assert straying.check(event=event)[1]["verdict"] == verdict
