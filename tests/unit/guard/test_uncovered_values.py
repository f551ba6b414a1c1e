"""An edit that takes away what had the last word is told as what brought the earlier layer's word about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

POLICY = """\
version: 1
files: [{ match: "config/**", items: { rules: name } }]
scopes:
  all: { settings: ["config/**"] }
targets:
  - name: "{service}"
    layers: ["config/defaults.yaml", "config/services/{service}.yaml"]
    declare: true
"""
MERGED = POLICY + "    lists: merge\n"
DEFAULTS, API, WEB = "config/defaults.yaml", "config/services/api.yaml", "config/services/web.yaml"


def edits(report: Report) -> dict[str, list[str]]:
    return {target.name: [str(edit.address) for edit in target.edits] for target in report.targets}


def shadowed(report: Report) -> list[str]:
    return [str(finding.address) for finding in report.findings if finding.rule == "shadowed-edit"]


def test_a_value_taken_away_and_a_default_edited_both_reach_the_target(tmp_path: Path) -> None:
    base = {DEFAULTS: "a: 1\n", API: "a: 3\nx: 1\n", WEB: "x: 1\n"}
    head = {DEFAULTS: "a: 2\n", API: "x: 1\n", WEB: "x: 1\n"}
    report = judged(tmp_path, base, head, policy=POLICY)
    assert edits(report) == {"api": [f"{DEFAULTS}:a", f"{API}:a"], "web": [f"{DEFAULTS}:a"]}
    assert shadowed(report) == []


def test_a_list_taken_away_brings_an_item_of_the_defaults_that_nobody_edited(tmp_path: Path) -> None:
    base = {DEFAULTS: "args: [quiet]\n", API: "args: [slow]\nx: 1\n", WEB: "x: 1\n"}
    head = {DEFAULTS: "args: [quiet, slow]\n", API: "x: 1\n", WEB: "x: 1\n"}
    report = judged(tmp_path, base, head, policy=POLICY)
    assert edits(report) == {"api": [f"{DEFAULTS}:args[1]", f"{API}:args[0]"], "web": [f"{DEFAULTS}:args[1]"]}
    assert shadowed(report) == []


def test_a_value_that_the_defaults_take_over_as_it_is_reaches_nothing(tmp_path: Path) -> None:
    base = {DEFAULTS: "a: 1\n", API: "a: 2\nx: 1\n", WEB: "x: 1\n"}
    head = {DEFAULTS: "a: 2\n", API: "x: 1\n", WEB: "x: 1\n"}
    report = judged(tmp_path, base, head, policy=POLICY)
    assert edits(report) == {"web": [f"{DEFAULTS}:a"]}
    assert shadowed(report) == [f"{API}:a"]


def test_of_lists_that_are_merged_another_item_that_goes_is_no_cause(tmp_path: Path) -> None:
    base = {DEFAULTS: "rules: [{ name: a, n: 1 }]\n", API: "rules: [{ name: b, n: 1 }]\nx: 1\n"}
    head = {DEFAULTS: "rules: [{ name: a, n: 2 }]\n", API: "x: 1\n"}
    (target,) = judged(tmp_path, base, head, policy=MERGED).targets
    causes = {change.change.address.inner: [str(edit.address) for edit in change.edits] for change in target.changes}
    assert causes["rules[name=a].n"] == [f"{DEFAULTS}:rules[name=a].n"]


def test_a_value_that_comes_over_a_default_is_the_only_cause(tmp_path: Path) -> None:
    base = {DEFAULTS: "a: 1\n", API: "x: 1\n"}
    head = {DEFAULTS: "a: 2\n", API: "a: 3\nx: 1\n"}
    report = judged(tmp_path, base, head, policy=POLICY)
    assert edits(report) == {"api": [f"{API}:a"]}
    assert shadowed(report) == [f"{DEFAULTS}:a"]
