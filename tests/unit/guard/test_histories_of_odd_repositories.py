"""Histories of repositories that are not as most are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.guard.past.archive import Subject, archive
from configguard.guard.past.recounting import recount
from configguard.model.history import Span
from configguard.model.pattern import parse
from tests.repositories import Repository
from tests.unit.cli.pasts import API, POLICY, Past, past

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["past"]

SIZE = "config/api.yaml:smtp.pool"


def test_ids_of_sha256_are_read_as_well(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "new", object_format="sha256")
    repository.commit("Begin", {".configguard.yaml": POLICY, "config/api.yaml": API})
    last = repository.commit("Edit", {"config/api.yaml": API.replace("10", "20")})
    found = recount(archive(repository.directory, "HEAD", None), Subject(parse(SIZE, anchored=True)), Span())
    assert [event.subject for event in found.events] == ["Edit", "Begin"]
    assert (found.events[0].landing.oid, len(last)) == (last, 64)


def test_what_a_partial_clone_lacks_is_no_guess(past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past.repository.commit("Edit", {"config/api.yaml": API.replace("10", "20")})
    monkeypatch.chdir(past.repository.clone(tmp_path / "partial", "--filter=blob:none").top)
    status, out, err = past.run("log", SIZE)
    assert (status, out) == (3, "")
    assert "git fetch --refetch --no-filter origin" in err


def test_names_in_any_script_and_of_any_bytes_are_followed(past: Past) -> None:
    past.repository.commit("Odd", {b"config/\xff b.yaml": "a: 1\nb: 2\nc: 3\n"})
    past.repository.git("mv", b"config/\xff b.yaml", "config/ünïcödé.yaml")
    past.repository.commit("Rename", {"config/ünïcödé.yaml": "a: 2\nb: 2\nc: 3\n"})
    assert past.changes("config/ünïcödé.yaml:a") == [
        ("Rename", "config/ünïcödé.yaml:a", 1, 2),
        ("Odd", "config/ünïcödé.yaml:a", None, 1),
    ]
    said = "\n".join(past.log("config/ünïcödé.yaml:a"))
    assert "config/ünïcödé.yaml: renamed from config/\\udcff b.yaml" in said


def test_a_file_that_becomes_a_link_is_a_change_of_the_file_and_of_its_settings(past: Past) -> None:
    past.repository.write("config/api.yaml", None)
    past.repository.link("config/api.yaml", "elsewhere")
    past.repository.commit("Link")
    assert [c[1] for c in past.changes("config/api.yaml", "--since", "HEAD~1")] == [
        "config/api.yaml:@type",
        "config/api.yaml:database.host",
        "config/api.yaml:smtp.pool",
    ]


def test_several_files_renamed_at_once_keep_their_own_pasts(past: Past) -> None:
    one, other = "a: 1\nb: 1\nc: 1\nd: 1\n", "q: 9\nr: 9\ns: 9\nt: 9\n"
    past.repository.commit("Two", {"config/one.yaml": one, "config/two.yaml": other})
    past.repository.git("mv", "config/one.yaml", "config/three.yaml")
    past.repository.git("mv", "config/two.yaml", "config/four.yaml")
    past.repository.commit("Rename both")
    events = past.facts("config/**", "--since", "HEAD~2")["events"]
    assert [(e["subject"], len(e["changes"]), e["names"]) for e in events] == [
        ("Rename both", 0, {}),
        ("Two", 8, {"config/four.yaml": "config/two.yaml", "config/three.yaml": "config/one.yaml"}),
    ]
    assert sorted(events[0]["remarks"]) == [
        "config/four.yaml: renamed from config/two.yaml",
        "config/three.yaml: renamed from config/one.yaml",
    ]


def test_replaced_commits_do_not_change_the_past(past: Past) -> None:
    last = past.repository.commit("Edit", {"config/api.yaml": API.replace("10", "20")})
    forged = past.repository.git("commit-tree", "HEAD~1^{tree}", "-p", "HEAD~1", "-m", "Nothing happened")
    past.repository.git("replace", last, forged)
    assert [c[0] for c in past.changes(SIZE)] == ["Edit", "Begin"]


def test_on_a_branch_it_is_said_what_the_default_branch_has_besides(past: Past) -> None:
    past.repository.branch("work")
    past.repository.switch("main")
    past.repository.commit("Meanwhile", {"config/api.yaml": API.replace("10", "20")})
    past.repository.switch("work")
    _, _, err = past.run("log", "--at", "2023-11-14..2023-11-15")
    assert "main has 1 commit that this history does not have: configguard log --head main …" in err
    _, _, err = past.run("log", "--at", "2023-11-14..2023-11-15", "--head", "main")
    assert "does not have" not in err
    assert json.loads(past.run("log", "--format", "json")[1])["looked_at"]["commits"] == 1


def test_an_empty_repository_has_no_history(tmp_path: Path, past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Repository(tmp_path / "unborn").top)
    status, out, err = past.run("log")
    assert (status, out) == (2, "")
    assert "there is no revision HEAD" in err
