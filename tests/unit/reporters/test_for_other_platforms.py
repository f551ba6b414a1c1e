"""What GitLab, reviewdog, JUnit's readers and comments get is of their form, whole, and not doubled."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest

from configguard.model.level import Level
from configguard.model.plugins import Style
from configguard.reporters import markdown, render
from tests.reporters.a_report import changed, incident, outside, passed, report, rich, unjudged


def gitlab(given: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any report
    found: list[dict[str, Any]] = json.loads(render("gitlab", given, Style()))
    return found


def junit(given: Any) -> ET.Element:  # noqa: ANN401 - any report
    suite = ET.fromstring(render("junit", given, Style()))[0]  # noqa: S314 - our own text
    for kind in ("failure", "error", "skipped"):
        counted = {"failure": "failures", "error": "errors"}.get(kind, kind)
        assert int(suite.attrib[counted]) == len(suite.findall(f"testcase/{kind}"))
    assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
    return suite


def test_gitlab_gets_every_finding_that_counts_each_with_a_fingerprint_of_its_own() -> None:
    given = rich()
    entries = gitlab(given)
    assert [entry["check_name"] for entry in entries] == [finding.rule for finding in given.findings]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert all(set(e) == {"description", "check_name", "fingerprint", "severity", "location"} for e in entries)
    assert {entry["severity"] for entry in entries} == {"critical", "major", "minor", "info"}
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in entries)


def test_gitlab_takes_two_findings_of_one_fingerprint_for_two() -> None:
    finding = incident().findings[0]
    assert [e["fingerprint"] for e in gitlab(report(findings=(finding, finding)))] == [
        finding.fingerprint,
        f"{finding.fingerprint}-2",
    ]


def test_gitlab_gets_nothing_of_a_pass_and_a_blocker_of_what_could_not_be_judged() -> None:
    assert gitlab(passed()) == []
    (entry,) = gitlab(unjudged())
    assert (entry["severity"], entry["location"]["path"]) == ("blocker", ".configguard.yaml")
    assert "fetch-depth: 0" in entry["description"]


def test_reviewdog_gets_every_finding_with_its_rule_line_and_ways_out() -> None:
    given = rich()
    said = json.loads(render("rdjson", given, Style()))
    assert said["severity"] == "ERROR"
    assert [d["code"]["value"] for d in said["diagnostics"]] == [finding.rule for finding in given.findings]
    first = json.loads(render("rdjson", incident(), Style()))["diagnostics"][0]
    assert first["location"] == {"path": "config/api.yaml", "range": {"start": {"line": 4}}}
    assert "put it back: configguard restore -- config/api.yaml:database.host" in first["message"].splitlines()


def test_reviewdog_hears_that_there_is_no_verdict() -> None:
    (said,) = json.loads(render("rdjson", unjudged(), Style()))["diagnostics"]
    assert said["severity"] == "ERROR"
    assert "cannot judge" in said["message"]


def test_junit_has_a_case_for_each_change_and_one_fails_for_each_that_strays() -> None:
    given = incident()
    suite = junit(given)
    failed = [case.attrib["name"] for case in suite.findall("testcase") if case.find("failure") is not None]
    assert failed == ["database.host"]
    assert {case.attrib["name"] for case in suite} == {change.address.inner for change in given.changes}


def test_junit_fails_what_the_run_fails() -> None:
    warning = replace(outside(changed("a", "1", "2")), level=Level.WARNING)
    given = report(changes=(changed("a", "1", "2"),), findings=(warning,))
    assert junit(given).attrib["failures"] == "0"
    assert junit(replace(given, fail_on=Level.WARNING)).attrib["failures"] == "1"


def test_junit_skips_what_is_waived_and_errs_where_there_is_no_verdict() -> None:
    skipped = junit(rich()).find("testcase/skipped")
    assert skipped is not None
    assert "@acme/email answers for it until 2026-12-31" in skipped.attrib["message"]
    assert junit(unjudged()).attrib["errors"] == "1"
    assert junit(passed()).attrib["failures"] == "0"


@pytest.mark.parametrize(
    "text", ["]]>", "</failure><x/>", '" name="', "\x00\x1b[31m\ufffe\udc80", "&amp;", "::error::x"]
)
def test_junit_is_xml_whatever_strangers_write(text: str) -> None:
    change = changed("a", text, f"{text}!", file=f"config/{text}.yaml")
    finding = outside(change)
    finding = replace(finding, remark=replace(finding.remark, message=f"{text} changed"))
    suite = junit(report(changes=(change,), findings=(finding,)))
    (case,) = suite.findall("testcase")
    assert [child.tag for child in case] == ["failure"]


def test_a_comment_begins_with_the_mark_by_which_it_is_found_again_and_is_never_too_long() -> None:
    assert render("markdown", incident(), Style()).startswith(f"{markdown.MARKER}\n## ✗ 1 of 3 changes")
    changes = tuple(changed(f"k{n}", "🏳" * 300, "🏳" * 299 + "!", line=n + 1) for n in range(800))
    said = render("markdown", report(changes=changes, findings=tuple(map(outside, changes))), Style())
    assert 55_000 < len(said.encode()) <= markdown.MOST_BYTES < 65_536
    assert "findings left out" in said
