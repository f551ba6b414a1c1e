"""Where the policy wants it, each commit is judged by its own words: a merge by what it does beside its parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.guard import Question
from configguard.model.revision import Ask
from tests.repositories import Repository
from tests.unit.guard.asking import errors, findings

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  email: { settings: ["config/api.yaml:smtp"] }
  billing: { settings: ["config/api.yaml:billing"] }
critical: [{ settings: ["config/api.yaml:host"], why: Everything depends on it. }]
intent: { sources: [trailer], per: commit }
"""
FILE = "config/api.yaml"
EMAIL, BILLING = "Config-Scope: email", "Config-Scope: billing"


def api(smtp: int = 1, billing: int = 1, host: str = "a", **more: int) -> str:
    return f"smtp: {smtp}\nbilling: {billing}\nhost: {host}\n" + "".join(f"{k}: {v}\n" for k, v in more.items())


class Branch:
    """A branch of a repository with a policy, to be judged."""

    def __init__(self, top: Path, policy: str = POLICY) -> None:
        self.repository = Repository(top)
        self.repository.commit("Begin", {".configguard.yaml": policy, FILE: api(), "config/other.yaml": "x: 1\n"})
        self.repository.branch("work")

    def commit(self, words: str, text: str) -> Branch:
        self.repository.commit(f"Work\n\n{words}\n", {FILE: text})
        return self

    def judged(self, **options: object) -> Report:
        return guard.judge(Question(Ask(self.repository.directory, base="main", head="HEAD"), **options))  # type: ignore[arg-type]


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    return Branch(tmp_path)


def test_each_commit_that_keeps_its_word_passes(branch: Branch) -> None:
    report = branch.commit(EMAIL, api(2)).commit(BILLING, api(2, 2)).judged()
    assert (report.verdict, findings(report)) == ("pass", [])
    assert [change.covered_by for change in report.changes] == [(EMAIL,), (BILLING,)]


def test_the_words_of_one_do_not_cover_another(branch: Branch, tmp_path: Path) -> None:
    def two(made: Branch) -> Report:
        return made.commit(EMAIL, api(1, 2)).commit(BILLING, api(2, 2)).judged()

    report = two(branch)
    assert findings(report) == [f"error outside-intent {FILE}:smtp", f"error outside-intent {FILE}:billing"]
    assert [f.message.rpartition(", in commit ")[2] for f in report.findings[:2]] == [
        branch.repository.oid("HEAD")[:7],
        branch.repository.oid("HEAD^")[:7],
    ]
    assert two(Branch(tmp_path / "change", POLICY.replace("per: commit", "per: change"))).verdict == "pass"


def test_a_commit_that_says_nothing_is_told(branch: Branch) -> None:
    report = branch.commit(EMAIL, api(2)).commit("", api(2, 2)).judged()
    (finding,) = [found for found in report.findings if found.rule == "missing-intent"]
    assert finding.message.endswith(f"in commit {branch.repository.oid()[:7]}")
    assert report.verdict == "fail"


def test_a_commit_that_touches_no_configuration_need_not_say_anything(branch: Branch) -> None:
    branch.repository.commit("Read me", {"README.md": "Hello"})
    assert branch.commit(EMAIL, api(2)).judged().verdict == "pass"


def test_a_critical_setting_is_named_in_its_own_commit(branch: Branch) -> None:
    named = f"Config-Setting: {FILE}:host"
    assert errors(branch.commit(f"{EMAIL}\n{named}", api(2)).commit(EMAIL, api(3, 1, "b")).judged()) == {
        "outside-intent",
        "critical-setting",
    }


def test_a_value_is_held_against_the_commit_that_declares_it(branch: Branch) -> None:
    said = f"Config-Setting: {FILE}:smtp = "
    branch.commit(f"{said}2", api(2)).commit(f"{said}3", api(3))
    assert branch.judged().verdict == "pass"
    assert errors(branch.commit(f"{said}5", api(4)).judged()) == {"unmet-intent"}


def test_what_a_later_commit_takes_back_is_nobodys_doing(branch: Branch) -> None:
    report = branch.commit(EMAIL, api(2, 2)).commit(BILLING, api(2, 1)).judged()
    assert (report.verdict, errors(report)) == ("pass", set())


def test_what_is_only_covered_the_second_time_still_strayed_the_first(branch: Branch) -> None:
    report = branch.commit(EMAIL, api(1, 2)).commit(BILLING, api(1, 3)).judged()
    assert f"error outside-intent {FILE}:billing" in findings(report)


def test_a_merge_from_the_base_does_not_count(branch: Branch) -> None:
    branch.commit(EMAIL, api(2))
    branch.repository.switch("main")
    branch.repository.commit("Elsewhere", {"config/other.yaml": "x: 2\n"})
    branch.repository.switch("work")
    branch.repository.merge("main")
    assert branch.judged().verdict == "pass"


def test_an_evil_merge_does(branch: Branch) -> None:
    branch.commit(EMAIL, api(2))
    branch.repository.switch("main")
    branch.repository.commit("Elsewhere", {"config/other.yaml": "x: 2\n"})
    branch.repository.switch("work")
    branch.repository.git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    branch.repository.commit(f"Merge\n\n{EMAIL}\n", {FILE: api(2, 9)})
    report = branch.judged()
    assert findings(report)[0] == f"error outside-intent {FILE}:billing"
    assert report.verdict == "fail"


def test_a_merge_of_two_branches_brings_what_each_has_said(branch: Branch) -> None:
    branch.commit(EMAIL, api(2))
    branch.repository.branch("other", "main")
    branch.repository.commit(f"Bill\n\n{BILLING}\n", {"config/api.yaml": api(1, 1, new=1)})
    branch.repository.switch("work")
    branch.repository.run("merge", "--quiet", "--no-ff", "other")
    branch.repository.commit("Merge", {FILE: api(2, 1, new=1)})
    assert findings(branch.judged())[0] == f"error outside-intent {FILE}:new"


def test_what_is_not_committed_is_held_against_all_words(branch: Branch) -> None:
    branch.commit(EMAIL, api(2))
    branch.repository.write(FILE, api(3, 2))
    report = guard.judge(Question(Ask(branch.repository.directory, base="main")))
    assert errors(report) == {"outside-intent"}


def test_words_for_the_whole_change_hold_for_each_commit(branch: Branch) -> None:
    branch.commit("", api(2)).commit("", api(2, 2))
    assert branch.judged(scopes=("email", "billing")).verdict == "pass"
    assert branch.judged(scopes=("email",)).verdict == "fail"


def test_a_misspelt_scope_is_told_once(branch: Branch) -> None:
    report = branch.commit("Config-Scope: emial", api(2)).judged()
    assert [found.rule for found in report.findings if str(found.level) == "error"].count("unknown-scope") == 1


def test_what_is_staged_is_held_against_its_own_message(branch: Branch) -> None:
    branch.commit(EMAIL, api(2))
    branch.repository.write(FILE, api(2, 2))
    branch.repository.add()

    def asked(words: str) -> Report:
        ask = Ask(branch.repository.directory, staged=True)
        return guard.judge(Question(ask, message=f"Work\n\n{words}\n", message_file="message"))

    assert asked(BILLING).verdict == "pass"
    assert errors(asked(EMAIL)) == {"outside-intent"}


def test_what_is_staged_needs_no_message_before_there_is_one(branch: Branch) -> None:
    branch.repository.write(FILE, api(2))
    branch.repository.add()
    report = guard.judge(Question(Ask(branch.repository.directory, staged=True), no_intent=True))
    assert (report.verdict, len(report.changes)) == ("pass", 1)


def test_what_is_staged_without_a_message_is_told_that_it_needs_one(branch: Branch) -> None:
    branch.repository.write(FILE, api(2))
    branch.repository.add()
    report = guard.judge(Question(Ask(branch.repository.directory, staged=True)))
    assert (report.verdict, findings(report)) == ("pass", [f"warning missing-intent {FILE}"])


def test_before_the_intent_is_asked_for_no_commit_is(branch: Branch) -> None:
    report = branch.commit("", api(2)).judged(no_intent=True)
    assert (report.verdict, findings(report)) == ("pass", [])
