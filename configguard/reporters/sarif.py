"""Says a report in SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard import __version__
from configguard.model.escaping import json_document, json_text, sarif_message, uri_path
from configguard.model.level import Level
from configguard.model.plugins import Reporter
from configguard.model.report import RuleInfo
from configguard.model.words import count
from configguard.reporters._anchors import Anchors
from configguard.reporters._cases import worst_first
from configguard.reporters._headline import accepted
from configguard.reporters._overridden import overridden

if TYPE_CHECKING:
    from configguard.model.document import Place
    from configguard.model.finding import Finding
    from configguard.model.plugins import Style
    from configguard.model.report import Report
    from configguard.reporters._facts import Json

MOST_RESULTS = 5_000
"""GitHub keeps so many results of a run."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/configguard/configguard"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note", Level.OFF: "none"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """One SARIF log with one run, in ASCII; it says how many results past `MOST_RESULTS` were left out."""
    log: dict[str, Json] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json_document(json.dumps(log, indent=2, allow_nan=False)) + "\n"


def _run(report: Report) -> dict[str, Json]:
    rules = _rules(report)
    index = {rule.name: number for number, rule in enumerate(rules)}
    anchors = Anchors(report)
    every = worst_first(report)
    kept = every[:MOST_RESULTS]
    driver: dict[str, Json] = {
        "name": "ConfigGuard",
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in rules],
    }
    return {
        "tool": {"driver": driver},
        "invocations": [_invocation(report, len(every) - len(kept))],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule], anchors, report) for finding in kept],
    }


def _rules(report: Report) -> list[RuleInfo]:
    """The rules, those included of which the report tells nothing but a finding."""
    named = dict(report.rules)
    for finding in (*report.findings, *report.overridden, *report.waived):
        named.setdefault(finding.rule, RuleInfo(finding.rule, finding.level, finding.rule, finding.rule))
    return list(named.values())


def _rule(rule: RuleInfo) -> dict[str, Json]:
    return {
        "id": rule.name,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.manual, "markdown": rule.manual},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": ["configuration"]},
    }


def _invocation(report: Report, left_out: int) -> dict[str, Json]:
    told = [_notification("error", text) for text in report.unjudged]
    told += [_notification("warning", f"overridden: {text}") for text in overridden(report)]
    told += [_notification("note", text) for text in report.notes]
    if left_out:
        text = f"{count(left_out, 'result')} left out: a run holds at most {MOST_RESULTS:,}; the least were cut"
        told.append(_notification("warning", text))
    return {"executionSuccessful": report.verdict != "unjudged", "toolExecutionNotifications": told}


def _notification(level: str, text: str) -> Json:
    return {"level": level, "message": {"text": sarif_message(text)}}


def _result(finding: Finding, index: int, anchors: Anchors, report: Report) -> dict[str, Json]:
    ways = [f"{label}: {exact}" for label, exact in finding.remark.ways_out]
    result: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": {"text": "\n".join(sarif_message(line) for line in (finding.message, *ways))},
        "locations": [_location(finding, anchors, report)],
        "partialFingerprints": {"configguardFinding/v1": finding.fingerprint},
        "suppressions": _suppressions(finding),
    }
    related = _before(finding, report)
    return {**result, "relatedLocations": [related]} if related else result


def _suppressions(finding: Finding) -> list[Json]:
    """The waiver or the override by which it does not fail.

    Source: SARIF 2.1.0, 3.35 (`external`: not in the file that is judged).
    """
    told = accepted(finding)
    return [{"kind": "external", "status": "accepted", "justification": sarif_message(told)}] if told else []


def _location(finding: Finding, anchors: Anchors, report: Report) -> dict[str, Json]:
    """Where it is; what is about no file is shown at the policy, for platforms want a place for each."""
    file = finding.file or report.policy_file or ".configguard.yaml"
    location = _physical(file, anchors.anchor(finding))
    if finding.address is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": json_text(str(finding.address)), "kind": "member"}]
    return location


def _before(finding: Finding, report: Report) -> dict[str, Json] | None:
    """Where the setting stands at the base."""
    change = finding.change
    if change is None or change.base is None:
        return None
    message: dict[str, Json] = {"text": sarif_message(f"before, at {report.base}")}
    return {"id": 1, **_physical(change.file, change.base.place), "message": message}


def _physical(file: str, place: Place) -> dict[str, Json]:
    region: dict[str, Json] = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    return {"physicalLocation": {"artifactLocation": {"uri": uri_path(file)}, "region": region}}


REPORTER = Reporter("sarif", "SARIF 2.1.0, for code scanning and editors", render)
