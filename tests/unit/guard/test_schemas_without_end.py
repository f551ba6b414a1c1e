"""A schema that cannot be applied leaves its own file open, and hides nothing of the others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from configguard.guard.looking import MOST_LEFT_OPEN
from configguard.model.plugins import Style
from configguard.reporters import names, render
from configguard.schemas import limit
from tests.unit.guard.asking import Files, errors, judged

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

POLICY = """\
version: 1
files: [{ match: "config/**", schema: schemas/service.json }]
scopes: { email: { settings: ["config/email.yaml"] } }
"""
SCHEMA = {"properties": {"name": {"pattern": "^(a+)+$"}, "port": {"type": "integer"}}}
LONG = f"name: {'a' * 40}!\n"
WHY = (
    "a value of config/email.yaml could not be checked within 0.1 seconds of computing time,"
    " at schemas/service.json#/properties/name/pattern"
)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "SECONDS", 0.1)


def asked(top: Path, head: Files, **options: object) -> Report:
    schema = {"schemas/service.json": json.dumps(SCHEMA)}
    base = {"config/email.yaml": "name: a\n", "config/pay.yaml": "port: 1\n"} | schema
    return judged(top, base, base | head, "x\n\nConfig-Scope: email\n", policy=POLICY, **options)


def test_i14_with_nothing_else_found_there_is_no_verdict(tmp_path: Path) -> None:
    report = asked(tmp_path, {"config/email.yaml": LONG})
    assert (report.verdict, report.findings, report.unjudged[0]) == ("unjudged", (), WHY)
    assert len(report.unjudged) == 2
    assert [change.address.inner for change in report.changes] == ["name"]


@pytest.mark.parametrize(
    ("head", "rule"),
    [("port: 2\n", "outside-intent"), ("port: x\n", "schema-violation"), ("a: [", "unreadable-config")],
)
def test_i14_what_is_found_in_other_files_fails_and_the_rest_is_said(head: str, rule: str, tmp_path: Path) -> None:
    report = asked(tmp_path, {"config/email.yaml": LONG, "config/pay.yaml": head})
    assert (report.verdict, report.unjudged[0]) == ("fail", WHY)
    assert rule in errors(report)


def test_i14_warnings_alone_are_no_verdict(tmp_path: Path) -> None:
    report = asked(tmp_path, {"config/email.yaml": f"{LONG}x: 1\n", "config/pay.yaml": "port: 1\nx:\n"}, no_intent=True)
    assert report.verdict == "unjudged"


@pytest.mark.parametrize("reporter", names())
def test_it_is_said_in_every_report(reporter: str, tmp_path: Path) -> None:
    for head in ({}, {"config/pay.yaml": "port: 2\n"}):
        text = render(reporter, asked(tmp_path, {"config/email.yaml": LONG, **head}), Style(width=400))
        assert "could not be checked within" in text


def test_a_proposed_schema_without_end_is_said_of_the_new_policy(tmp_path: Path) -> None:
    base = {"config/email.yaml": "name: a\n", "calm.json": "{}", "schemas/service.json": json.dumps(SCHEMA)}
    calm = POLICY.replace("schemas/service.json", "calm.json")
    head = {**base, "config/email.yaml": LONG, ".configguard.yaml": POLICY}
    report = judged(tmp_path, base, head, "x\n\nConfig-Scope: email\n", policy=calm)
    edits = [str(finding.remark) for finding in report.findings if finding.rule == "policy-change"]
    assert report.verdict == "fail"
    assert any(f"not judged: {WHY}" in edit for edit in edits)


@pytest.mark.parametrize("many", [False, True])
def test_where_many_files_are_left_open_the_others_are_not_waited_for(
    many: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limit, "SECONDS", 0.02)
    head = {f"config/{number:02}.yaml": LONG for number in range(MOST_LEFT_OPEN + many)}
    if many:
        with pytest.raises(
            Undecided, match=f"more than {MOST_LEFT_OPEN} files could not be held against their schemas"
        ):
            asked(tmp_path, head)
    else:
        assert errors(asked(tmp_path, head)) == {"outside-intent"}
