"""Says a report as the summary of a job in GitHub Actions: Markdown, the words to paste in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.plugins import Reporter
from configguard.reporters._summary import summary

if TYPE_CHECKING:
    from configguard.model.plugins import Style
    from configguard.model.report import Report

MOST_BYTES = 1_000_000
"""GitHub refuses a step's summary of more than 1 MiB as a whole."""


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """The report as Markdown in at most `MOST_BYTES` bytes of UTF-8."""
    return summary(report, MOST_BYTES)


REPORTER = Reporter("github-summary", "the summary of a job, in GitHub Actions", render)
