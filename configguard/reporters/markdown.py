"""Says a report as a comment on a pull or merge request: Markdown that any platform of them takes whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.plugins import Reporter
from configguard.reporters._summary import summary

if TYPE_CHECKING:
    from configguard.model.plugins import Style
    from configguard.model.report import Report

MARKER = "<!-- configguard -->"
"""The first line, by which a comment of an earlier run is found again."""
MOST_BYTES = 65_000
"""GitHub refuses a comment of more than 65,536 characters; there are never more of them than bytes."""


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """The marker and the report, together in at most `MOST_BYTES` bytes of UTF-8."""
    return f"{MARKER}\n{summary(report, MOST_BYTES - len(MARKER) - 1)}"


REPORTER = Reporter("markdown", "a comment on a pull or merge request", render)
