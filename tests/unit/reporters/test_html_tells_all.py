"""The page of HTML holds all of a report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from configguard.model.change import Change, Value
from configguard.model.finding import Finding, Remark
from configguard.model.level import Level
from configguard.reporters._html_frames import facts
from configguard.reporters._html_manual import manual
from configguard.rules import rules
from tests.reporters import a_report
from tests.reporters.a_page import Node, Reader, read, said
from tests.reporters.a_report import changed, outside, report, trail


@cache
def rich() -> Node:
    return read(a_report.rich())


@pytest.mark.parametrize("given", ["incident", "passed", "unsaid", "unjudged", "rich"])
def test_every_page_is_whole_and_links_only_into_itself(given: str) -> None:
    page = read(getattr(a_report, given)())
    ids = Counter(node.attributes["id"] for node in page.all if "id" in node.attributes)
    assert max(ids.values(), default=1) == 1
    links = [node.attributes["href"] for node in page.all if "href" in node.attributes]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert {node.attributes["aria-labelledby"] for node in page.named("section")} <= set(ids)
    assert len(page.named("h1")) == len(page.named("main")) == 1


def test_the_first_line_is_the_title_and_the_heading() -> None:
    page = read(a_report.incident())
    assert page.named("title")[0].text == "✗ 1 of 3 changes is outside the intent · ConfigGuard"
    assert page.named("h1")[0].text == "✗failed: 1 of 3 changes is outside the intent"


def test_what_could_not_be_judged_is_said_with_its_cure() -> None:
    page = read(a_report.unjudged())
    assert "cannot judge: the base commit is not in this clone" in page.named("h1")[0].text
    assert "git fetch --unshallow" in page.with_class("cure")[0].text


def test_every_finding_is_there_the_worst_first() -> None:
    given = a_report.rich()
    found = rich().by_id("findings")
    whole = " ".join(found.text.split())
    for finding in given.findings:
        name = finding.change.address.inner if finding.change else ""
        assert finding.message in whole or (name in whole and finding.message.removeprefix(name) in whole)
    levels = [node.attributes["class"].split() for node in found.named("article")]
    ranks = [next(n for n, level in enumerate(("error", "warning", "note")) if level in names) for names in levels]
    assert ranks == sorted(ranks)


def test_every_change_has_a_row_with_both_sides_scopes_owners_and_what_declared_it() -> None:
    given = a_report.rich()
    rows = [row for body in rich().by_id("changes").named("tbody") for row in body.named("tr")]
    by_file = sorted(given.changes, key=lambda change: change.file)
    assert [row.named("th")[0].named("code")[0].text for row in rows] == [change.address.inner for change in by_file]
    cells = {row.named("th")[0].text: [cell.text for cell in row.named("td")] for row in rows}
    assert cells["database.hostcritical line 4"] == [
        "db-primary.internal", "db-replica.internal", "database @acme/storage", "nothing",
    ]  # fmt: skip
    assert cells["smtp.pool.sizeline 12"] == ["10", "20", "email", "Config-Scope: email"]
    assert cells["smtp.porttype changed line 16"][:2] == ["8080 integer", '"8080" string']
    assert cells["retries[2]removed line 30 before"][:2] == ["~", "not there"]


def test_the_fence_holds_what_was_declared_and_the_rest_is_outside() -> None:
    page = rich()
    (fence,), (beyond,) = page.with_class("fence"), page.with_class("beyond")
    assert "Config-Scope: email trailer, commit 4be2f1a" in fence.text
    assert [tile.named("b")[0].text for tile in fence.with_class("tiles")[0].named("li")] == ["email"]
    tiles = beyond.with_class("tiles")[0].named("li")
    assert [tile.named("b")[0].text for tile in tiles] == ["database", "payments", "in no scope", "web"]
    assert [len(tile.named("path")[0].attributes["d"].split("M")) - 1 for tile in tiles] == [1, 12, 3, 1]
    assert "1 setting, critical" in tiles[0].text


def test_a_declared_scope_in_which_nothing_changed_is_drawn_empty() -> None:
    (tile,) = read(report(changes=(a_report.HOST,))).with_class("empty")
    assert tile.text == "emailnothing changed in it"


def test_many_settings_share_a_mark_and_many_scopes_are_folded() -> None:
    many = tuple(changed(f"k{n}", "1", "2", scopes=("one",)) for n in range(480))
    some = tuple(changed(f"s{n}", "1", "2", scopes=(f"s{n}",)) for n in range(20))
    page = read(report(changes=many + some))
    (beyond,) = page.with_class("beyond")
    assert "and 13 more scopes, 13 settings" in beyond.named("summary")[0].text
    assert beyond.named("path")[0].attributes["d"].count("M") == 48
    assert "Each mark stands for up to 10 settings" in page.with_class("legend")[0].text


def test_ways_out_are_to_the_letter_and_what_only_counts_is_not_to_be_copied() -> None:
    copied = [node.text for node in rich().with_class("copy")]
    assert "configguard restore -- config/api.yaml:database.host" in copied
    assert "Config-Setting: config/api.yaml:database.host" in copied
    assert not [words for words in copied if words.startswith("and ")]
    unsaid = read(a_report.unsaid()).by_id("both-ways")
    assert [node.text for line in unsaid.with_class("copy") for node in line.with_class("l")] == [
        "Config-Scope: email",
        "Config-Setting: config/api.yaml:database.host",
        "configguard restore --outside email",
    ]


def test_what_is_waived_says_why_by_whom_and_until_when() -> None:
    (article,) = rich().by_id("waived").named("article")
    reason = "Sized by hand until the load test is through; @acme/email answers for it until 2026-12-31."
    assert article.with_class("reason")[0].text == f"Accepted: {reason}"


def test_a_text_of_several_lines_is_shown_by_its_lines() -> None:
    before = "\n".join(f"line {n}" for n in range(20))
    change = Change(trail("banner"), "changed", Value("str", before), Value("str", before.replace("line 9", "LINE 9")))
    (row,) = read(report(changes=(change,))).by_id("changes").named("tbody")[0].named("tr")
    one, other = row.named("td")[:2]
    assert [line.text for line in one.with_class("l")] == [
        "7 lines as before", "line 7", "line 8", "line 9", "line 10", "line 11", "8 lines as before",
    ]  # fmt: skip
    assert ([mark.text for mark in one.named("del")], [mark.text for mark in other.named("ins")]) == (
        ["line"],
        ["LINE"],
    )


def test_of_very_long_values_what_differs_is_shown() -> None:
    long = "a" * 5_000
    change = changed("k", f"{long}1{long}", f"{long}2{long}")
    page = read(report(changes=(change,), findings=(outside(change),)))
    assert [node.text for node in page.named("del")] == ["1", "1"]
    lines = "\n".join("b" * 5_000 for _ in range(5_000))
    texts = Change(trail("t"), "changed", Value("str", lines), Value("str", lines.replace("b", "c")))
    assert len(said(report(changes=(texts,), findings=(outside(texts),)))) < 200_000


def test_a_reason_is_told_of_many_where_it_is_that_of_all() -> None:
    def told(*reasons: str | None) -> list[str]:
        every = [changed(f"k{n}", "1", "2", critical=reason) for n, reason in enumerate(reasons)]
        return [node.text for node in Reader(facts(every)).top.with_class("critical")]

    assert told("Mail stops.", "Mail stops.") == ["critical: Mail stops."]
    assert told("Mail stops.", "Nobody can log in.") == ["critical"]
    assert told("Mail stops.", None) == ["1 critical"]
    assert told(None, None) == []
    saying = facts([changed("k", "1", "2", critical="Mail stops.")], ["k changed, but is critical: Mail stops"])
    assert "Mail stops" not in saying


def test_a_thousand_changes_are_all_there_in_tables_of_a_hundred() -> None:
    every = tuple(changed(f"a.k{n}", f"v{n}", f"w{n}", line=n + 1, scopes=("web",)) for n in range(1_000))
    text = said(report(changes=every, findings=tuple(map(outside, every))))
    page = Reader(text).top
    tables = page.by_id("changes").named("table")
    assert [len(table.named("tbody")[0].named("tr")) for table in tables] == [100] * 10
    assert tables[-1].named("caption")[0].text == "Changes 901 to 1,000 of 1,000 in config/api.yaml"
    assert len(page.by_id("findings").with_class("item")) == 1_000
    assert not [node for node in page.by_id("changes").named("details") if "open" in node.attributes]
    assert len(text) < 800_000


def test_manual_pages_are_set_without_what_marks_them_up() -> None:
    for rule in rules().values():
        page = Reader(manual(rule.manual, rule.summary)).top
        words = re.sub(r"(?s)<(code|pre)[ >].*?</\1>", "…", manual(rule.manual, rule.summary))
        assert not re.search(r"(?m)`|\*\*|## |^- |\|---", words)
        assert [node.text for node in page.named("h4")] == re.findall(r"(?m)^## (.*)$", rule.manual)
        assert page.text.strip()


def test_a_finding_of_no_setting_says_where_it_is() -> None:
    finding = Finding("unreadable-config", Level.ERROR, Remark("cannot be read", file="a<b>.yaml"))
    many = [replace(finding, remark=Remark(f"cannot be read: {n}", file=f"{n}.yaml")) for n in range(5)]
    assert read(report(findings=(finding,))).with_class("where")[0].text == "a<b>.yaml"
    assert len(read(report(findings=tuple(many))).by_id("findings").with_class("item")) == 5
