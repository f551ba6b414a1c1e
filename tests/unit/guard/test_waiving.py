"""A waiver accepts the finding that it names, on its days, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from configguard import guard
from configguard.errors import Misasked
from configguard.guard import Question
from configguard.model.revision import Ask
from tests.unit.guard.asking import POLICY, Files, errors, findings, judged, repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

FILE = "config/api.yaml"
BASE = "smtp: { host: a }\nbilling: { host: b, port: 1 }\ndatabase: { host: c }\n"
STRAYED = BASE.replace("host: b", "host: x")
DAY = "2026-11-24"


def waiver(rule: str = "outside-intent", of: str = f"address: {FILE}:billing.host", until: str = DAY) -> str:
    return f"{{ rule: {rule}, {of}, reason: Agreed., owner: '@acme/billing', expires: {until} }}"


def asked(top: Path, head: str, *waivers: str, **options: Any) -> Report:  # noqa: ANN401
    policy = f"{POLICY}waivers: [{', '.join(waivers)}]\n"
    files: tuple[Files, Files] = {FILE: BASE}, {FILE: head}
    return judged(top, *files, "Mail\n\nConfig-Scope: email\n", policy=policy, **{"moment": DAY, **options})


def waived(report: Report) -> list[str]:
    return [f"{found.rule} {found.where}" for found in report.waived]


def test_what_is_accepted_is_told_and_weighs_nothing(tmp_path: Path) -> None:
    report = asked(tmp_path, STRAYED, waiver())
    assert (report.verdict, errors(report)) == ("pass", set())
    assert waived(report) == [f"outside-intent {FILE}:billing.host"]
    assert report.waived[0].waiver is not None
    assert report.waived[0].waiver.owner == "@acme/billing"


def test_without_the_waiver_it_fails(tmp_path: Path) -> None:
    assert asked(tmp_path, STRAYED).verdict == "fail"


@pytest.mark.parametrize(
    "other",
    [
        waiver(of=f"address: {FILE}:billing.port"),
        waiver(of=f"address: {FILE}:billing"),
        waiver(of=f"address: {FILE}"),
        waiver(of="address: config/other.yaml:billing.host"),
        waiver(rule="type-change"),
        waiver(of="fingerprint: '000000000000'"),
        waiver(until="2026-11-23"),
    ],
)
def test_a_waiver_of_something_else_or_of_yesterday_accepts_nothing(other: str, tmp_path: Path) -> None:
    report = asked(tmp_path, STRAYED, other)
    assert (report.verdict, waived(report)) == ("fail", [])


def test_its_last_day_counts_and_the_next_one_does_not(tmp_path: Path) -> None:
    assert asked(tmp_path, STRAYED, waiver(until="2026-12-31"), moment="2026-12-31").verdict == "pass"
    report = asked(tmp_path, STRAYED, waiver(until="2026-12-31"), moment="2027-01-01")
    assert (report.verdict, errors(report)) == ("fail", {"outside-intent"})
    assert [found.message for found in report.findings if found.rule == "stale-waiver"] == [
        f"the waiver of {FILE}:billing.host for outside-intent ended on 2026-12-31"
    ]


def test_the_day_is_this_one_where_none_is_said(tmp_path: Path) -> None:
    assert asked(tmp_path, STRAYED, waiver(until="9999-12-31"), moment="").verdict == "pass"
    assert asked(tmp_path, STRAYED, waiver(until="2026-01-01"), moment="").verdict == "fail"


def test_a_fingerprint_accepts_one_change_and_dies_with_its_value(tmp_path: Path) -> None:
    finding = next(found for found in asked(tmp_path, STRAYED).findings if found.rule == "outside-intent")
    by_fingerprint = waiver(of=f"fingerprint: '{finding.fingerprint}'")
    assert asked(tmp_path, STRAYED, by_fingerprint).verdict == "pass"
    assert asked(tmp_path, STRAYED.replace("host: x", "host: y"), by_fingerprint).verdict == "fail"


def test_what_else_strayed_still_fails(tmp_path: Path) -> None:
    report = asked(tmp_path, STRAYED.replace("port: 1", "port: 2"), waiver())
    assert report.verdict == "fail"
    assert f"error outside-intent {FILE}:billing.port" in findings(report)
    assert waived(report) == [f"outside-intent {FILE}:billing.host"]


def test_a_critical_setting_needs_a_waiver_of_each_rule(tmp_path: Path) -> None:
    head = BASE.replace("host: c", "host: x")
    of = f"address: {FILE}:database.host"
    assert errors(asked(tmp_path, head, waiver(of=of))) == {"critical-setting"}
    both = asked(tmp_path, head, waiver(of=of), waiver("critical-setting", of))
    assert both.verdict == "pass"
    assert len(both.waived) == 2


def test_an_unreadable_file_is_waived_by_its_name(tmp_path: Path) -> None:
    assert errors(asked(tmp_path, "a: [\n")) == {"unreadable-config"}
    report = asked(tmp_path, "a: [\n", waiver("unreadable-config", f"address: {FILE}"))
    assert waived(report) == [f"unreadable-config {FILE}"]
    assert report.verdict == "pass"


def test_an_audit_lets_every_finding_count(tmp_path: Path) -> None:
    report = asked(tmp_path, STRAYED, waiver(), no_waivers=True)
    assert (report.verdict, errors(report), report.waived) == ("fail", {"outside-intent"}, ())


def test_nothing_is_asked_of_rules_that_are_not_wanted(tmp_path: Path) -> None:
    report = asked(tmp_path, STRAYED, waiver(), rules=("stale-waiver",), strict=True)
    assert (report.findings, report.waived) == ((), ())


def test_a_change_cannot_bring_its_own_waiver_and_is_told_what_it_will_do(tmp_path: Path) -> None:
    made = repository(tmp_path, {FILE: BASE})
    policy = f"{POLICY}waivers: [{waiver()}]\n"
    made.commit("Mail\n\nConfig-Scope: email, policy\n", {FILE: STRAYED, ".configguard.yaml": policy})
    report = guard.judge(Question(Ask(made.directory, base="main", head="HEAD"), moment=DAY))
    assert (report.verdict, errors(report), report.waived) == ("fail", {"outside-intent"}, ())
    assert any("no longer error[outside-intent]" in found.message for found in report.findings)


def test_a_list_that_a_change_edits_is_read_at_the_base_and_the_edit_is_one_of_the_guard(tmp_path: Path) -> None:
    made = repository(
        tmp_path, {FILE: BASE, "waivers.yaml": f"- {waiver()}\n"}, policy=f"{POLICY}waivers: waivers.yaml\n"
    )
    made.commit("Mail\n\nConfig-Scope: email\n", {FILE: STRAYED, "waivers.yaml": "[]\n"})
    report = guard.judge(Question(Ask(made.directory, base="main", head="HEAD"), moment=DAY))
    assert waived(report) == [f"outside-intent {FILE}:billing.host"]
    assert "error policy-change waivers.yaml" in findings(report)


@pytest.mark.parametrize("rule", ["missing-intent", "outside-target", "promotion-order", "target-budget"])
def test_what_is_said_of_a_whole_change_is_not_waved_through_by_an_address(tmp_path: Path, rule: str) -> None:
    with pytest.raises(Misasked) as caught:
        asked(tmp_path, STRAYED, waiver(rule))
    assert f"{rule} speaks of a whole change" in str(caught.value.cures)


def test_in_a_strict_judgement_a_fingerprint_that_waives_nothing_is_an_error(tmp_path: Path) -> None:
    of = "fingerprint: '000000000000'"
    assert asked(tmp_path, BASE.replace("host: a", "host: x"), waiver(of=of)).verdict == "pass"
    report = asked(tmp_path, BASE.replace("host: a", "host: x"), waiver(of=of), strict=True)
    assert "error stale-waiver .configguard.yaml" in findings(report)
