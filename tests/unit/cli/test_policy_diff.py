"""`configguard policy diff` says what an edit of the policy makes looser, first, and what it makes tighter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.cli import main
from tests.unit.guard.asking import POLICY, repository

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.repositories import Repository

FILES = {"config/api.yaml": "smtp: { host: a }\ndatabase: { host: b }\ntenant: 1\n"}
LOOSER = (
    "looser   scope email covers 3 settings, not 1: 2 more (config/api.yaml:database.host and config/api.yaml:tenant)"
)
TIGHTER = "tighter  findings of type-change are errors, not warnings"


def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = repository(tmp_path, FILES)
    monkeypatch.chdir(made.top)
    loosened = POLICY.replace("config/api.yaml:smtp", "config/api.yaml") + "levels: { type-change: error }\n"
    made.write(".configguard.yaml", loosened)
    return made


def test_what_is_looser_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(tmp_path, monkeypatch)
    assert main(["policy", "diff", "--base", "main"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [LOOSER, TIGHTER]
    assert said.err.startswith("1 part looser: the policy of the work tree against that of ")


def test_a_policy_to_try_is_held_against_the_base_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = edited(tmp_path, monkeypatch)
    made.write("new.yaml", POLICY.replace("frozen:", "frozen: []\nx:").partition("x:")[0])
    assert main(["policy", "diff", "--base", "main", "--policy", "new.yaml"]) == 0
    assert capsys.readouterr().out == "looser   frozen covers 0 settings, not 1: 1 fewer (config/api.yaml:tenant)\n"


def test_it_says_the_same_to_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(tmp_path, monkeypatch)
    assert main(["policy", "diff", "--base", "main", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["policy"]) == ("configguard-policy-diff/1", "the work tree")
    assert found["changes"][0] == {
        "part": "scope email",
        "effect": "looser",
        "message": LOOSER.removeprefix("looser   "),
        "before": 1,
        "after": 3,
        "more": {"settings": 2, "first": ["config/api.yaml:database.host", "config/api.yaml:tenant"]},
        "fewer": {"settings": 0, "first": []},
    }
    assert found["changes"][1]["effect"] == "tighter"


def test_nothing_that_differs_is_said_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository(tmp_path, FILES).top)
    assert main(["policy", "diff", "--base", "main"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err.partition(":")[0]) == ("", "nothing is looser or tighter")


def test_where_there_is_no_policy_to_compare_with_it_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = edited(tmp_path, monkeypatch)
    made.switch("main")
    made.commit("Take it away", {".configguard.yaml": None})
    made.switch("work")
    assert main(["policy", "diff", "--base", "main"]) == 2
    assert "holds no .configguard.yaml to compare with" in capsys.readouterr().err
