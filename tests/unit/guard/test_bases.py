"""A change is held against every merge base, and what the target branch has itself is nobody's doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import POLICY, errors, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository

FILE = "config/x.yaml"


def content(**settings: int) -> dict[str, str]:
    return {FILE: "".join(f"{key}: {value}\n" for key, value in settings.items())}


def criss_cross(git: Repository) -> None:
    """`main` sets a to 1, `work` sets b to 1, each merges the other's: then both are merge bases."""
    git.commit("b", content(a=0, b=1, c=0))
    git.switch("main")
    git.commit("a", content(a=1, b=0, c=0))
    ours, theirs = git.oid("main"), git.oid("work")
    git.git("merge", "--quiet", "--no-commit", "--strategy=ours", theirs)
    git.commit("merge work", content(a=1, b=1, c=0))
    git.switch("work")
    git.git("merge", "--quiet", "--no-commit", "--strategy=ours", ours)
    git.commit("merge main", content(a=1, b=1, c=0))
    assert len(git.git("merge-base", "--all", "main", "work").split()) == 2


def changed(git: Repository) -> list[str]:
    return sorted(change.address.inner for change in of_commits(git).changes)


def test_what_both_sides_have_merged_is_no_change(tmp_path: Path) -> None:
    git = repository(tmp_path, content(a=0, b=0, c=0))
    criss_cross(git)
    assert changed(git) == []


@pytest.mark.parametrize("key", ["a", "b", "c"])
def test_no_change_hides_behind_one_of_two_bases(key: str, tmp_path: Path) -> None:
    git = repository(tmp_path, content(a=0, b=0, c=0))
    criss_cross(git)
    git.commit("change", content(**({"a": 1, "b": 1, "c": 0} | {key: 7})))
    assert changed(git) == [key]


@pytest.mark.parametrize("key", ["a", "b"])
def test_to_undo_what_the_other_side_did_is_a_change_although_one_base_has_it(key: str, tmp_path: Path) -> None:
    git = repository(tmp_path, content(a=0, b=0, c=0))
    criss_cross(git)
    git.commit("undo", content(**({"a": 1, "b": 1, "c": 0} | {key: 0})))
    assert changed(git) == [key]


def test_what_the_target_branch_has_by_now_is_not_this_change_s_doing(tmp_path: Path) -> None:
    """A value taken over by hand, a removal, and a whole file; what differs still counts."""
    git = repository(tmp_path, content(a=0, b=0, c=0) | {"config/gone.yaml": "x: 1\n"})
    git.switch("main")
    git.commit("main moves on", content(a=1, c=0) | {"config/gone.yaml": None, "config/new.yaml": "y: 1\n"})
    git.switch("work")
    git.commit("the same, and c", content(a=1, c=5) | {"config/gone.yaml": None, "config/new.yaml": "y: 1\n"})
    assert changed(git) == ["c"]


def test_the_same_text_of_another_type_is_not_what_the_target_branch_has(tmp_path: Path) -> None:
    git = repository(tmp_path, {FILE: "a: true\n"})
    git.switch("main")
    git.commit("main moves on", {FILE: 'a: "8080"\n'})
    git.switch("work")
    git.commit("nearly the same", {FILE: "a: 8080\n"})
    assert changed(git) == ["a"]


def test_the_target_branch_moving_on_is_no_change_of_the_work(tmp_path: Path) -> None:
    git = repository(tmp_path, content(a=0, b=0, c=0))
    git.commit("work", content(a=0, b=0, c=1))
    git.switch("main")
    git.commit("main moves on", content(a=1, b=0, c=0))
    git.switch("work")
    assert changed(git) == ["c"]


def test_the_policy_is_read_at_the_tip(tmp_path: Path) -> None:
    git = repository(tmp_path, content(a=0))
    git.commit("x\n\nConfig-Setting: config/*.yaml:a", content(a=1))
    git.switch("main")
    tightened = POLICY + '  - { settings: ["config/x.yaml:a"], why: Measured. }\n'
    git.commit("tighten", {".configguard.yaml": tightened})
    git.switch("work")
    report = of_commits(git)
    assert (report.policy_origin, errors(report)) == ("base", {"frozen-setting"})


def test_a_policy_that_the_branch_took_from_the_target_is_no_edit(tmp_path: Path) -> None:
    git = repository(tmp_path, content(a=0))
    git.commit("start", {"README.md": "x"})
    git.switch("main")
    git.commit("loosen", {".configguard.yaml": POLICY.split("critical:")[0]})
    git.switch("work")
    git.commit("take it over by hand", {".configguard.yaml": POLICY.split("critical:")[0]})
    assert of_commits(git).findings == ()
    git.commit("and edit it", {".configguard.yaml": POLICY.split("scopes:")[0]})
    assert "policy-change" in {found.rule for found in of_commits(git).findings}
