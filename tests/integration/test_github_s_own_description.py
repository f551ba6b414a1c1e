"""What is asked of GitHub's API, and how, fits GitHub's own description of it, served and checked by prism."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from configguard.errors import Undecided
from configguard.model.approval import Approval, Wanted
from configguard.model.event import Event, PullRequest
from configguard.model.revision import Comparison, Message
from configguard.platforms import Api, Put, Repository, Reviews, _http, put, spoken_for
from configguard.reporters.markdown import MARKER
from tests import node_tools
from tests.integration.test_pages_on_intents_and_ci import _Nothing as Nothing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "ghs_0123456789"  # noqa: S105 - one of nobody
ASKED = (
    "/user",
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
    "/repos/{owner}/{repo}/issues/comments/{comment_id}",
    "/repos/{owner}/{repo}/pulls/{pull_number}",
    "/repos/{owner}/{repo}/pulls/{pull_number}/files",
    "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    "/repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    "/orgs/{org}/teams/{team_slug}/memberships/{username}",
)
TIP = "6dcb09b5b57875f334f61aebed695e2e4193db5e"
"""The head of the pull request of GitHub's own examples."""


def described(packages: Path) -> dict[str, Any]:
    """The part of GitHub's description that is asked for, with all that it refers to: the whole takes long to read."""
    whole = json.loads((packages / "@octokit/openapi/generated/api.github.com.json").read_text("utf-8"))
    part = {key: whole[key] for key in ("openapi", "info", "servers")} | {
        "paths": {p: whole["paths"][p] for p in ASKED}
    }
    components: dict[str, dict[str, Any]] = {}
    waiting = [json.dumps(part["paths"])]
    while waiting:
        for kind, name in re.findall(r'"#/components/([^/"]+)/([^/"]+)"', waiting.pop()):
            if name not in components.setdefault(kind, {}):
                components[kind][name] = whole["components"][kind][name]
                waiting.append(json.dumps(components[kind][name]))
    for schema in components["schemas"].values():  # its own examples of teams lack these
        schema["required"] = [
            n for n in schema.get("required", []) if "Team" not in schema.get("title", "") or n != "type"
        ]
    components["headers"]["link"]["example"] = '<https://api.github.com/resource?page=1>; rel="last"'  # not on, and on
    return part | {"components": components}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """GitHub as it describes itself; what does not fit the description is answered with an error."""
    node, packages = node_tools.need("@stoplight/prism-cli", "@octokit/openapi")
    folder = tmp_path_factory.mktemp("prism")
    (folder / "github.json").write_text(json.dumps(described(packages)), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = packages / "@stoplight" / "prism-cli" / "dist" / "index.js"
    options = ("mock", "--errors", "--host", "127.0.0.1", "--port", str(port), str(folder / "github.json"))
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([node, str(program), *options], stdout=log, stderr=log) as it,  # noqa: S603 - the test's own
    ):
        try:
            _wait_for(port, folder / "log")
            yield Api(f"http://127.0.0.1:{port}", TOKEN)
        finally:
            it.terminate()


def _wait_for(port: int, log: Path) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(log.read_text("utf-8"))


@pytest.fixture
def repository(api: Api, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The repository of the examples."""
    monkeypatch.setattr(_http, "PAUSES", ())
    return Repository(api, "octocat/Hello-World")


def test_a_comment_is_looked_for_made_changed_and_deleted_as_it_describes(repository: Repository) -> None:
    """Its examples remember nothing, so what is made is always gone; what is asked is right all the same."""
    assert repository.login() == "octocat"
    assert put(repository, 1347, f"{MARKER}\nx\n", TIP).done == "created"
    assert put(repository, 1347, "Me too\nand more\n", TIP) == Put("updated")
    assert repository.change("DELETE", "/issues/comments/1") == b""


def test_what_does_not_fit_its_description_is_refused(repository: Repository) -> None:
    with pytest.raises(Undecided, match="422"):
        repository.change("POST", "/issues/1347/comments", {"text": "x"})
    with pytest.raises(Undecided, match="404"):
        repository.one("/pulls/1347/nothing")


def test_an_older_run_sees_that_there_is_a_newer(repository: Repository) -> None:
    assert put(repository, 1347, f"{MARKER}\nx\n", "0" * 40) == Put("outdated", TIP)


def test_the_pull_requests_of_a_queue_and_of_a_push_are_asked_for_as_it_describes(repository: Repository) -> None:
    tree = Nothing()
    commit = Message("6dcb09b", "Fix", None, TIP, "")
    comparison = Comparison(tree, (tree,), tree, ((),), (commit,))
    ref = f"refs/heads/gh-readonly-queue/master/pr-1347-{TIP}"
    (one,) = spoken_for(repository, Event("merge_group", head=TIP, base_branch="master", ref=ref), comparison)
    assert (one.number, one.author, one.is_bot) == (1347, "octocat", False)
    assert (one.title, one.labels) == ("Amazing new feature", ("bug",))
    pushed = (Event("push", head=TIP, ref=f"refs/heads/{branch}") for branch in ("master", "other"))
    assert [[one.number for one in spoken_for(repository, event, comparison)] for event in pushed] == [[1347], []]


def test_reviews_and_members_of_teams_are_asked_for_as_it_describes(repository: Repository) -> None:
    """Octocat approves in its examples, and is of every team."""
    reviewed = "ecdd80bb57125d7ba9641ffaa4d7d2c19d3f3091"
    one = PullRequest(1347, author="ada", tip=reviewed)
    assert Reviews(repository, [one]).approval(Wanted("file1.txt", ("@acme/storage",))) == Approval("octocat")
    two = [one, PullRequest(1348, author="ada", tip=TIP)]
    assert not Reviews(repository, two).approval(Wanted("file1.txt", ("@octocat",))).by
    assert Reviews(repository, two).approval(Wanted("absent.txt", ("@octocat",))).why == "no pull request brought it"
