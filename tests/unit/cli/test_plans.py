"""Plans on the command line: each is a target, under the name that is said or that its file has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.commands import Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]
_CHANGE = {"address": "a.b", "change": {"actions": ["update"], "before": {"size": 1}, "after": {"size": 2}}}
PLAN = json.dumps({"format_version": "1.2", "resource_changes": [_CHANGE]})


def _named(desk: Desk, *given: str) -> list[str]:
    ran = desk.run("check", "--no-intent", "--format", "json", *(word for text in given for word in ("--plan", text)))
    return [target["name"] for target in json.loads(ran.out)["targets"]]


def test_a_plan_is_called_as_is_said_or_as_its_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "prod.tfplan.json"
    file.write_text(PLAN, encoding="utf-8")
    assert _named(desk, f"tf-prod={file}") == ["tf-prod"]
    assert _named(desk, str(file)) == ["prod"]
    assert _named(desk, f"one={file}", f"two={file}") == ["one", "two"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (["gone.json"], 'the plan "gone.json" cannot be read: No such file or directory'),
        (["=x.json"], 'the plan in "x.json" has no name'),
        (["a={file}", "a={file}"], 'two plans are called "a"'),
    ],
)
def test_a_plan_that_is_given_wrongly_is_a_wrong_question(
    given: list[str], problem: str, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "x.json"
    file.write_text(PLAN, encoding="utf-8")
    ran = desk.run("check", *(word for text in given for word in ("--plan", text.format(file=file))))
    assert ran.status == 2
    assert problem in ran.err


def test_a_plan_that_is_none_leaves_no_verdict(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("{}", encoding="utf-8")
    ran = desk.run("check", "--plan", str(file))
    assert ran.status == 3
    assert "neither a plan of Terraform nor one of helm diff" in ran.err
