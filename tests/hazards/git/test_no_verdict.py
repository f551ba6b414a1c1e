"""Where git cannot tell, or tells what is not so, there is no verdict (3), but a cure; a wrong question ends with 2."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.repositories import Repository
from tests.unit.guard.asking import repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hazards.git.asking import Command

API = "smtp:\n  host: mx1\nbilling:\n  plan: a\n"
EMAIL = "Work on mail\n\nConfig-Scope: email\n"
ENDS = ("--base", "main", "--head", "work")


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    """A change that would pass: three commits on `main`, and one on `work`."""
    made = repository(tmp_path, {"config/api.yaml": API})
    made.switch("main")
    made.commit("Second", {"README.md": "2"})
    made.git("branch", "--force", "work")
    made.commit("Third", {"README.md": "3"})
    made.switch("work")
    made.commit(EMAIL, {"config/api.yaml": API.replace("mx1", "mx2")})
    return made


def test_the_change_itself_would_pass(command: Command, work: Repository) -> None:
    assert command.check(work, *ENDS).status == 0


@pytest.mark.parametrize(("depth", "shown"), [(1, None), (3, "main~4")])
def test_a_merge_base_of_a_shallow_clone_is_not_believed(
    command: Command, work: Repository, tmp_path: Path, depth: int, shown: str | None
) -> None:
    """G03, G04: at one depth it seems to have none, at another an older one, from which an old branch was merged."""
    work.branch("old", "main~2")
    work.commit("Old", {"OLD.md": "1"})
    work.switch("main")
    work.commit("Fourth", {"README.md": "4"})
    work.merge("old")
    work.switch("work")
    copy = work.clone(tmp_path / "copy", f"--depth={depth}", "--no-single-branch", branch="work")
    told = copy.run("merge-base", "origin/main", "work").stdout.decode().strip()
    assert told == ("" if shown is None else work.oid(shown))
    assert told != work.git("merge-base", "main", "work")
    said = command.check(copy, "--base", "origin/main", "--head", "work")
    assert said.status == 3
    assert "shallow" in said.words
    assert "git fetch --unshallow" in said.words
    copy.git("fetch", "--quiet", "--unshallow")
    assert command.check(copy, "--base", "origin/main", "--head", "work").status == 0


@pytest.mark.parametrize("depth", [2, 3])
def test_a_merge_base_up_to_which_a_shallow_clone_holds_all_is_the_true_one(
    command: Command, work: Repository, tmp_path: Path, depth: int
) -> None:
    copy = work.clone(tmp_path / "copy", f"--depth={depth}", "--no-single-branch", branch="work")
    assert copy.git("merge-base", "origin/main", "work") == work.git("merge-base", "main", "work")
    said = command.check(copy, "--base", "origin/main", "--head", "work")
    assert (said.status, "nothing says" in said.words) == (0, False)


def test_a_history_that_somebody_cut_by_hand_is_not_believed(command: Command, work: Repository) -> None:
    """G56: a file of git that says where the history ends."""
    (work.top / ".git" / "shallow").write_text(f"{work.oid('main')}\n")
    said = command.check(work, *ENDS)
    assert (said.status, "shallow" in said.words) == (3, True)


def test_grafts_are_not_believed(command: Command, work: Repository) -> None:
    """G56: neither in the repository nor where a linked work tree shares them."""
    work.git("worktree", "add", "--quiet", "--detach", str(work.top / "linked"))
    info = work.top / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "grafts").write_text(f"{work.oid('work')}\n")
    for place in (work, Repository(work.top / "linked", init=False)):
        said = command.check(place, *ENDS)
        assert (said.status, "grafts" in said.words) == (3, True)


def test_histories_without_a_common_commit_have_no_base(command: Command, work: Repository) -> None:
    """G05."""
    work.git("checkout", "--quiet", "--orphan", "other")
    work.commit(EMAIL, {"config/api.yaml": API.replace("mx1", "mx3")})
    said = command.check(work, "--base", "main", "--head", "other")
    assert (said.status, "no history in common" in said.words) == (3, True)


def test_a_partial_clone_fetches_nothing(command: Command, work: Repository, tmp_path: Path) -> None:
    """G29: though what it lacks is there to be had."""
    options = ("--filter=blob:none", "--no-checkout")
    copy = work.clone(tmp_path / "copy", *options, branch="work")
    packs = sorted((copy.top / ".git" / "objects" / "pack").iterdir())
    said = command.check(copy, "--base", "origin/main", "--head", "work")
    assert said.status == 3
    assert "partial clone" in said.words
    assert sorted((copy.top / ".git" / "objects" / "pack").iterdir()) == packs


@pytest.mark.parametrize("lost", ["work:config/api.yaml", "work:config", "work^{tree}", "main:config/api.yaml", "work"])
def test_an_object_that_is_not_there_is_no_verdict(command: Command, work: Repository, lost: str) -> None:
    """G30, G31: a content, a folder, the top folder, the other side's content, the commit."""
    oid = work.oid(lost)
    (work.top / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    assert command.check(work, *ENDS).status == 3


def test_objects_that_lay_elsewhere_are_no_verdict(command: Command, work: Repository, tmp_path: Path) -> None:
    """G58: a clone that borrows, while the lender is there, and without it."""
    work.git("clone", "--quiet", "--shared", work.directory, str(tmp_path / "copy"))
    copy = Repository(tmp_path / "copy", init=False)
    ends = ("--base", "origin/main", "--head", "origin/work")
    assert command.check(copy, *ends).status == 0
    (copy.top / ".git" / "objects" / "info" / "alternates").write_text("/nowhere\n")
    assert command.check(copy, *ends).status == 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_somebody_else_is_no_verdict(command: Command, work: Repository) -> None:
    """G59: with the line that trusts it, which works."""
    for folder, _, files in os.walk(work.top):
        for name in (folder, *(os.path.join(folder, file) for file in files)):  # noqa: PTH118 - os.walk's own names
            os.chown(name, 12345, 12345)
    said = command.check(work, *ENDS)
    assert said.status == 3
    assert f"git config --global --add safe.directory {work.directory}" in said.words


def test_a_trusted_repository_of_somebody_else_is_judged(
    command: Command, work: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G59: the user's own settings are heard."""
    settings = tmp_path / "settings"
    settings.write_text(f"[safe]\n\tdirectory = {work.directory}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    if os.geteuid() == 0:
        for folder, _, files in os.walk(work.top):
            for name in (folder, *(os.path.join(folder, file) for file in files)):  # noqa: PTH118 - as above
                os.chown(name, 12345, 12345)
    assert command.check(work, *ENDS).status == 0


def test_conflicts_are_no_verdict(command: Command, work: Repository) -> None:
    """G40."""
    work.branch("side", "main")
    work.commit(EMAIL, {"config/api.yaml": API.replace("mx1", "mx3")})
    assert work.run("merge", "work").returncode == 1
    said = command.check(work, "--staged", "--scope", "email")
    assert (said.status, "has merge conflicts" in said.words) == (3, True)


@pytest.mark.parametrize(
    "answer",
    [
        'echo false; echo true; echo false; echo --show-object-format; echo; echo "$PWD/.git"',  # git before 2.25
        "echo usage: git rev-parse >&2; exit 129",
    ],
    ids=["echoes what it does not know", "refuses what it does not know"],
)
def test_a_git_that_is_too_old_is_no_verdict(
    command: Command, work: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """G60."""
    _git(tmp_path / "old", answer)
    monkeypatch.setenv("PATH", f"{tmp_path / 'old'}{os.pathsep}{os.environ['PATH']}")
    assert command.check(work, *ENDS).status == 3


@pytest.mark.parametrize("path", ["", ".", "./bin:.", "/nowhere", "~/bin"])
def test_a_git_that_a_change_could_bring_is_none(
    command: Command, work: Repository, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """G60: relative folders of the PATH, and none."""
    for folder in (".", "bin", "~/bin"):
        _git(work.top / folder, "touch fired")
    monkeypatch.setenv("PATH", path)
    said = command.check(work, *ENDS)
    assert (said.status, "git is not installed" in said.words) == (3, True)
    assert not (work.top / "fired").exists()


def _git(folder: Path, does: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "git").write_text(f"#!/bin/sh\n{does}\n")
    (folder / "git").chmod(0o755)


@pytest.mark.parametrize(
    "name",
    ["--output=x", "-O/x", ":/Work", "HEAD^{/Work}", "@{-1}", "main..work", "main:README.md", "^main", "", "a\nb", "*"],
)
@pytest.mark.parametrize("option", ["--base", "--head"])
def test_a_word_that_git_might_read_otherwise_is_a_wrong_question(
    command: Command, work: Repository, option: str, name: str
) -> None:
    """G61: and nothing is written."""
    other = "--head" if option == "--base" else "--base"
    said = command.check(work, f"{option}={name}", f"{other}=main")
    assert said.status == 2
    assert work.git("status", "--porcelain") == ""


@pytest.mark.parametrize("ref", ["refs/tags/main", "refs/main"])
def test_a_name_of_two_commits_is_a_wrong_question(command: Command, work: Repository, ref: str) -> None:
    """G62: else whoever may push a tag chooses what a change is compared with."""
    work.commit(EMAIL, {"config/api.yaml": API.replace("plan: a", "plan: b")})
    assert command.check(work, *ENDS).status == 1
    work.git("update-ref", ref, "work")
    said = command.check(work, *ENDS)
    assert said.status == 2
    assert "refs/heads/main" in said.words
    assert command.check(work, "--base", "refs/heads/main", "--head", "work").status == 1


def test_a_folder_in_git_s_place_is_a_wrong_question(command: Command, tmp_path: Path) -> None:
    folder = Repository(tmp_path / "plain")
    shutil.rmtree(folder.top / ".git")
    said = command.check(folder, *ENDS)
    assert (said.status, "is not in a git repository" in said.words) == (2, True)
