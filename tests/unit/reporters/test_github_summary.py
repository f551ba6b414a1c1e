from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from configguard.model.intent import Said, Unread
from configguard.model.plugins import Style
from configguard.reporters import github_summary, render
from tests.reporters import a_report
from tests.reporters.a_report import changed, outside, report


def test_the_words_to_paste_stand_in_blocks_of_their_own() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(render("github-summary", a_report.rich(), Style()))
    fences = [(token.info, token.content) for token in tokens if token.type == "fence"]
    assert fences == [
        ("text", "Config-Scope: email, payments, web\nConfig-Setting: config/api.yaml:database.host\n"),
        ("sh", "configguard restore --outside email\n"),
    ]


def test_every_finding_and_every_change_has_a_row() -> None:
    given = a_report.rich()
    tokens = MarkdownIt("commonmark").enable("table").parse(render("github-summary", given, Style()))
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows == 2 + len(given.findings) + len(given.waived) + len(given.changes)


@pytest.mark.parametrize("char", ["x", "🏳"])
def test_c13_a_long_summary_is_cut_between_rows_and_says_how_many_are_left_out(
    char: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 50_000
    monkeypatch.setattr(github_summary, "MOST_BYTES", most)
    changes = tuple(changed(f"k{n}", char * 300, char * 299 + "!", line=n + 1) for n in range(400))
    findings = tuple(
        replace(f, remark=replace(f.remark, message=f"{c.address.inner} is {char * 40}", ways_out=()))
        for c in changes
        for f in (outside(c),)
    )
    said = render("github-summary", report(changes=changes, findings=findings), Style())
    assert most * 0.9 < len(said.encode()) <= most
    shown = said.count("| error |")
    assert f"{400 - shown} findings left out" in said or shown == 400
    assert "changes left out" in said
    assert said.rstrip().endswith("policy `.configguard.yaml`")
    rows = [line for line in said.splitlines() if line.startswith("|")]
    assert all(row.endswith("|") for row in rows)


def test_c13_the_limit_is_below_githubs() -> None:
    assert github_summary.MOST_BYTES < 1024 * 1024


def test_no_change_has_no_table() -> None:
    said = render("github-summary", report(verdict="pass"), Style())
    assert said.startswith("## ✓ no configuration changed\n")
    assert "|" not in said


def test_it_says_which_source_said_what_and_which_could_not_be_read() -> None:
    report = a_report.incident()
    by_label = Said("label", "Config-Scope", "storage", "the label scope: storage")
    unread = Unread("trailer", "this clone is shallow", "git fetch --unshallow")
    intent = replace(report.intent, said=(*report.intent.said, by_label), unread=(unread,))
    page = render("github-summary", replace(report, intent=intent), Style())
    both = (
        "Said: `Config-Scope: email` (trailer, `4be2f1a`), `Config-Scope: storage` (label, `the label scope: storage`)"
    )
    assert f"{both}. Could not be read: trailer\n" in page


def test_of_very_many_lines_of_intent_the_rest_is_counted() -> None:
    report = a_report.incident()
    many = tuple(Said("trailer", "Config-Scope", f"scope-{number}", "4be2f1a") for number in range(23))
    page = render("github-summary", replace(report, intent=replace(report.intent, said=many)), Style())
    assert "`Config-Scope: scope-19` (trailer, `4be2f1a`), 3 more\n" in page
    assert "scope-20" not in page
