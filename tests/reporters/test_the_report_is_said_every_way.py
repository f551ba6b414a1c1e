"""Each fixed report as each reporter says it; `REGENERATE_GOLDEN=1` writes the files anew."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from configguard.model.plugins import Style
from configguard.reporters import names, render
from tests.reporters import a_reaching_report, a_report, an_overridden_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.report import Report

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {
    "json": "json",
    "sarif": "sarif",
    "github-summary": "md",
    "gitlab": "json",
    "html": "html",
    "junit": "xml",
    "markdown": "md",
    "rdjson": "json",
}
OWN = re.compile(r"(?s)(<style>).*?(</style>)|(<script>).*?(</script>)|('sha256-)[^']+(')")
"""A page's own style and script, and their hashes: they are files of the package, and in every page the same."""
REPORTS: dict[str, Callable[[], Report]] = {
    "incident": a_report.incident,
    "passed": a_report.passed,
    "unsaid": a_report.unsaid,
    "unjudged": a_report.unjudged,
    "rich": a_report.rich,
    "overridden": an_overridden_report.overridden,
    "partly-overridden": an_overridden_report.partly,
    "reaching": a_reaching_report.reaching,
    "declared": a_reaching_report.declared,
}


def said(report: Report, reporter: str, style: Style) -> str:
    return OWN.sub(lambda own: "…".join(filter(None, own.groups())), render(reporter, report, style))


def golden(file: str, said_now: str) -> str:
    """What was said when the file was written, which REGENERATE_GOLDEN=1 does anew."""
    path = GOLDEN / file
    if os.environ.get("REGENERATE_GOLDEN"):
        path.write_text(said_now, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("reporter", names())
@pytest.mark.parametrize("report", REPORTS)
def test_the_report_is_said_as_it_was(report: str, reporter: str) -> None:
    text = said(REPORTS[report](), reporter, Style())
    assert text == golden(f"{report}.{reporter}.{SUFFIXES.get(reporter, 'txt')}", text)


def test_a_narrow_terminal_wraps_and_a_coloured_one_colours() -> None:
    narrow = said(a_report.rich(), "text", Style(width=60))
    coloured = said(a_report.incident(), "text", Style(colour=True))
    assert narrow == golden("rich.text.narrow.txt", narrow)
    assert coloured == golden("incident.text.coloured.txt", coloured)


def test_no_golden_file_is_left_of_what_is_gone() -> None:
    known = {f"{r}.{n}.{SUFFIXES.get(n, 'txt')}" for r in REPORTS for n in names()}
    extra = {"rich.text.narrow.txt", "incident.text.coloured.txt"}
    assert {path.name for path in GOLDEN.iterdir()} == known | extra
