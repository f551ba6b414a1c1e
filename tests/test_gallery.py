"""Each outage of the gallery through the real command: the change that broke, and the change put right.

With REWRITE_GALLERY=1 what is said is written down as expected: read it before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from configguard import guard, scenarios
from configguard.cli import main
from configguard.model.level import Level
from configguard.model.revision import Ask

REWRITE = bool(os.environ.get("REWRITE_GALLERY"))
GOLDEN = Path(__file__).parent / "gallery"
GALLERY = [scenarios.scenario(name) for name in scenarios.names()]
STOPPED = [scenario for scenario in GALLERY if scenario.stopped_by]
MISSED = [scenario for scenario in GALLERY if not scenario.stopped_by]
SMALL = 8_000
"""Bytes; a scenario is shipped with the guard, and is read at a terminal."""


def named(scenario: scenarios.Scenario) -> str:
    return scenario.name


@pytest.mark.parametrize("scenario", GALLERY, ids=named)
def test_what_is_said_of_an_outage_is_what_was_written_down(
    scenario: scenarios.Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built = scenarios.build(scenario, tmp_path)
    monkeypatch.chdir(tmp_path)
    said = ""
    for head in filter(None, (built.head, built.mended)):
        status = main(["check", "--base", built.base, "--head", head, "--format", "oneline"])
        said += f"{head}\n{capsys.readouterr().out}status {status}\n"
    golden = GOLDEN / f"{scenario.name}.txt"
    if REWRITE:
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")


@pytest.mark.parametrize("scenario", STOPPED, ids=named)
def test_the_change_that_broke_is_stopped_by_the_rules_that_its_story_names(
    scenario: scenarios.Scenario, tmp_path: Path
) -> None:
    built = scenarios.build(scenario, tmp_path)
    report = guard.judge(guard.Question(ask=Ask(str(tmp_path), built.base, built.head)))
    assert report.verdict == "fail"
    errors = {finding.rule for finding in report.findings if finding.level is Level.ERROR}
    assert errors == set(scenario.stopped_by)


@pytest.mark.parametrize("scenario", STOPPED, ids=named)
def test_the_same_change_put_right_passes_without_a_warning(scenario: scenarios.Scenario, tmp_path: Path) -> None:
    built = scenarios.build(scenario, tmp_path)
    assert built.mended is not None
    report = guard.judge(guard.Question(ask=Ask(str(tmp_path), built.base, built.mended)))
    assert report.verdict == "pass"
    assert report.changes
    assert [finding.message for finding in report.findings if finding.level is not Level.NOTE] == []


@pytest.mark.parametrize("scenario", MISSED, ids=named)
def test_what_is_not_claimed_to_be_stopped_passes_and_says_why_and_what_would_be_needed(
    scenario: scenarios.Scenario, tmp_path: Path
) -> None:
    built = scenarios.build(scenario, tmp_path)
    report = guard.judge(guard.Question(ask=Ask(str(tmp_path), built.base, built.head)))
    assert report.verdict == "pass"
    assert report.changes
    assert report.findings == ()
    assert [section.heading for section in scenario.after] == ["Why it passes", "What would be needed"]


def test_what_was_wrong_before_spotifys_change_is_an_error_only_under_strict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built = scenarios.build(scenarios.scenario("spotify"), tmp_path)
    monkeypatch.chdir(tmp_path)
    asked = ["check", "--base", built.base, "--head", built.head, "--format", "oneline"]
    assert main(asked) == 1
    usual = capsys.readouterr().out
    assert main([*asked, "--strict"]) == 1
    strict = capsys.readouterr().out
    assert "note[failed-check] apac, europe and us do not meet heap-fits-its-limit" in usual
    assert "error[failed-check] apac, europe and us do not meet heap-fits-its-limit" in strict


@pytest.mark.parametrize("scenario", GALLERY, ids=named)
def test_a_story_says_what_happened_and_what_is_made_up_of_it(scenario: scenarios.Scenario) -> None:
    assert [section.heading for section in scenario.before] == ["What happened", "The re-enactment"]
    assert "made-up" in scenario.before[1].paragraphs[0] or "made up" in scenario.before[1].paragraphs[0]
    assert scenario.write_up.startswith("https://")
    assert scenario.name.endswith(scenario.day.isoformat())
    assert bool(scenario.stopped_by) == (scenario.mended is not None)


@pytest.mark.parametrize("scenario", GALLERY, ids=named)
def test_a_scenario_is_small(scenario: scenarios.Scenario) -> None:
    files = [path for path in scenario.base.parent.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= SMALL


def test_every_golden_is_of_a_scenario() -> None:
    assert sorted(golden.stem for golden in GOLDEN.glob("*.txt")) == sorted(scenarios.names())
