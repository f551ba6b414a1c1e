"""Says a report to a program: one JSON document, whose schema is published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.model.escaping import json_document
from configguard.model.plugins import Reporter
from configguard.reporters._facts import facts

if TYPE_CHECKING:
    from configguard.model.plugins import Style
    from configguard.model.report import Report


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """The report as JSON in ASCII, as `configguard schema report` describes it."""
    return json_document(json.dumps(facts(report), indent=2, allow_nan=False)) + "\n"


REPORTER = Reporter("json", "for programs: the whole report, with a published schema", render)
