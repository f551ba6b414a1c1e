"""Real histories hold: a verdict for each commit, none against it once it is explained, and for each stray edit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.model.revision import Ask
from tests.ecosystem import histories, page, straying, trial

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=histories.SOURCES)
def history(request: pytest.FixtureRequest, tmp_path: Path) -> histories.History:
    name: str = request.param
    if not histories.bundle(name).exists():
        pytest.skip(f"{histories.bundle(name)} is not there")
    return histories.clone(name, tmp_path / name)


def test_commits_are_judged_as_the_page_says_and_every_stray_edit_is_found(history: histories.History) -> None:
    trials = trial.judge(history, history.commits)
    assert trials.problems == []
    assert len(trials.strays) >= len(trials.trials) - 3 == histories.LATEST - 3
    assert page.section(trials) in page.PAGE.read_text("utf-8"), "make ecosystem writes it anew"


def test_options_say_what_a_message_says(history: histories.History) -> None:
    for commit in history.commits[:: histories.LATEST // 12]:
        ask = Ask(str(history.folder), base=commit.parent, head=commit.oid)
        question = guard.Question(ask=ask, policy_file=history.policy)
        lines = guard.judge(question).suggested
        said = straying.Said.of(lines)
        by_options = guard.judge(replace(question, scopes=said.scopes, settings=said.settings))
        by_message = guard.judge(replace(question, message=straying.with_lines("Change", lines)))
        assert by_options.verdict == by_message.verdict
        assert [f.fingerprint for f in by_options.findings] == [f.fingerprint for f in by_message.findings]
        assert {rule for f in by_options.findings if (rule := f.rule) in trial.ABOUT_INTENT} == set()


def test_the_page_holds_its_opening_and_one_section_for_each_history() -> None:
    text = page.PAGE.read_text("utf-8")
    assert text.startswith(page.OPENING)
    headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert headings == list(histories.SOURCES)
