"""Says findings as a Code Quality report, which GitLab shows in a merge request."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.model.escaping import json_document, json_text, terminal
from configguard.model.level import Level
from configguard.model.plugins import Reporter
from configguard.reporters._anchors import Anchors
from configguard.reporters._headline import beside, headline
from configguard.reporters._overridden import as_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.finding import Finding
    from configguard.model.plugins import Style
    from configguard.model.report import Report
    from configguard.reporters._facts import Json

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}
_CRITICAL = "critical"
_UNJUDGED = "unjudged"


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """A JSON array with an object for each finding, overridden ones included; what is waived is none.

    Source: GitLab Docs, “Code Quality report format”. GitLab takes two findings of one fingerprint for one, so a
    fingerprint that comes again is numbered.
    """
    return json_document(json.dumps([*_entries(report)], indent=2, allow_nan=False)) + "\n"


def _entries(report: Report) -> Iterator[dict[str, Json]]:
    if report.unjudged:
        said = " ".join((headline(report), *beside(report)))
        yield _entry(said, _UNJUDGED, _UNJUDGED, "blocker", (report.policy_file, 1))
    anchors = Anchors(report)
    seen: dict[str, int] = {}
    for finding in (*report.findings, *as_warnings(report)):
        number = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        fingerprint = finding.fingerprint if number == 1 else f"{finding.fingerprint}-{number}"
        at = finding.file or report.policy_file, anchors.anchor(finding).line
        yield _entry(_said(finding), finding.rule, fingerprint, _severity(finding), at)


def _entry(said: str, rule: str, fingerprint: str, severity: str, at: tuple[str, int]) -> dict[str, Json]:
    file, line = at
    return {
        "description": terminal(said),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": json_text(file or "."), "lines": {"begin": max(line, 1)}},
    }


def _severity(finding: Finding) -> str:
    is_critical = finding.change is not None and finding.change.critical is not None
    return _CRITICAL if is_critical and finding.level is Level.ERROR else _SEVERITIES[finding.level]


def _said(finding: Finding) -> str:
    """The sentence, with the setting where it does not name it in full."""
    where = finding.where
    return finding.message if not where or where in finding.message else f"{finding.message} ({where})"


REPORTER = Reporter("gitlab", "Code Quality, for merge requests in GitLab", render)
