"""What a change does to targets is held against every base, and unaffected ones are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.errors import Undecided
from configguard.guard import Question
from configguard.guard.targets import reaching
from configguard.guard.targets.layers import View
from configguard.layering import finding
from configguard.model.revision import Ask
from tests.unit.guard.asking import errors, judged, of_commits, repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from configguard.model.report import Report

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  all: { settings: ["config/**"] }
targets:
  - name: "{service}"
    layers: ["config/defaults.yaml", "config/services/{service}.yaml"]
    declare: true
"""
FILES = {
    "config/defaults.yaml": "a: 1\nb: 1\n",
    "config/services/api.yaml": "x: 1\n",
    "config/services/web.yaml": "a: 9\n",
}


def reached(report: Report) -> dict[str, list[str]]:
    return {t.name: [str(c.change.address) for c in t.changes] for t in report.targets}


def test_an_effective_setting_is_addressed_by_the_name_of_its_target(tmp_path: Path) -> None:
    report = judged(tmp_path, FILES, {**FILES, "config/defaults.yaml": "a: 2\nb: 1\n"}, policy=POLICY)
    assert reached(report) == {"api": ["api:a"]}
    (change,) = report.targets[0].changes
    assert change.before is not None
    assert change.after is not None
    assert (change.after.file, change.after.place, change.after.layer) == ("config/defaults.yaml", (1, 4), 0)


def test_an_edit_in_the_work_tree_reaches_as_one_in_a_commit_does(tmp_path: Path) -> None:
    git = repository(tmp_path, FILES, policy=POLICY)
    git.write("config/defaults.yaml", "a: 1\nb: 2\n")
    at_hand = guard.judge(Question(Ask(git.directory, base="main", worktree=True)))
    assert reached(at_hand) == {"api": ["api:b"], "web": ["web:b"]}
    git.add()
    staged = guard.judge(Question(Ask(git.directory, staged=True)))
    assert reached(staged) == {"api": ["api:b"], "web": ["web:b"]}


def test_what_the_target_branch_has_by_now_reaches_nothing(tmp_path: Path) -> None:
    git = repository(tmp_path, FILES, policy=POLICY)
    git.switch("main")
    git.commit("main moves on", {"config/defaults.yaml": "a: 1\nb: 5\n"})
    git.switch("work")
    git.commit("the same, and a", {"config/defaults.yaml": "a: 2\nb: 5\n"})
    assert reached(of_commits(git)) == {"api": ["api:a"]}


def test_nothing_is_settled_by_a_target_branch_that_cannot_be_seen(tmp_path: Path) -> None:
    git = repository(tmp_path, FILES, policy=POLICY)
    git.switch("main")
    git.commit("main breaks a layer", {"config/services/api.yaml": "x: [1\n"})
    git.switch("work")
    git.commit("the service goes", {"config/services/api.yaml": None})
    assert reached(of_commits(git)) == {"api": ["api:a", "api:b", "api:x"]}


def test_no_target_hides_behind_one_of_two_bases(tmp_path: Path) -> None:
    git = repository(tmp_path, FILES, policy=POLICY)
    git.commit("b", {"config/defaults.yaml": "a: 1\nb: 2\n"})
    git.switch("main")
    git.commit("c", {"config/services/api.yaml": "x: 2\n"})
    ours, theirs = git.oid("main"), git.oid("work")
    git.git("merge", "--quiet", "--no-edit", theirs)
    git.switch("work")
    git.git("merge", "--quiet", "--no-edit", ours)
    assert reached(of_commits(git)) == {}
    git.commit("undo", {"config/defaults.yaml": "a: 1\nb: 1\n"})
    assert reached(of_commits(git)) == {"api": ["api:b"], "web": ["web:b"]}


def test_files_of_unaffected_targets_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()

    def fetch(self: View, paths: Iterable[str]) -> None:
        paths = list(paths)
        read.update(paths)
        known(self, paths)

    known = View.fetch
    monkeypatch.setattr(View, "fetch", fetch)
    report = judged(tmp_path, FILES, {**FILES, "config/services/api.yaml": "x: 2\n"}, policy=POLICY)
    assert reached(report) == {"api": ["api:x"]}
    assert read == {"config/defaults.yaml", "config/services/api.yaml"}


def test_no_file_is_listed_where_no_layer_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_Views", None)
    files = {**FILES, "config/other/x.yaml": "x: 1\n"}
    report = judged(tmp_path, files, {**files, "config/other/x.yaml": "x: 2\n"}, policy=POLICY)
    assert reached(report) == {}
    assert report.looked_at.targets == 0


def test_a_base_that_cannot_be_read_holds_nothing_to_compare_with(tmp_path: Path) -> None:
    broken = {**FILES, "config/services/api.yaml": "x: [1\n"}
    report = judged(tmp_path, broken, FILES, policy=POLICY, scopes=("all",))
    assert reached(report) == {"api": ["api:a", "api:b", "api:x"]}
    assert "outside-target" in errors(report)


def test_too_many_targets_are_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 1)
    policy = POLICY.replace("{service}", "{env}-{service}", 1).replace("defaults.yaml", "{env}.yaml")
    files = {**FILES, "config/test.yaml": "a: 2\n"}
    with pytest.raises(Undecided, match="more than 1 combinations"):
        judged(tmp_path, files, {**files, "config/test.yaml": "a: 3\n"}, policy=policy)


def test_the_values_of_a_secret_in_any_layer_are_hidden_in_the_target(tmp_path: Path) -> None:
    policy = POLICY + 'secrets: { settings: ["config/defaults.yaml:b"] }\n'
    report = judged(tmp_path, FILES, {**FILES, "config/services/api.yaml": "b: hunter2\n"}, policy=policy)
    hidden = {str(c.change.address): c.change.secret for target in report.targets for c in target.changes}
    assert hidden == {"api:b": True, "api:x": False}


def test_two_targets_of_one_name_are_two(tmp_path: Path) -> None:
    policy = POLICY.replace('"{service}"', '"{service}-{env}"').replace("services/{service}", "{service}/{env}")
    files = {"config/defaults.yaml": "a: 1\n", "config/x-y/z.yaml": "q: 1\n", "config/x/y-z.yaml": "q: 1\n"}
    report = judged(tmp_path, files, {**files, "config/defaults.yaml": "a: 2\n"}, policy=policy)
    assert [(target.name, target.bound["service"]) for target in report.targets] == [("x-y-z", "x"), ("x-y-z", "x-y")]


def test_a_file_that_makes_no_target_for_want_of_another_is_told(tmp_path: Path) -> None:
    policy = POLICY.replace('"config/defaults.yaml"', '"config/defaults.yaml", "config/teams/{service}.yaml"')
    files = {**FILES, "config/teams/api.yaml": "t: 1\n"}
    head = {**files, "config/services/shop.yaml": "x: 1\n", "config/services/api.yaml": "x: 2\n"}
    report = judged(tmp_path, files, head, policy=policy)
    assert reached(report) == {"api": ["api:x"]}
    assert report.notes == ("config/services/shop.yaml makes no target: config/teams/shop.yaml is missing",)
