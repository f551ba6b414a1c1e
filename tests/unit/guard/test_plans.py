"""Plans of other tools are targets: what they are going to change must be declared as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.errors import Undecided
from configguard.guard import Question
from configguard.model.plan import GivenPlan
from configguard.model.plugins import Style
from configguard.model.revision import Ask
from configguard.reporters import json as as_json
from tests.unit.guard.asking import repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

POLICY = (
    'version: 1\nfiles: [{ match: "config/*.yaml" }]\ntargets: [{ name: "tf-{env}", plan: true, declare: DECLARE }]\n'
)


def _plan(before: dict[str, object], after: dict[str, object], **marks: object) -> bytes:
    change = {"actions": ["update"], "before": before, "after": after, **marks}
    return json.dumps({"format_version": "1.2", "resource_changes": [{"address": "a.b", "change": change}]}).encode()


def _judged(top: Path, data: bytes, name: str = "tf-prod", declare: str = "true", message: str = "Change") -> Report:
    git = repository(top, {"config/a.yaml": "a: 1\n"}, policy=POLICY.replace("DECLARE", declare))
    git.commit(message, {"main.tf": "x"})
    plan = GivenPlan(name, "plans/prod.json", data)
    return guard.judge(Question(Ask(git.directory, base="main", head="HEAD"), plans=(plan,)))


def _said(report: Report) -> list[str]:
    return [f"{finding.level} {finding.rule}: {finding.message}" for finding in report.findings]


def test_what_a_plan_changes_and_nobody_declared_is_a_finding(tmp_path: Path) -> None:
    report = _judged(tmp_path, _plan({"size": 1, "ami": "a"}, {"size": 2, "ami": "b"}))
    assert report.verdict == "fail"
    assert _said(report) == [
        'error outside-target: 2 settings of tf-prod change, undeclared: tf-prod:"a.b".size and tf-prod:"a.b".ami'
    ]


def test_what_was_declared_passes(tmp_path: Path) -> None:
    report = _judged(tmp_path, _plan({"a": 1}, {"a": 2}), message="Change\n\nConfig-Target: tf-*")
    assert (report.verdict, _said(report)) == ("pass", [])


def test_a_plan_that_changes_nothing_passes(tmp_path: Path) -> None:
    assert _judged(tmp_path, _plan({"a": 1}, {"a": 1})).verdict == "pass"


@pytest.mark.parametrize(("name", "declare"), [("tf-prod", "false"), ("other", "true")])
def test_where_nothing_asks_for_words_it_is_a_note(tmp_path: Path, name: str, declare: str) -> None:
    report = _judged(tmp_path, _plan({"a": 1}, {"a": 2}), name, declare)
    assert _said(report) == [f'note outside-target: 1 setting of {name} changes: {name}:"a.b".a']


def test_a_sensitive_value_stands_in_no_report(tmp_path: Path) -> None:
    data = _plan(
        {"key": "S3NTINEL-1", "script": "echo S3NTINEL-1"},
        {"key": "S3NTINEL-2", "script": "echo S3NTINEL-2"},
        before_sensitive={"key": True},
        after_sensitive={"key": True},
    )
    report = _judged(tmp_path, data)
    assert report.verdict == "fail"
    assert "S3NTINEL" not in as_json.REPORTER.render(report, Style())
    assert "S3NTINEL" not in repr(report.findings)


def test_what_a_plan_does_not_tell_is_told(tmp_path: Path) -> None:
    data = json.dumps([{"kind": "A", "name": "a", "api": "v1", "change": "MODIFY"}]).encode()
    assert _judged(tmp_path, data).notes == ("the plan in plans/prod.json: it does not tell how 1 object will differ",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"{", "the plan in plans/prod.json cannot be read: "),
        (b" " * 5_000_001, "the plan in plans/prod.json cannot be read: the file is larger than 5 MB"),
        (b'{"format_version": "9"}', "the plan in plans/prod.json cannot be judged: its format 9 is not known"),
    ],
)
def test_a_plan_that_cannot_be_relied_on_leaves_no_verdict(data: bytes, problem: str, tmp_path: Path) -> None:
    with pytest.raises(Undecided) as raised:
        _judged(tmp_path, data)
    assert raised.value.problem.startswith(problem)
    assert raised.value.status == 3
