"""Who asks what a change reaches can hand plans over and leave renderers out; who does not need it waits for none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.pasts import API, POLICY, Past, past

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["past"]

PLAN = {
    "format_version": "1.2",
    "resource_changes": [{"address": "a.b", "change": {"actions": ["update"], "before": {"n": 1}, "after": {"n": 2}}}],
}
RENDERED = """\
targets: [{ name: "{chart}", command: { run: [no-such-program], for: "config/{chart}.yaml" }, trust: head }]
"""


@pytest.fixture
def rendered(past: Past) -> Past:
    """A change that reaches a target, which is made with a program that is not there."""
    past.repository.commit("Make targets", {".configguard.yaml": POLICY + RENDERED})
    past.repository.write("config/api.yaml", API.replace("10", "20"))
    return past


def test_suggest_and_diff_take_plans_as_check_does(past: Past, tmp_path: Path) -> None:
    plan = tmp_path / "prod.json"
    plan.write_text(json.dumps(PLAN))
    past.repository.write("config/api.yaml", API.replace("10", "20"))
    _, out, _ = past.run("suggest", "--no-input", "--plan", f"tf-prod={plan}")
    assert out.splitlines() == ["Config-Scope: email", "Config-Target: tf-prod"]
    _, out, _ = past.run("diff", "--plan", f"tf-prod={plan}")
    assert out.splitlines()[-1] == "reaches 1 target: tf-prod"


@pytest.mark.parametrize("command", ["diff", "suggest"])
def test_a_renderer_that_is_missing_can_be_done_without(rendered: Past, command: str) -> None:
    status, _, said = rendered.run(command)
    assert status == 3
    assert 'targets are made with "no-such-program"' in said
    status, out, _ = rendered.run(command, "--no-render")
    assert status == 0
    assert "email" in out


def test_diff_says_which_targets_it_did_not_look_at(rendered: Past) -> None:
    assert "no renderer was run for 1 target: they are switched off" in rendered.run("diff", "--no-render")[2]


def test_no_renderer_is_run_to_put_a_setting_back_or_to_find_owners(rendered: Past) -> None:
    assert rendered.run("owners")[:2] == (0, "@acme/email\n")
    assert rendered.run("restore", "--", "config/api.yaml:smtp.pool")[0] == 0
    assert "pool: 10" in (rendered.repository.top / "config/api.yaml").read_text()


def test_the_log_says_that_no_renderer_is_run_over_the_past(rendered: Past) -> None:
    status, _, said = rendered.run("log", "nothing")
    assert status == 2
    assert said.splitlines()[-1].endswith("no renderer is run over the past for {chart}")
    assert rendered.run("log", "--target", "api")[2].startswith("no target that is made of layers could be called api")
    assert "renderer" not in rendered.run("log", "config/nothing.yaml:a")[2]
