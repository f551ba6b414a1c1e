"""Which policy binds a change, and what is said where none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.errors import Misasked
from configguard.model.level import Level
from configguard.model.revision import Ask
from tests.repositories import Repository
from tests.unit.guard.asking import POLICY, errors, findings, judged, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

A = {"config/api.yaml": "smtp: {host: mx1}\nbilling: {plan: a}\n"}
B = {"config/api.yaml": "smtp: {host: mx2}\nbilling: {plan: a}\n"}
EMAIL = "x\n\nConfig-Scope: email\n"


def test_the_base_s_policy_binds(tmp_path: Path) -> None:
    report = judged(tmp_path, A, B, EMAIL)
    assert (report.verdict, report.policy_origin, report.policy_file) == ("pass", "base", ".configguard.yaml")


def test_a_policy_that_is_not_yet_at_the_base_is_used_and_said_to_be_new(tmp_path: Path) -> None:
    git = Repository(tmp_path / "repository")
    git.commit("Begin", A)
    git.branch("work")
    git.commit(EMAIL, {**B, ".configguard.yaml": POLICY})
    report = of_commits(git)
    assert (report.verdict, report.policy_origin) == ("pass", "head")
    assert "the policy is not yet on main: the change's own was used" in report.notes
    assert [str(found.level) for found in report.findings if found.rule == "policy-change"] == ["note"]


def test_without_any_policy_the_question_is_wrong(tmp_path: Path) -> None:
    git = Repository(tmp_path / "repository")
    git.commit("Begin", A)
    git.branch("work")
    git.commit("x", B)
    with pytest.raises(Misasked, match="there is no policy") as wrong:
        of_commits(git)
    assert any("version: 1" in cure for cure in wrong.value.cures)
    sight = guard.look_at_changes(Ask(git.directory, base="main", head="HEAD"), None)
    assert [str(change.address) for file in sight.files for change in file.changes] == ["config/api.yaml:smtp.host"]


@pytest.mark.parametrize("kind", ["symlink", "submodule"])
def test_a_policy_that_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    git = repository(tmp_path, A)
    git.switch("main")
    git.git("rm", "-q", ".configguard.yaml")
    if kind == "symlink":
        (git.top / ".configguard.yaml").symlink_to("config/api.yaml")
        git.commit("x")
    else:
        git.git("update-index", "--add", "--cacheinfo", f"160000,{git.oid('HEAD')},.configguard.yaml")
        git.commit_staged("x")
    with pytest.raises(Misasked, match=f"is a {kind} at"):
        of_commits(git, head="work")


def test_a_policy_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    with pytest.raises(Misasked) as wrong:
        judged(tmp_path, A, B, EMAIL, policy="version: 1\nfils: []\nlevels: {outside-intend: error}\n")
    assert "fils" in str(wrong.value.cures) + wrong.value.problem
    assert "outside-intend" in str(wrong.value.cures) + wrong.value.problem


def test_a_given_policy_takes_the_place_of_all_others(tmp_path: Path) -> None:
    tried = tmp_path / "tried.yaml"
    tried.write_text(POLICY.replace("config/api.yaml:smtp", "config/api.yaml:billing"))
    report = judged(tmp_path, A, B, EMAIL, policy_file=str(tried))
    assert (report.policy_origin, errors(report)) == ("file", {"outside-intent"})
    with pytest.raises(Misasked, match="cannot be read"):
        judged(tmp_path, A, B, EMAIL, policy_file=str(tmp_path / "absent.yaml"))


def test_a_policy_that_matches_no_file_is_told_where_that_is_asked_for(tmp_path: Path) -> None:
    """B64: the action asks for it."""
    policy = POLICY.replace('match: "config/', 'match: "confg/')
    report = judged(tmp_path, A, B, EMAIL, policy=policy)
    assert (report.verdict, report.looked_at.files) == ("pass", 0)
    assert [found.rule for found in report.findings if found.rule == "unclaimed-config"]
    with pytest.raises(Misasked, match="matches no file"):
        judged(tmp_path, A, B, EMAIL, policy=policy, require_match=True)
    assert judged(tmp_path, A, B, EMAIL, require_match=True).verdict == "pass"


def test_advice_is_given_without_a_word_of_the_verdict_changed(tmp_path: Path) -> None:
    report = judged(tmp_path, A, B, "x\n\nConfig-Scope: billing\n", advisory=True)
    assert (report.verdict, report.advisory, errors(report)) == ("fail", True, {"outside-intent"})


def test_the_strict_can_let_warnings_fail(tmp_path: Path) -> None:
    message = "x\n\nConfig-Scope: email, billing\n"
    assert findings(judged(tmp_path, A, B, message)) == ["warning unused-scope -"]
    assert judged(tmp_path, A, B, message).verdict == "pass"
    assert judged(tmp_path, A, B, message, fail_on=Level.WARNING).verdict == "fail"


def test_dead_patterns_are_judged_when_the_policy_is_edited_and_by_the_strict(tmp_path: Path) -> None:
    dead = "warning dead-pattern .configguard.yaml"
    assert dead not in findings(judged(tmp_path, A, B, EMAIL))
    assert dead in findings(judged(tmp_path, A, B, EMAIL, strict=True))
    edited = judged(tmp_path, A, {**B, ".configguard.yaml": f"{POLICY}# edited\n"}, f"{EMAIL}Config-Scope: policy\n")
    assert (dead in findings(edited), edited.verdict) == (True, "pass")


def test_in_ci_a_source_that_could_not_be_read_leaves_the_verdict_open(tmp_path: Path) -> None:
    report = judged(tmp_path, A, B, ci=True)
    assert report.verdict == "unjudged"
    assert report.unjudged
    frozen = judged(tmp_path, A | {"config/api.yaml": "tenant: a\n"}, {"config/api.yaml": "tenant: b\n"}, ci=True)
    assert (frozen.verdict, "frozen-setting" in errors(frozen)) == ("fail", True)


def test_on_a_laptop_nothing_said_is_a_warning_and_something_wrong_an_error(tmp_path: Path) -> None:
    assert [found.split()[:2] for found in findings(judged(tmp_path, A, B))] == [["warning", "missing-intent"]]
    assert judged(tmp_path, A, B, "x\n\nConfig-Scope: billing\n").verdict == "fail"


def test_all_but_the_intent_is_judged_before_there_is_a_message(tmp_path: Path) -> None:
    report = judged(tmp_path, A, B, no_intent=True)
    assert report.verdict == "pass"
    assert "the intent is not judged here: there is no message yet" in report.notes
    assert judged(tmp_path, A, {"config/api.yaml": "a: [\n"}, no_intent=True).verdict == "fail"


def test_what_is_said_for_one_run_replaces_all_else(tmp_path: Path) -> None:
    assert judged(tmp_path, A, B, "x\n\nConfig-Scope: billing\n", scopes=("email",)).verdict == "pass"
    assert judged(tmp_path, A, B, EMAIL, settings=("config/api.yaml:billing",)).verdict == "fail"


def test_only_the_rules_that_are_asked_speak(tmp_path: Path) -> None:
    assert judged(tmp_path, A, B, "x\n\nConfig-Scope: billing\n", rules=("frozen-setting",)).findings == ()


def test_the_same_question_has_the_same_answer(tmp_path: Path) -> None:
    """I5, I7: no order of sets, no time; and a thing does not differ from itself."""
    one, other = (judged(tmp_path, A, B, "x\n\nConfig-Scope: billing\n") for _ in range(2))
    assert one == other
    same = judged(tmp_path, B, B, "x\n")
    assert (same.verdict, same.changes, same.findings) == ("pass", (), ())


def test_beside_a_policy_that_is_only_tried_a_broken_one_is_still_no_policy(tmp_path: Path) -> None:
    """What is proposed guards from the next change on, whichever policy this one is judged by."""
    tried = tmp_path / "tried.yaml"
    tried.write_text(POLICY, encoding="utf-8")
    head = {**A, ".configguard.yaml": "version: 1\nscops: {}\n"}
    report = judged(tmp_path, A, head, "x\n\nConfig-Scope: policy\n", policy_file=str(tried))
    assert (report.verdict, errors(report)) == ("fail", {"policy-change"})
