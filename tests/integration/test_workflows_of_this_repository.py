"""This repository's own workflows keep to what its pages tell others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.integration import doors
from tests.integration.test_pages_on_intents_and_ci import PINNED, audited, steps

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOWS = sorted((doors.ROOT / ".github" / "workflows").glob("*.yml"))
ACTION: dict[str, Any] = yaml.safe_load((doors.ROOT / "action.yml").read_text("utf-8"))

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


@every_workflow
def test_c20_no_script_holds_an_expression(path: Path) -> None:
    assert [step for step in steps(path.read_text("utf-8")) if "${{" in step.get("run", "")] == []


@every_workflow
def test_c22_what_is_used_is_pinned_to_a_commit(path: Path) -> None:
    used = [step["uses"] for step in steps(path.read_text("utf-8")) if "uses" in step]
    assert used
    assert [name for name in used if name != "./" and not PINNED.fullmatch(name)] == []


def test_c20_the_auditor_finds_nothing() -> None:
    assert all(end == 0 and "No findings to report" in said for end, said in audited(*WORKFLOWS))


def test_c21_a_workflow_uses_the_action_as_it_lies_here_with_inputs_that_it_has() -> None:
    local = [step for path in WORKFLOWS for step in steps(path.read_text("utf-8")) if step.get("uses") == "./"]
    assert local
    assert all(set(step.get("with", {})) <= set(ACTION["inputs"]) for step in local)


def test_c22_what_the_pages_show_is_pinned_too() -> None:
    pages = [doors.ROOT / "README.md", *(doors.ROOT / "docs").glob("*.md")]
    shown = [
        use for page in pages for use in re.findall(r"^\s*(?:- )?uses: (\S+)", page.read_text("utf-8"), re.MULTILINE)
    ]
    assert shown
    assert [name for name in shown if not PINNED.fullmatch(name)] == []
