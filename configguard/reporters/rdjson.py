"""Says findings in the Reviewdog Diagnostic Format, which reviewdog brings to many places of review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.model.escaping import json_document, json_text, terminal
from configguard.model.level import Level
from configguard.model.plugins import Reporter
from configguard.reporters._anchors import Anchors
from configguard.reporters._headline import beside, headline
from configguard.reporters._overridden import as_warnings
from configguard.reporters._ways import ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.finding import Finding
    from configguard.model.plugins import Style
    from configguard.model.report import Report
    from configguard.reporters._facts import Json

_HOME = "https://github.com/configguard/configguard"
_RULES = f"{_HOME}/blob/main/docs/rules.md#"
_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO", Level.OFF: "UNKNOWN_SEVERITY"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """One JSON object, a `DiagnosticResult`; what is overridden is a warning, and what is waived no diagnostic.

    Source: reviewdog, `proto/rdf/reviewdog.proto`.
    """
    worst = max(report.worst, Level.WARNING) if report.overridden else report.worst
    said: dict[str, Json] = {
        "source": {"name": "ConfigGuard", "url": _HOME},
        "severity": "ERROR" if report.unjudged else _SEVERITIES[worst],
        "diagnostics": [*_diagnostics(report)],
    }
    return json_document(json.dumps(said, indent=2, allow_nan=False)) + "\n"


def _diagnostics(report: Report) -> Iterator[dict[str, Json]]:
    if report.unjudged:
        yield {
            "message": "\n".join(map(terminal, (headline(report), *beside(report)))),
            "location": {"path": json_text(report.policy_file or ".")},
            "severity": "ERROR",
        }
    anchors = Anchors(report)
    for finding in (*report.findings, *as_warnings(report)):
        yield {
            "message": "\n".join(_lines(finding)),
            "location": _location(finding, report, anchors),
            "severity": _SEVERITIES[finding.level],
            "code": {"value": finding.rule, "url": f"{_RULES}{finding.rule}"},
        }


def _lines(finding: Finding) -> Iterator[str]:
    """The sentence, the setting's address, and the ways out."""
    yield terminal(finding.message)
    if finding.address is not None:
        yield terminal(str(finding.address))
    for way in ways_of([finding]):
        yield f"{way.label}: {way.words} {way.note}".rstrip()


def _location(finding: Finding, report: Report, anchors: Anchors) -> dict[str, Json]:
    """The file and the line; no column, for the format counts bytes and a place counts code points."""
    if finding.file is None:
        return {"path": json_text(report.policy_file or ".")}
    line = max(anchors.anchor(finding).line, 1)
    return {"path": json_text(finding.file), "range": {"start": {"line": line}}}


REPORTER = Reporter("rdjson", "Reviewdog Diagnostic Format, for reviewdog", render)
