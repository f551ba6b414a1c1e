"""Events of GitHub Actions are read as GitHub writes them, and nothing else is taken for one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from configguard import events
from configguard.errors import Misasked
from configguard.events import _payload
from configguard.model.event import Event

ROOT = Path(__file__).parents[3]
SUITE = Path(os.environ.get("CONFIGGUARD_SUITES", ROOT.parent / "shared" / "suites")) / "github-events"
TIP = "ec26c3e57ca3a959ca5aad62de7213c562f8c821"
OTHER = "6113728f27ae82c7b1a177c8d03f9e96e0adf246"
ZEROS = "0" * 40


def real(name: str) -> str:
    """A payload that GitHub published."""
    if not SUITE.is_dir():
        pytest.skip(f"the published payloads are not here: {SUITE}")
    return str(SUITE / name)


def written(folder: Path, content: object) -> str:
    """A file with this content as JSON."""
    file = folder / "event.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return str(file)


def pull_request(**fields: object) -> dict[str, object]:
    """The least that a pull request's event holds."""
    pull = {"number": 7, "head": {"sha": TIP}, "base": {"ref": "main", "sha": OTHER}, "body": None} | fields
    return {"pull_request": pull}


def test_without_an_event_there_is_none() -> None:
    assert events.read({}, None) is None
    assert events.read({"GITHUB_EVENT_PATH": "", "GITHUB_EVENT_NAME": "push"}, None) is None


def test_a_pull_request_tells_its_words_its_author_and_its_branch() -> None:
    found = events.read({}, real("pull_request-opened.json"))
    assert found == Event(
        "pull_request",
        base=None,
        head=TIP,
        base_branch="master",
        number=2,
        title="Update the README with new information.",
        body="This is a pretty simple change that we need to pull into master.",
        author="Codertocat",
        labels=("bug",),
        head_branch_tip=TIP,
    )


def test_a_body_may_be_null() -> None:
    found = events.read({}, real("pull_request-opened.with-null-body.json"))
    assert found is not None
    assert (found.number, found.body) == (2, None)


@pytest.mark.parametrize(
    "name",
    [
        "pull_request-labeled.json",
        "pull_request-synchronize.json",
        "pull_request-opened.with-organization.json",
    ],
)
def test_every_kind_of_pull_request_event_is_one(name: str) -> None:
    found = events.read({}, real(name))
    assert found is not None
    assert (found.name, found.base, found.head_branch_tip) == ("pull_request", None, TIP)


def test_a_merge_group_has_both_ends_and_no_words() -> None:
    assert events.read({}, real("merge_group-checks_requested.json")) == Event(
        "merge_group",
        base="380387fbc80638b734a49e1be1c4dfec1c01b33c",
        head="2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d",
        base_branch="main",
        ref="refs/heads/gh-readonly-queue/main/pr-104-929f8209d40f77f4abc622a499c93a83babdbe64",
    )


def test_a_deleted_tag_is_gone_and_has_no_base() -> None:
    for name in ("push.json", "push-1.json"):
        assert events.read({}, real(name)) == Event("push", head=ZEROS, deleted=True, ref="refs/tags/simple-tag")


def test_the_first_push_of_the_default_branch_has_nothing_to_compare_with() -> None:
    found = events.read({}, real("push-with-new-branch.json"))
    assert found == Event("push", head=OTHER, ref="refs/heads/master")


def test_the_first_push_of_another_branch_compares_with_the_default_branch(tmp_path: Path) -> None:
    push = {"ref": "refs/heads/new", "before": ZEROS, "after": TIP, "repository": {"default_branch": "trunk"}}
    assert events.read({}, written(tmp_path, push)) == Event(
        "push", head=TIP, base_branch="trunk", ref="refs/heads/new"
    )


def test_a_push_compares_what_was_with_what_is(tmp_path: Path) -> None:
    push = {"ref": "refs/heads/main", "before": OTHER, "after": TIP, "repository": {"default_branch": "main"}}
    assert events.read({}, written(tmp_path, push)) == Event(
        "push", base=OTHER, head=TIP, base_branch="main", ref="refs/heads/main"
    )


def test_a_run_on_a_pull_request_is_for_its_merge_commit() -> None:
    environ = {
        "GITHUB_EVENT_PATH": real("pull_request-opened.json"),
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_SHA": OTHER,
    }
    for file in (None, environ["GITHUB_EVENT_PATH"]):
        found = events.read(environ, file)
        assert found is not None
        assert (found.head, found.head_branch_tip) == (OTHER, TIP)


def test_a_run_on_a_pull_request_s_target_never_compares_the_base_with_itself() -> None:
    environ = {
        "GITHUB_EVENT_PATH": real("pull_request-opened.json"),
        "GITHUB_EVENT_NAME": "pull_request_target",
        "GITHUB_SHA": OTHER,
    }
    found = events.read(environ, None)
    assert found is not None
    assert (found.name, found.head) == ("pull_request_target", TIP)


def test_a_file_that_is_named_is_read_in_place_of_the_run_s(tmp_path: Path) -> None:
    environ = {"GITHUB_EVENT_PATH": "/nowhere", "GITHUB_EVENT_NAME": "push", "GITHUB_SHA": OTHER}
    found = events.read(environ, written(tmp_path, pull_request()))
    assert found is not None
    assert (found.name, found.head) == ("pull_request", TIP)


@pytest.mark.parametrize("name", ["schedule", "workflow_dispatch", "issue_comment"])
def test_other_events_of_a_run_name_no_commits(tmp_path: Path, name: str) -> None:
    environ = {"GITHUB_EVENT_PATH": written(tmp_path, {}), "GITHUB_EVENT_NAME": name, "GITHUB_SHA": TIP}
    assert events.read(environ, None) == Event(name)


@pytest.mark.parametrize(
    ("content", "name"),
    [({"schedule": "5 4 * * *"}, "schedule"), ({"inputs": {}, "workflow": "x.yml"}, "workflow_dispatch")],
)
def test_a_named_file_tells_its_kind_by_its_fields(tmp_path: Path, content: object, name: str) -> None:
    assert events.read({}, written(tmp_path, content)) == Event(name)


@pytest.mark.parametrize(
    ("user", "is_bot"),
    [
        ({"login": "renovate[bot]", "type": "Bot"}, True),
        ({"login": "renovate[bot]"}, True),
        ({"login": "a-machine", "type": "Bot"}, True),
        ({"login": "robot", "type": "User"}, False),
        (None, False),
    ],
)
def test_bots_are_known_by_their_type_and_by_their_name(tmp_path: Path, user: object, *, is_bot: bool) -> None:
    found = events.read({}, written(tmp_path, pull_request(user=user)))
    assert found is not None
    assert found.is_bot is is_bot


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (pull_request(head={"sha": "--output=/x"}), "pull_request.head.sha"),
        (pull_request(head={"sha": "HEAD"}), "pull_request.head.sha"),
        (pull_request(head=None), "pull_request.head"),
        (pull_request(number="7"), "pull_request.number"),
        (pull_request(number=True), "pull_request.number"),
        (pull_request(body=["x"]), "pull_request.body"),
        (pull_request(base={}), "pull_request.base.ref"),
        (pull_request(user={"login": None}), "pull_request.user.login"),
        (pull_request(labels=[1]), "pull_request.labels"),
        ({"pull_request": []}, "pull_request"),
        ({"merge_group": {"base_ref": "refs/heads/main", "base_sha": TIP}}, "merge_group.head_sha"),
        ({"before": "x", "after": TIP, "ref": "refs/heads/main"}, "before"),
        ({"issue": {}}, "pull_request"),
    ],
)
def test_a_malformed_event_names_the_file_and_the_field(tmp_path: Path, content: object, field: str) -> None:
    file = written(tmp_path, content)
    with pytest.raises(Misasked) as raised:
        events.read({}, file)
    assert file in raised.value.problem
    assert f"{field} is not" in raised.value.problem
    assert raised.value.status == 2
    assert "--event FILE" in raised.value.cures[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is no JSON"),
        (b"\xff\xfe", "it is no JSON"),
        (b"[]", "it is no mapping"),
        (b"null", "it is no mapping"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
    ids=["empty", "no text", "a list", "null", "deep"],
)
def test_what_is_no_event_is_said_with_its_file(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(data)
    with pytest.raises(Misasked, match="event file") as raised:
        events.read({}, str(file))
    assert reason in raised.value.problem
    assert str(file) in raised.value.problem


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(b'\xef\xbb\xbf{"schedule": "x"}')
    assert events.read({}, str(file)) == Event("schedule")


def test_a_file_that_is_not_there_is_said() -> None:
    for file in ("/nowhere/event.json", "a\0b"):
        with pytest.raises(Misasked, match="cannot be read"):
            events.read({}, file)
    with pytest.raises(Misasked, match=r"/nowhere/event[.]json cannot be read"):
        events.read({"GITHUB_EVENT_PATH": "/nowhere/event.json", "GITHUB_EVENT_NAME": "push"}, None)


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_payload, "LARGEST", 1024 * 1024)
    file = tmp_path / "event.json"
    file.write_bytes(b" " * (1024 * 1024) + b"{}")
    with pytest.raises(Misasked, match="larger than 1 MiB"):
        events.read({}, str(file))
