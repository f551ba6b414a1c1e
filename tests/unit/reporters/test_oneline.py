from __future__ import annotations

from configguard.model.plugins import Style
from configguard.reporters import render
from tests.reporters import a_report


def test_each_finding_is_a_line_and_the_verdict_the_last() -> None:
    lines = render("oneline", a_report.incident(), Style()).splitlines()
    assert lines == [
        (
            "config/api.yaml:4:9: error[outside-intent] database.host changed, and nothing you declared covers it"
            " (config/api.yaml:database.host)"
        ),
        (
            "config/api.yaml:4:9: error[critical-setting] every public API request depends on it"
            " (config/api.yaml:database.host)"
        ),
        "✗ 1 of 3 changes is outside the intent",
    ]


def test_without_a_verdict_the_cures_are_there() -> None:
    lines = render("oneline", a_report.unjudged(), Style()).splitlines()
    assert lines[0].startswith("note: fetch it:  git fetch --unshallow")
    assert lines[-1].startswith("cannot judge: the base commit is not in this clone")
