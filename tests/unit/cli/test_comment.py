"""`configguard comment`: what it posts, what it says here, and with which status it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from configguard.platforms import _http
from configguard.reporters.markdown import MARKER, MOST_BYTES
from tests.unit.cli.commands import STRAYED, Desk, desk
from tests.unit.platforms import github

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["desk"]
HOST = "config/api.yaml:database.host"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[github.GitHub]:
    """GitHub, as a job of Actions knows it."""
    monkeypatch.setattr(_http, "PAUSES", (0.01, 0.01))
    monkeypatch.setattr(_http, "PATIENCE", 1.0)
    for name in ("GITHUB_EVENT_PATH", "GITHUB_ACTIONS", "CI"):
        monkeypatch.delenv(name, raising=False)
    with github.running() as found:
        monkeypatch.setenv("GITHUB_API_URL", found.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/api")
        monkeypatch.setenv("GITHUB_TOKEN", github.TOKEN)
        yield found


@pytest.fixture
def event(desk: Desk, hub: github.GitHub) -> str:
    """The event of the pull request that the desk's branch is."""
    tip = desk.repository.oid("change")
    hub.pulls[7]["head"]["sha"] = tip
    said = {
        "pull_request": {
            "number": 7,
            "title": "Widen the pool",
            "body": "",
            "user": {"login": "ada", "type": "User"},
            "base": {"ref": "main", "sha": desk.repository.oid("main")},
            "head": {"ref": "change", "sha": tip},
        }
    }
    return written(desk, said)


def written(desk: Desk, said: object) -> str:
    """An event's file."""
    file = desk.repository.top.parent / "event.json"
    file.write_text(json.dumps(said), "utf-8")
    return str(file)


def test_it_judges_says_and_posts_with_the_verdict_s_status(desk: Desk, hub: github.GitHub, event: str) -> None:
    ran = desk.run("comment", "--event", event)
    assert ran.status == 1
    assert ran.out.startswith("✗ 1 of 2 changes is outside the intent")
    assert ran.err == "the comment on pull request 7 is created\n"
    (text,) = hub.ours()
    assert text.startswith(f"{MARKER}\n")
    assert "1 of 2 changes is outside the intent" in text
    assert desk.run("comment", "--event", event, "--advisory").status == 0
    assert desk.run("comment", "--event", event, "--advisory").err == "the comment on pull request 7 is unchanged\n"
    assert len(hub.ours()) == 1
    assert "advisory" in hub.ours()[0]


def test_it_posts_a_report_that_was_made_before_and_judges_nothing(desk: Desk, hub: github.GitHub, event: str) -> None:
    assert desk.run("check", "--event", event, "--format", "markdown=report.md").status == 1
    ran = desk.run("comment", "--event", event, "--report", "report.md")
    assert (ran.status, ran.out, ran.err) == (0, "", "the comment on pull request 7 is created\n")
    assert hub.ours() == [desk.read("report.md")]


@pytest.mark.parametrize("text", ["", "hello\n", f" {MARKER}\n", f"{MARKER}\n" + "é" * MOST_BYTES])
def test_what_is_no_report_is_not_posted(desk: Desk, hub: github.GitHub, event: str, text: str) -> None:
    (desk.repository.top / "report.md").write_text(text, "utf-8")
    ran = desk.run("comment", "--event", event, "--report", "report.md")
    assert ran.status == 2
    assert "is no report for a comment" in ran.err
    assert hub.comments == {}


def test_the_longest_report_is_taken(desk: Desk, hub: github.GitHub, event: str) -> None:
    files = {f"config/{n}.yaml": "".join(f"{'k' * 60}{m}: '{'🦀' * 20}'\n" for m in range(40)) for n in range(40)}
    desk.repository.commit("More", files)
    desk.run("check", "--base", "main", "--head", "HEAD", "--format", "markdown=report.md")
    size = len(desk.read("report.md").encode())
    assert MOST_BYTES - 2000 < size <= MOST_BYTES
    assert desk.run("comment", "--event", event, "--report", "report.md").status == 0
    assert len(hub.ours()) == 1


@pytest.mark.parametrize(("options", "status"), [((), 1), (("--advisory",), 0), (("--report", "report.md"), 0)])
def test_c31_a_token_that_may_only_read_changes_no_status(
    desk: Desk, hub: github.GitHub, event: str, options: tuple[str, ...], status: int
) -> None:
    desk.run("check", "--event", event, "--format", "markdown=report.md")
    hub.may_write = False
    ran = desk.run("comment", "--event", event, *options)
    assert ran.status == status
    assert ran.err.startswith("there is no comment: the API refuses POST /repos/acme/api/issues/7/comments: 403")
    assert "pull-requests" in ran.err


@pytest.mark.parametrize("asked", [((), 1), (("--advisory",), 3), (("--report", "report.md"), 3)], ids=str)
@pytest.mark.parametrize("wrong", [github.status(503), github.status(404), github.status(401), github.status(422)])
def test_a_comment_that_cannot_be_made_is_no_pass_and_no_other_verdict(
    desk: Desk, hub: github.GitHub, event: str, asked: tuple[tuple[str, ...], int], wrong: github.Act
) -> None:
    options, status = asked
    desk.run("check", "--event", event, "--format", "markdown=report.md")
    hub.wrong("comments", wrong, times=99)
    ran = desk.run("comment", "--event", event, *options)
    assert ran.status == status
    assert ran.err.startswith(("there is no comment: ", "cannot judge: "))


def test_a_run_without_a_pull_request_has_nothing_to_comment_on(desk: Desk, hub: github.GitHub) -> None:
    ends = {"before": desk.repository.oid("main"), "after": desk.repository.oid("change")}
    push = written(desk, {"ref": "refs/heads/main", **ends, "repository": {"default_branch": "main"}})
    ran = desk.run("comment", "--event", push, "--format", "oneline")
    assert ran.status == 1
    assert "the event push holds no pull request, so there is nothing to comment on" in ran.err
    assert hub.count("comments") == 0


def test_a_run_for_an_older_commit_leaves_the_comment_to_the_newer(desk: Desk, hub: github.GitHub, event: str) -> None:
    hub.pulls[7]["head"]["sha"] = github.TIP
    ran = desk.run("comment", "--event", event)
    assert ran.status == 1
    assert ran.err == "pull request 7 has gone on to 6dcb09b, whose own run is to comment\n"
    assert hub.comments == {}


@pytest.mark.parametrize(
    ("unset", "words"),
    [
        ("GITHUB_TOKEN", "there is no token"),
        ("GITHUB_REPOSITORY", "nothing says which repository"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_judged(
    desk: Desk, event: str, monkeypatch: pytest.MonkeyPatch, unset: str, words: str
) -> None:
    monkeypatch.delenv(unset)
    ran = desk.run("comment", "--event", event)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GITHUB_API_URL", "http://api.github.com"),
        ("GITHUB_API_URL", f"https://{github.TOKEN}@api.github.com"),
        ("GITHUB_REPOSITORY", "acme/api/../x"),
        ("GITHUB_TOKEN", f"{github.TOKEN} {github.TOKEN}"),
    ],
)
def test_what_is_wrong_is_said_without_the_token(
    desk: Desk, event: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = desk.run("comment", "--event", event)
    assert (ran.status, ran.out) == (2, "")
    assert github.TOKEN not in ran.err


def test_without_an_event_there_is_no_pull_request(desk: Desk, hub: github.GitHub) -> None:
    ran = desk.run("comment")
    assert ran.status == 2
    assert "--event FILE" in ran.err
    assert hub.asked == []


def test_a_token_in_a_file_is_taken_before_that_of_the_environment(
    desk: Desk, hub: github.GitHub, event: str, tmp_path: Path
) -> None:
    (tmp_path / "token").write_text("from-the-file\n", "utf-8")
    assert desk.run("comment", "--event", event, "--token-file", str(tmp_path / "token")).status == 1
    assert hub.bearers == {"Bearer from-the-file"}
    assert desk.run("comment", "--event", event, "--token-file", "absent").status == 2


@pytest.mark.parametrize(
    "wrong",
    [
        github.status(401, {"message": f"Bad credentials {github.TOKEN}"}),
        github.status(500, github.TOKEN.encode()),
        github.status(302, Location=f"https://evil.example/{github.TOKEN}"),
        github.status(200, f'[{{"id": "{github.TOKEN}"}}]'.encode()),
        github.hang_up,
    ],
)
@pytest.mark.parametrize("option", ["--debug", "--advisory"])
def test_the_token_is_in_no_output_whatever_the_server_says(
    desk: Desk, hub: github.GitHub, event: str, wrong: github.Act, option: str
) -> None:
    hub.wrong("comments", wrong, times=99)
    said = desk.run("comment", "--event", event, option)
    assert said.err
    assert github.TOKEN not in said.out + said.err


def test_what_is_secret_stays_so_in_the_comment(desk: Desk, hub: github.GitHub, event: str) -> None:
    desk.repository.commit("Turn", {"config/api.yaml": STRAYED.replace("hunter2", "hunter3")})
    desk.run("check", "--base", "main", "--head", "HEAD", "--format", "markdown=report.md")
    desk.run("comment", "--event", event, "--report", "report.md")
    assert "database.password" in hub.ours()[0]
    assert "S3NTINEL" not in hub.ours()[0]
