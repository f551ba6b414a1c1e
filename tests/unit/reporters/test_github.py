from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from configguard.model.change import Change, Value
from configguard.model.finding import Finding, Remark
from configguard.model.level import Level
from configguard.model.plugins import Style
from configguard.reporters import render
from tests.reporters import a_report
from tests.reporters.a_report import HOST, SIZE, changed, excerpt, outside, report, trail
from tests.reporters.the_runner import Command, commands

if TYPE_CHECKING:
    from configguard.model.report import Report


def said(given: Report) -> list[Command]:
    return commands(render("github", given, Style()))


def test_findings_about_one_change_are_one_annotation_at_its_line() -> None:
    (command,) = said(a_report.incident())
    place = {"file": "config/api.yaml", "line": "4", "col": "9"}
    assert command.properties == place | {"title": "ConfigGuard: outside-intent, critical-setting"}
    assert command.data.splitlines() == [
        "database.host changed, and nothing you declared covers it",
        "every public API request depends on it",
        "config/api.yaml:database.host",
        "put it back: configguard restore -- config/api.yaml:database.host",
        "or declare it: Config-Setting: config/api.yaml:database.host (critical: must be named itself)",
    ]


def test_c10_of_each_level_ten_are_kept_and_the_tenth_counts_the_rest() -> None:
    changes = [changed(f"k{n}", "a", "b", line=n + 1) for n in range(25)]
    findings = [outside(change) for change in changes]
    findings += [
        replace(f, rule="type-change", level=Level.WARNING, remark=replace(f.remark, change=None, file=f"w{n}"))
        for n, f in enumerate(findings[:10])
    ]
    found = said(report(changes=tuple(changes), findings=tuple(findings)))
    assert [command.name for command in found] == ["error"] * 10 + ["warning"] * 10
    assert found[9].data.endswith("and 15 more: see the summary of this job")
    assert "more" not in found[19].data


def test_c10_each_file_is_shown_once_before_any_twice() -> None:
    changes = [changed(f"k{n}", "a", "b", file=f"f{n // 12}.yaml") for n in range(36)]
    found = said(report(changes=tuple(changes), findings=tuple(map(outside, changes))))
    assert [command.properties["file"] for command in found[:6]] == ["f0.yaml", "f1.yaml", "f2.yaml"] * 2


def gone(path: str, line: int, parent: tuple[int, str] | None = None) -> Change:
    return Change(trail(path), "removed", Value("str", "x"), None, excerpt(line, "  k: ", "x", parent))


def lines(*changes: Change) -> list[str]:
    removed = [change for change in changes if change.head is None]
    found = said(report(changes=changes, findings=tuple(map(outside, removed))))
    return [command.properties["line"] for command in found]


def test_a_removed_setting_is_shown_at_its_nearest_changed_relative() -> None:
    near, far = changed("smtp.pool.size", "1", "2", line=40), changed("smtp.host", "a", "b", line=11)
    assert lines(gone("smtp.pool.timeout", 12), near, far) == ["40"]


def test_a_removed_setting_without_relatives_is_shown_at_the_key_above_it() -> None:
    assert lines(gone("a.b", 12, (10, "a:"))) == ["10"]
    assert lines(gone("a.b", 12, (10, "a:")), gone("c.d", 3, (2, "c:"))) == ["9", "2"]
    assert lines(gone("a", 1)) == ["1"]


def test_a_finding_without_a_file_has_none() -> None:
    (command,) = said(report(findings=(Finding("unused-scope", Level.NOTE, Remark("x")),)))
    assert (command.name, set(command.properties)) == ("notice", {"title"})


def test_a_pass_says_nothing_and_no_verdict_is_an_error() -> None:
    assert render("github", a_report.passed(), Style()) == ""
    (command,) = said(a_report.unjudged())
    assert command.name == "error"
    assert command.data.startswith("cannot judge: the base commit is not in this clone (shallow, depth 1)\nfetch it:")


def test_c10_an_error_for_what_was_not_judged_counts_among_the_ten() -> None:
    changes = [changed(f"k{n}", "a", "b", line=n + 1) for n in range(10)]
    given = report(changes=(HOST, SIZE, *changes), findings=tuple(map(outside, changes)), unjudged=("why",))
    found = said(given)
    assert len(found) == 10
    assert found[0].data.splitlines()[1] == "not judged: why"
    assert found[9].data.endswith("and 1 more: see the summary of this job")
