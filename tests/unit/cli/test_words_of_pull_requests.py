"""In a merge queue and on a push, the words of pull requests are read through GitHub's API: where, when, and whose."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from configguard.cli import main
from configguard.platforms import _proposed
from tests.repositories import Repository
from tests.unit.guard.asking import POLICY
from tests.unit.platforms import github

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

API = "smtp:\n  host: mx1\nbilling:\n  plan: a\n"
WIDER = API.replace("mx1", "mx2")
BOTH = WIDER.replace("plan: a", "plan: b")
SOURCES = f"""{POLICY}intent:
  sources:
    trailer: {{}}
    pull-request: {{}}
    title: conventional
    label: "scope: (?P<scope>.+)"
    actor: {{ "renovate[bot]": [billing] }}
"""


def pull(number: int, body: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A pull request into main, open, as GitHub tells of it."""
    return {
        "number": number,
        "title": "Change something",
        "body": body,
        "state": "open",
        "merged_at": None,
        "user": {"login": "ada", "type": "User"},
        "labels": [],
        "base": {"ref": "main"},
        "head": {"ref": f"topic-{number}", "sha": github.TIP, "repo": {"full_name": "acme/api"}},
        **more,
    }


@dataclass
class Queue:
    """A repository with two squashed pull requests, 11 and 12, behind main, and the run that judges them."""

    repository: Repository
    hub: github.GitHub
    capsys: pytest.CaptureFixture[str]
    last: int = 12

    def oid(self, name: str) -> str:
        """A commit's id."""
        return self.repository.oid(name)

    def group(self, *options: str) -> tuple[int, dict[str, Any], str]:
        """Judge them as a group of the merge queue."""
        ref = f"refs/heads/gh-readonly-queue/main/pr-{self.last}-{self.oid('main')}"
        ends = {"base_sha": self.oid("main"), "head_sha": self.oid("HEAD")}
        return self.run({"merge_group": {**ends, "base_ref": "refs/heads/main", "head_ref": ref}}, *options)

    def push(self, branch: str = "main") -> tuple[int, dict[str, Any], str]:
        """Judge them as a push."""
        ends = {"before": self.oid("main"), "after": self.oid("HEAD")}
        return self.run({"ref": f"refs/heads/{branch}", **ends, "repository": {"default_branch": "main"}})

    def run(self, event: dict[str, Any], *options: str) -> tuple[int, dict[str, Any], str]:
        """The status, the report and the complaints of `check`."""
        file = self.repository.top.parent / "event.json"
        file.write_text(json.dumps(event), "utf-8")
        status = main(["check", "--event", str(file), "--format", "json", *options])
        said = self.capsys.readouterr()
        assert github.TOKEN not in said.out + said.err
        return status, json.loads(said.out) if said.out else {}, said.err


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Queue]:
    """The queue, in CI, with a token."""
    repository = Repository(tmp_path / "repository")
    repository.commit("Begin", {".configguard.yaml": POLICY, "config/api.yaml": API})
    repository.git("checkout", "--quiet", "-b", "queue")
    repository.commit("Move the mail (#11)", {"config/api.yaml": WIDER})
    repository.commit("Change the plan (#12)", {"config/api.yaml": BOTH})
    monkeypatch.chdir(repository.top)
    with github.in_ci(monkeypatch) as hub:
        hub.pulls |= {11: pull(11, "Config-Scope: email"), 12: pull(12, "Why.\r\n\r\nConfig-Scope: billing\r\n")}
        yield Queue(repository, hub, capsys)


def policy(queue: Queue, text: str) -> None:
    """Have main hold this policy, and the two commits behind it."""
    queue.repository.git("checkout", "--quiet", "main")
    queue.repository.commit("Rule", {".configguard.yaml": text})
    queue.repository.git("checkout", "--quiet", "-B", "queue")
    queue.repository.commit("Move the mail (#11)", {"config/api.yaml": WIDER})
    queue.repository.commit("Change the plan (#12)", {"config/api.yaml": BOTH})


def test_a_group_of_several_is_judged_by_the_words_of_all_each_where_it_stands(queue: Queue) -> None:
    status, report, _ = queue.group()
    assert status == 0
    assert [(said["text"], said["where"]) for said in report["intent"]["said"]] == [
        ("Config-Scope: email", "pull request 11"),
        ("Config-Scope: billing", "pull request 12"),
    ]
    assert sorted(queue.hub.asked) == ["GET /repos/acme/api/pulls/11", "GET /repos/acme/api/pulls/12"]


def test_what_none_of_them_declares_fails(queue: Queue) -> None:
    queue.hub.pulls[11]["body"] = None
    status, report, _ = queue.group()
    assert status == 1
    assert [found["address"] for found in report["findings"]] == ["config/api.yaml:smtp.host"]


def test_without_a_token_there_is_no_verdict_and_the_token_is_named(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    status, report, _ = queue.group()
    assert status == 3
    (unread,) = report["intent"]["unread"]
    assert unread["why"] == "the event merge_group holds no pull request"
    assert unread["cure"].startswith("say it in a commit message")
    assert unread["cure"].endswith("or let GitHub be asked, with a GITHUB_TOKEN that may read pull requests")
    assert queue.hub.asked == []


def test_nobody_is_asked_for_what_the_policy_does_not_want_to_know(queue: Queue) -> None:
    policy(queue, f"{POLICY}intent: {{ sources: [trailer, change-file] }}\n")
    assert queue.group()[0] == 1
    assert queue.push()[0] == 1
    assert queue.hub.asked == []


def test_nobody_is_asked_for_what_the_event_tells(queue: Queue) -> None:
    policy(queue, SOURCES)
    tip = queue.oid("HEAD")
    event = pull(7, "Config-Scope: email, billing", head={"sha": tip, "ref": "queue"})
    assert queue.run({"pull_request": event})[0] == 0
    assert queue.group("--scope", "email,billing")[0] == 0
    assert queue.hub.asked == []


def test_titles_labels_and_authors_are_asked_for_at_once(queue: Queue) -> None:
    policy(queue, SOURCES)
    queue.hub.pulls[11] |= {"title": "fix(email): move", "body": None, "labels": [{"name": "scope: billing"}]}
    queue.hub.pulls[12] |= {"body": None, "user": {"login": "renovate[bot]", "type": "Bot"}}
    status, report, _ = queue.group()
    assert status == 0
    assert {(said["source"], said["text"], said["where"]) for said in report["intent"]["said"]} == {
        ("title", "Config-Scope: email", "the title of pull request 11"),
        ("label", "Config-Scope: billing", "label “scope: billing” of pull request 11"),
        ("actor", "Config-Scope: billing", "the author renovate[bot] of pull request 12"),
    }
    assert len(queue.hub.asked) == 2


def test_a_bot_s_text_and_title_quote_strangers_here_too(queue: Queue) -> None:
    policy(queue, SOURCES)
    bot = {"title": "fix(email): x", "user": {"login": "some[bot]", "type": "Bot"}}
    queue.hub.pulls = {n: pull(n, "Config-Scope: email, billing", **bot) for n in (11, 12)}
    status, report, _ = queue.group()
    assert (status, report["intent"]["said"]) == (1, [])


@pytest.mark.parametrize(
    "other",
    [
        pull(11, "Config-Scope: email", state="closed"),
        pull(11, "Config-Scope: email", base={"ref": "release"}),
        None,
    ],
    ids=["given up", "into another branch", "an issue"],
)
def test_a_number_in_a_subject_is_anybody_s_word_until_github_says_so(
    queue: Queue, other: dict[str, Any] | None
) -> None:
    queue.hub.pulls.pop(11)
    queue.hub.pulls |= {} if other is None else {11: other}
    status, report, _ = queue.group()
    assert status == 1
    assert [said["where"] for said in report["intent"]["said"]] == ["pull request 12"]


def test_a_commit_whose_subject_names_nobody_is_asked_about(queue: Queue) -> None:
    queue.repository.git("reset", "--quiet", "--hard", "main")
    queue.repository.commit("Move the mail", {"config/api.yaml": WIDER})
    queue.repository.commit("Change the plan", {"config/api.yaml": BOTH})
    queue.hub.commits[queue.oid("HEAD~1")] = [11]
    status, report, _ = queue.group()
    assert status == 0
    assert len(report["intent"]["said"]) == 2


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (github.status(403, github.refusal()), "403, Resource not accessible by integration"),
        (github.status(404), "404"),
        (github.status(401), "401"),
        (github.status(502), "answers with status 502"),
        (github.status(200, b"{"), "cannot be understood"),
        (github.status(200, {"number": "12"}), "number is no number"),
        (github.status(200, {"number": 12, "body": ["Config-Scope: email"]}), "body is no text"),
        (github.status(302, Location="https://evil.example/"), "sends to another place"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_asked_is_unread_and_never_silent(queue: Queue, wrong: github.Act, why: str) -> None:
    queue.hub.wrong("pulls/12", wrong, times=99)
    status, report, _ = queue.group()
    assert status == 3
    (unread,) = report["intent"]["unread"]
    assert unread["why"].startswith("the event merge_group holds no pull request, and ")
    assert why in unread["why"]


def test_what_commits_cover_themselves_needs_no_answer(queue: Queue) -> None:
    queue.repository.git("reset", "--quiet", "--hard", "main")
    queue.repository.commit("Both\n\nConfig-Scope: email, billing\n", {"config/api.yaml": BOTH})
    queue.hub.wrong("pulls", github.status(403), times=99)
    assert queue.group()[0] == 0


def test_a_failure_is_met_once_and_not_by_each_source(queue: Queue) -> None:
    policy(queue, SOURCES)
    queue.hub.wrong("pulls", github.status(404), times=99)
    assert queue.group()[0] == 3
    assert len(queue.hub.asked) == 1


def test_a_queue_that_names_no_pull_request_is_unread(queue: Queue) -> None:
    ends = {"base_sha": queue.oid("main"), "head_sha": queue.oid("HEAD"), "base_ref": "refs/heads/main"}
    for ref in ("refs/heads/queue", None, f"refs/heads/x/gh-readonly-queue/main/pr-12-{queue.oid('main')}"):
        assert queue.run({"merge_group": {**ends, "head_ref": ref}})[0] == 3
    assert queue.hub.asked == []


def test_many_commits_are_not_asked_about_one_by_one(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_proposed, "MOST_COMMITS", 1)
    status, report, _ = queue.push()
    assert status == 3
    assert "more than 1 commits" in report["intent"]["unread"][0]["why"]
    assert queue.hub.asked == []


def merged(queue: Queue) -> None:
    """Have both pull requests merged, and GitHub tell of them by their commits."""
    for number, oid in ((11, queue.oid("HEAD~1")), (12, queue.oid("HEAD"))):
        queue.hub.pulls[number] |= {"state": "closed", "merged_at": "2026-01-01T00:00:00Z"}
        queue.hub.commits[oid] = [number]


def test_a_push_is_judged_by_the_words_of_what_was_merged(queue: Queue) -> None:
    merged(queue)
    status, report, _ = queue.push()
    assert status == 0
    assert [said["where"] for said in report["intent"]["said"]] == ["pull request 11", "pull request 12"]


@pytest.mark.parametrize(
    "other",
    [
        {"base": {"ref": "release"}},
        {"merged_at": None, "state": "closed"},
        {"merged_at": None, "state": "open", "head": {"ref": "main", "repo": {"full_name": "mallory/api"}}},
        {"merged_at": None, "state": "open", "head": {"ref": "main", "repo": None}},
        {"merged_at": None, "state": "open"},
    ],
    ids=["into another branch", "given up", "a fork's", "of a fork that is gone", "not merged"],
)
def test_a_pull_request_that_only_holds_the_commit_says_nothing_for_it(queue: Queue, other: dict[str, Any]) -> None:
    merged(queue)
    queue.hub.pulls[11] |= other
    status, report, _ = queue.push()
    assert status == 1
    assert [said["where"] for said in report["intent"]["said"]] == ["pull request 12"]


def test_a_push_to_a_branch_is_judged_by_the_words_of_its_own_pull_request(queue: Queue) -> None:
    queue.hub.pulls[11] = pull(11, "Config-Scope: email, billing", head={"ref": "q", "repo": {"full_name": "Acme/API"}})
    queue.hub.commits[queue.oid("HEAD")] = [11]
    assert queue.push("q")[0] == 0


def test_a_push_without_a_pull_request_says_nothing_and_is_judged_so(queue: Queue) -> None:
    status, report, _ = queue.push()
    assert (status, report["intent"]["said"], report["intent"]["unread"]) == (1, [], [])


def test_of_a_merge_only_the_merge_is_asked_about(queue: Queue) -> None:
    queue.repository.git("checkout", "--quiet", "main")
    queue.repository.git("checkout", "--quiet", "-B", "land")
    queue.repository.git("merge", "--quiet", "--no-ff", "-m", "Merge pull request #12 from acme/queue", "queue")
    queue.hub.pulls[12] |= {"merged_at": "2026-01-01T00:00:00Z", "body": "Config-Scope: email, billing"}
    queue.hub.commits[queue.oid("HEAD")] = [12]
    assert queue.push()[0] == 0
    assert queue.hub.asked == [f"GET /repos/acme/api/commits/{queue.oid('HEAD')}/pulls?per_page=100"]


def test_a_shallow_clone_cannot_tell_of_whom_to_ask(
    queue: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = queue.repository.clone(tmp_path / "shallow", "--depth=1", branch="queue")
    clone.git("fetch", "--quiet", "--depth=1", "origin", f"{queue.oid('main')}:refs/remotes/origin/main")
    monkeypatch.chdir(clone.top)
    status, report, _ = queue.push()
    assert status == 3
    assert any("shallow" in unread["why"] for unread in report["intent"]["unread"])
    assert queue.hub.asked == []


def test_a_wrong_way_to_github_is_a_wrong_question(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_API_URL", "http://api.github.com")
    status, _, err = queue.group()
    assert status == 2
    assert "http://" in err
