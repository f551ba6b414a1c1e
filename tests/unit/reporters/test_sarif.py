from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from configguard import __version__
from configguard.model.finding import Finding, Remark
from configguard.model.level import Level
from configguard.model.plugins import Style
from configguard.reporters import render, sarif
from tests.reporters import a_report
from tests.reporters.a_report import HOST, outside, report

if TYPE_CHECKING:
    from configguard.model.report import Report

SUITES = Path(os.environ.get("CONFIGGUARD_SUITES", Path(__file__).parents[4] / "shared" / "suites"))
SARIF = SUITES / "sarif-schema-2.1.0.json"


def run(given: Report) -> dict[str, Any]:
    log = json.loads(render("sarif", given, Style()))
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", ["incident", "passed", "unsaid", "unjudged", "rich"])
def test_c14_every_log_keeps_to_the_standards_schema(name: str) -> None:
    if not SARIF.exists():
        pytest.skip(f"{SARIF} is not here")
    validator = Draft7Validator(json.loads(SARIF.read_text(encoding="utf-8")))
    log = json.loads(render("sarif", getattr(a_report, name)(), Style()))
    assert [error.message for error in validator.iter_errors(log)] == []


def test_a_result_has_its_place_on_both_sides_and_its_fingerprint() -> None:
    result = run(a_report.incident())["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    assert physical == {"artifactLocation": {"uri": "config/api.yaml"}, "region": {"startLine": 4, "startColumn": 9}}
    assert result["relatedLocations"][0]["message"] == {"text": "before, at 9f1c2d0 (main)"}
    assert result["partialFingerprints"] == {"configguardFinding/v1": outside(HOST).fingerprint}
    assert (result["level"], result["suppressions"]) == ("error", [])
    assert "put it back: configguard restore -- config/api.yaml:database.host" in result["message"]["text"]


def test_rules_bring_their_manual_pages() -> None:
    driver = run(a_report.incident())["tool"]["driver"]
    assert driver["semanticVersion"] == __version__
    rule = driver["rules"][0]
    assert (rule["id"], rule["name"]) == ("outside-intent", "OutsideIntent")
    assert rule["help"]["markdown"] == a_report.RULES["outside-intent"].manual


def test_every_result_finds_its_rule_also_one_that_the_report_does_not_describe() -> None:
    found = run(report(findings=(Finding("new-rule", Level.NOTE, Remark("x")), outside(HOST))))
    ids = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert all(ids[result["ruleIndex"]] == result["ruleId"] for result in found["results"])


def test_columns_are_said_to_be_code_points() -> None:
    assert run(a_report.incident())["columnKind"] == "unicodeCodePoints"


def test_no_verdict_is_no_successful_execution() -> None:
    (invocation,) = run(a_report.unjudged())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"
    assert run(a_report.incident())["invocations"][0]["executionSuccessful"] is True


def test_a_finding_about_no_file_is_shown_at_the_policy() -> None:
    (result,) = run(report(findings=(Finding("unused-scope", Level.WARNING, Remark("x")),)))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": ".configguard.yaml"}
    assert physical["region"] == {"startLine": 1, "startColumn": 1}


def test_c14_past_the_limit_the_least_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.MOST_RESULTS == 5_000
    monkeypatch.setattr(sarif, "MOST_RESULTS", 50)
    notes = (Finding("unclaimed-config", Level.NOTE, Remark("x", file="f")),) * 50
    found = run(report(findings=(*notes, outside(HOST))))
    assert len(found["results"]) == 50
    assert found["results"][0]["level"] == "error"
    told = found["invocations"][0]["toolExecutionNotifications"]
    assert told[-1]["message"]["text"].startswith("1 result left out")
