"""There is no verdict only where words that are out of reach could still change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.event import Event
from tests.unit.guard.asking import POLICY, errors, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

FILE = "config/api.yaml"
WITHOUT_WORDS = Event("merge_group")


def asked(top: Path, files: dict[str, str], *, ci: bool, event: Event | None = WITHOUT_WORDS) -> Report:
    made = repository(top, {FILE: "smtp: 1\nbilling: 1\ntenant: a\n"})
    made.commit("Work\n\nConfig-Scope: email\n", files)
    return of_commits(made, ci=ci, event=event)


def test_in_ci_words_that_are_out_of_reach_could_cover_what_strays(tmp_path: Path) -> None:
    report = asked(tmp_path, {FILE: "smtp: 1\nbilling: 2\ntenant: a\n"}, ci=True)
    assert (report.verdict, errors(report)) == ("unjudged", {"outside-intent"})


def test_on_a_laptop_it_is_told_what_strays(tmp_path: Path) -> None:
    assert asked(tmp_path, {FILE: "smtp: 1\nbilling: 2\ntenant: a\n"}, ci=False).verdict == "fail"


def test_where_every_source_was_read_it_fails_in_ci_too(tmp_path: Path) -> None:
    event = Event("pull_request", number=1, body="", author="ada")
    assert asked(tmp_path, {FILE: "smtp: 1\nbilling: 2\ntenant: a\n"}, ci=True, event=event).verdict == "fail"


def test_no_words_could_cure_a_policy_that_would_be_none(tmp_path: Path) -> None:
    report = asked(tmp_path, {".configguard.yaml": "version: 1\nscops: {}\n"}, ci=True)
    assert (report.verdict, errors(report)) == ("fail", {"policy-change"})


def test_they_could_declare_one_that_is_sound(tmp_path: Path) -> None:
    assert asked(tmp_path, {".configguard.yaml": POLICY + "levels: {}\n"}, ci=True).verdict == "unjudged"


def test_nor_could_they_cure_what_no_intent_grants(tmp_path: Path) -> None:
    report = asked(tmp_path, {FILE: "smtp: 1\nbilling: 1\ntenant: b\n"}, ci=True)
    assert report.verdict == "fail"
    assert "frozen-setting" in errors(report)
