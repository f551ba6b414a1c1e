"""What holds at times alone, asked at this moment and at another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.guard import clock
from configguard.model.declared import Scope
from configguard.model.policy import Policy
from configguard.model.window import Window
from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """version: 1
files: [{{ match: "config/**" }}]
scopes: {{ all: {{ settings: ["config/**"], when: {{ {scope} }} }} }}
frozen: [{{ settings: ["config/**"], why: It is a holiday., when: {{ {frozen} }} }}]
"""
PAST, FUTURE = "to: 2020-01-01", "from: 2999-01-01"


def found(top: Path, *, scope: str, frozen: str, moment: str = "") -> list[str]:
    policy = POLICY.format(scope=scope, frozen=frozen)
    base, head = {"config/a.yaml": "a: 1\n"}, {"config/a.yaml": "a: 2\n"}
    report = judged(top, base, head, "Change\n\nConfig-Scope: all\n", policy=policy, moment=moment)
    return [finding.rule for finding in report.findings]


def test_a_scope_and_a_freeze_hold_now_where_no_time_is_said(tmp_path: Path) -> None:
    assert found(tmp_path, scope="from: 2020-01-01", frozen=PAST) == []
    assert found(tmp_path, scope=PAST, frozen=FUTURE) == ["outside-intent"]
    assert found(tmp_path, scope="from: 2020-01-01", frozen="from: 2020-01-01") == ["frozen-setting"]


def test_the_time_can_be_said_as_a_day_or_as_a_minute(tmp_path: Path) -> None:
    hours = 'hours: "18:00-20:00"'
    assert found(tmp_path, scope="from: 2020-01-01", frozen=hours, moment="2026-11-24") == []
    assert found(tmp_path, scope="from: 2020-01-01", frozen=hours, moment="2026-11-24T18:00") == ["frozen-setting"]


def test_the_clock_says_a_minute_in_utc() -> None:
    assert len(clock.moment()) == len("2026-11-24T16:30")
    assert clock.moment()[:10] <= clock.day()
    assert clock.moment("2026-11-24") == "2026-11-24T00:00"


def test_a_scope_with_a_window_grants_nothing_where_nobody_knows_the_time() -> None:
    scope = Scope("all", (), when=(Window(end="2999-01-01T00:00"),))
    assert Policy("p", "base", scopes=(scope,), moment="2026-11-24T16:30").grants(scope)
    assert not Policy("p", "base", scopes=(scope,)).grants(scope)
