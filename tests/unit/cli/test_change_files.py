"""`suggest` writes the change file that makes `check` pass, and never over another one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import yaml

from tests.unit.cli.commands import Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]
FILE = ".configguard/changes/pool.yaml"
RANGE = ("--base", "main", "--head", "change")


def listening(desk: Desk) -> None:
    """Let the policy read change files."""
    desk.repository.switch("main")
    policy = desk.read(".configguard.yaml") + "intent: { sources: [trailer, change-file] }\n"
    desk.repository.commit("Listen", {".configguard.yaml": policy})
    desk.repository.switch("change")


def test_what_it_writes_makes_check_pass(desk: Desk) -> None:
    listening(desk)
    ran = desk.run("suggest", *RANGE, "--change-file", FILE)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"wrote {FILE}\n"
    desk.repository.commit("Say what it is for")
    assert desk.run("check", *RANGE).status == 0


def test_it_is_of_the_form_that_is_published(desk: Desk) -> None:
    desk.run("suggest", *RANGE, "--change-file", "pool.yaml")
    written = yaml.safe_load(desk.read("pool.yaml"))
    assert written == {"scopes": ["email"], "settings": ["config/api.yaml:database.host"]}
    jsonschema.validate(written, json.loads(desk.run("schema", "change-file").out))


def test_it_says_where_the_policy_would_not_read_it(desk: Desk) -> None:
    ran = desk.run("suggest", *RANGE, "--change-file", FILE)
    assert ran.err.splitlines() == [
        f"wrote {FILE}",
        f".configguard.yaml does not read it yet; say under intent, sources: change-file: {FILE}",
    ]


def test_it_writes_over_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    ran = desk.run("suggest", *RANGE, "--change-file", str(tmp_path / "mine.yaml"))
    assert ran.status == 2
    assert "is there already" in ran.err
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "mine"


def test_nothing_to_declare_is_no_file(desk: Desk) -> None:
    ran = desk.run("suggest", "--base", "main", "--head", "main", "--change-file", FILE)
    assert ran.status == 0
    assert not (desk.repository.top / FILE).exists()
