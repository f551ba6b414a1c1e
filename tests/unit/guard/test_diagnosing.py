"""The doctor sees where a set-up does not hold, and names one next step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.commands import POLICY, Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]
HELD = """\
name: ConfigGuard
on:
  pull_request:
    types: [opened, synchronize, reopened, edited]
jobs:
  configguard:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
      - uses: configguard/configguard@0000000000000000000000000000000000000000
"""
WORKFLOW = ".github/workflows/configguard.yml"
OWNED = {".github/CODEOWNERS": "/.github/ @acme/platform\n"}


def seen(desk: Desk, files: dict[str, str] | None = None) -> tuple[int, str]:
    """The status and what was said, with these files committed on main."""
    desk.repository.switch("main")
    if files:
        desk.repository.commit("Set up", files)
    ran = desk.run("doctor")
    return ran.status, ran.out


def test_a_set_up_that_holds_is_well(desk: Desk) -> None:
    assert desk.run("install").status == 0
    status, said = seen(desk, {WORKFLOW: HELD, **OWNED})
    assert status == 0
    assert "✗" not in said
    assert "✓ coverage    the policy claims 1 file with 3 settings" in said
    assert "✓ hooks       git's own hooks run ConfigGuard" in said
    assert f"✓ workflow    {WORKFLOW} is the pull request's own, and its owners must approve" in said


@pytest.mark.parametrize(
    ("workflow", "told"),
    [
        pytest.param(HELD, "a fork too, can edit the check away", id="nobody owns it"),
        pytest.param(HELD.replace(", edited", ""), "does not hear of edits", id="no edits"),
        pytest.param(
            HELD.replace("    types:", "    paths: [config/**]\n    types:"), "a required check then waits", id="paths"
        ),
        pytest.param(
            HELD.replace("    runs-on", "    continue-on-error: true\n    runs-on"),
            "goes on where the guard fails: continue-on-error: true",
            id="a job that goes on",
        ),
        pytest.param(
            HELD + "        continue-on-error: true\n", "goes on where the guard fails", id="a step that goes on"
        ),
        pytest.param(
            re.sub("uses: configguard.*", "run: configguard check || true", HELD),
            "goes on where the guard fails: || true",
            id="a command that goes on",
        ),
        pytest.param(HELD.replace("pull_request:", "push:"), "is started by push", id="another event"),
    ],
)
def test_what_weakens_a_workflow_is_seen(desk: Desk, workflow: str, told: str) -> None:
    assert told in seen(desk, {WORKFLOW: workflow})[1]


@pytest.mark.parametrize(
    "workflow",
    [
        HELD,
        HELD.replace("    runs-on", "    continue-on-error: false\n    runs-on"),
        HELD.replace("      - uses: actions/checkout", "      - run: lint || true\n      - uses: actions/checkout"),
    ],
)
def test_what_does_not_weaken_it_is_not(desk: Desk, workflow: str) -> None:
    assert "goes on where the guard fails" not in seen(desk, {WORKFLOW: workflow})[1]


def test_the_bases_own_workflow_holds(desk: Desk) -> None:
    said = seen(desk, {WORKFLOW: HELD.replace("pull_request:", "pull_request_target:")})[1]
    assert "✓ workflow    .github/workflows/configguard.yml is the base's own" in said


def test_workflows_that_do_not_call_the_guard_are_a_hint(desk: Desk) -> None:
    said = seen(desk, {".github/workflows/test.yml": "on: push\njobs: {}\n"})[1]
    assert "· workflow    no workflow calls ConfigGuard" in said


def test_the_worst_thing_is_the_next_step(desk: Desk) -> None:
    policy = POLICY + "frozen: [{ settings: ['config/api.yaml:gone'], why: It was. }]\n"
    status, said = seen(desk, {".configguard.yaml": policy})
    assert status == 1
    assert "✗ coverage    config/api.yaml:gone (frozen) matches no setting" in said
    assert said.splitlines()[-1] == "next: correct it or take it out: .configguard.yaml, line 9"


def test_gaps_of_the_policy_are_counted(desk: Desk) -> None:
    policy = POLICY.replace('  storage: { settings: ["config/api.yaml:database.**"] }\n', "")
    said = seen(desk, {".configguard.yaml": policy, "deploy/x.yaml": "a: 1\n"})[1]
    assert "· coverage    2 settings in no scope, such as config/api.yaml:database.host" in said
    assert "· coverage    1 unclaimed file that looks like configuration, such as deploy/x.yaml" in said


def test_a_policy_that_matches_nothing_and_one_that_is_not_there_are_ill(desk: Desk) -> None:
    assert "✗ coverage    the policy matches no file" in seen(desk, {".configguard.yaml": "version: 1\n"})[1]
    desk.repository.git("rm", "--quiet", ".configguard.yaml")
    desk.repository.commit_staged("Without")
    status, said = seen(desk)
    assert status == 1
    assert "✗ policy      there is no .configguard.yaml" in said
    assert "next: write a first .configguard.yaml" in said


def test_a_waiver_that_has_ended_is_ill(desk: Desk) -> None:
    waiver = "{ rule: type-change, address: 'config/api.yaml:a', reason: r, owner: '@me', expires: 2020-01-01 }"
    status, said = seen(desk, {".configguard.yaml": f"{POLICY}waivers: [{waiver}]\n"})
    assert status == 1
    assert "✗ waivers     the waiver of config/api.yaml:a for type-change ended on 2020-01-01" in said


def test_who_can_have_what_overridden_is_told_and_that_nobody_could_ask_is_ill(desk: Desk) -> None:
    policy = f"{POLICY}override: {{ rules: [outside-intent, type-change], approval: ['@grace', '@acme/oncall'] }}\n"
    _, said = seen(desk, {".configguard.yaml": policy})
    told = "outside-intent, type-change can be overridden with an approval of @grace or @acme/oncall on GitHub"
    assert f"✓ override    {told}" in said
    assert "✗ override" not in said
    status, said = seen(desk, {".configguard.yaml": f"{policy}intent: {{ sources: {{ title: conventional }} }}\n"})
    assert status == 1
    assert "✗ override    no source of intent that the policy lists can ask for an override" in said


def test_a_shallow_clone_is_told_with_the_words_that_deepen_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = desk.repository.clone(tmp_path / "clone", "--depth=1", branch="change")
    monkeypatch.chdir(clone.top)
    ran = desk.run("doctor")
    assert ran.status == 1
    assert "✗ history     this clone is shallow" in ran.out
    assert "next: git fetch --unshallow" in ran.out


def test_where_there_is_no_repository_it_is_asked_wrongly(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert desk.run("doctor").status == 2


def test_a_mistake_in_the_policy_is_said_as_one(desk: Desk) -> None:
    desk.repository.switch("main")
    desk.repository.commit("Slip", {".configguard.yaml": "version: 1\nscops: {}\n"})
    ran = desk.run("doctor")
    assert ran.status == 2
    assert 'did you mean "scopes"?' in ran.err


def test_checks_are_told_of_and_what_they_lack(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = 'version: 1\nfiles: [{match: "config/**"}]\nchecks: [{name: a, proposal: true, require: "true"}]\n'
    assert "✓ checks      1 check in CEL, which is installed here" in seen(desk, {".configguard.yaml": policy})[1]
    monkeypatch.setattr("configguard.checks.are_possible", lambda: False)
    said = seen(desk)[1]
    assert "✗ checks      1 check in CEL, which is not installed here" in said
    assert 'pip install "configguard-ci[checks]"' in said
