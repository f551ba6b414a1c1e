"""A hook that runs the guard judges what the commit then holds, in every way of committing that git has."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.integration import doors
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hazards.git.asking import Command

ONE, OTHER, INNER = "config/one.yaml", "config/other.yaml", "config/inner/x.yaml"
POLICY = 'version: 1\nfiles: [{ match: "*.yaml" }]\nscopes: { all: { settings: ["*.yaml"] } }\n'
START = {".configguard.yaml": POLICY, ONE: "a: 1\nb: 1\n", OTHER: "a: 1\n", INNER: "a: 1\n", "notes.md": "x"}


class Way(NamedTuple):
    """A way of committing: its options, what is typed, where, and the files that the commit changes."""

    options: tuple[str, ...]
    holds: tuple[str, ...]
    typed: str = ""
    inside: str = "."


STAGED = (ONE,)
WAYS = {
    "what is staged": Way((), STAGED),
    "all that changed": Way(("--all",), (INNER, ONE, OTHER)),
    "one file alone": Way(("--only", "--", OTHER), (OTHER,)),
    "one file without a word": Way((OTHER,), (OTHER,)),
    "one file, too": Way(("--include", "--", OTHER), (ONE, OTHER)),
    "pieces, picked": Way(("--patch", "--", OTHER), (ONE, OTHER), "y\n"),
    "pieces, refused": Way(("--patch", "--", OTHER), STAGED, "n\n"),
    "the last commit, anew": Way(("--amend",), STAGED),
    "one file of a folder": Way(("x.yaml",), (INNER,), inside="config/inner"),
    "a folder, from within": Way((".",), (INNER,), inside="config/inner"),
    "all, from within": Way(("--all",), (INNER, ONE, OTHER), inside="config/inner"),
    "by a list of paths": Way(("--pathspec-from-file=-",), (OTHER,), OTHER),
}


FORMS = ("plain", "linked", "apart", "a submodule")
FEW = ("what is staged", "one file alone", "all, from within")
CASES = [(form, way) for form in FORMS for way in (WAYS if form == "plain" else FEW)]


def made(form: str, folder: Path) -> Repository:
    """A repository in one of the forms that git has for them, whose commits are judged by a hook."""
    first = Repository(folder / "repository")
    if form == "apart":
        first.git("init", "--quiet", f"--separate-git-dir={folder / 'apart'}")
    first.commit("Begin", START)
    top = first.top
    if form == "linked":
        top = folder / "linked"
        first.git("worktree", "add", "--quiet", "-b", "linked", str(top))
    elif form == "a submodule":
        top = folder / "outer" / "inner"
        allowed = ("-c", "protocol.file.allow=always")
        Repository(top.parent).git(*allowed, "submodule", "--quiet", "add", f"file://{first.top}", top.name)
    repository = Repository(top, init=False)
    hook(repository, folder)
    return repository


def hook(repository: Repository, folder: Path) -> None:
    """Have the guard judge each commit, and keep its report."""
    program = shlex.quote(str(doors.command(folder / "bin")))
    report = shlex.quote(str(folder / "report.json"))
    hooks = folder / "hooks"
    hooks.mkdir()
    for name in ("pre-commit", "pre-merge-commit"):
        script = hooks / name
        script.write_text(f"#!/bin/sh\nexec {program} check --staged --scope all --format json={report}\n")
        script.chmod(0o755)
    repository.git("config", "core.hooksPath", str(hooks))


def judged(folder: Path) -> dict[str, Any]:
    """What the hook reported."""
    found: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(("form", "name"), CASES)
def test_the_guard_judges_what_the_commit_holds(form: str, name: str, tmp_path: Path) -> None:
    """G33, G35, G37, G38: an amended commit is compared with the one that it replaces, for git does not tell."""
    repository, way = made(form, tmp_path), WAYS[name]
    before = repository.oid("HEAD")
    repository.write_all({ONE: "a: 2\nb: 1\n", OTHER: "a: 2\n", INNER: "a: 2\n"})
    repository.git("add", ONE)
    repository.write(ONE, "a: 2\nb: 2\n")
    commit = ("-C", way.inside, "commit", "--quiet", "--message=Change", *way.options)
    done = repository.run(*commit, feed=way.typed.encode())
    assert done.returncode == 0, done.stderr.decode()
    changes = judged(tmp_path)["changes"]
    assert tuple(sorted({change["file"] for change in changes})) == way.holds
    held = repository.git("diff-tree", "-r", "--name-only", before, "HEAD").splitlines()
    assert sorted(held) == sorted(way.holds)
    one = repository.git("show", f"HEAD:{ONE}")
    assert ("b: 2" in one) is (f"{ONE}:b" in {change["address"] for change in changes})


@pytest.mark.parametrize("clash", [False, True], ids=["clean", "with conflicts"])
def test_a_merge_is_judged_by_all_that_it_brings(tmp_path: Path, *, clash: bool) -> None:
    """G39: a clean one by the hook before a merge commit, one with conflicts by that before a commit."""
    repository = made("plain", tmp_path)
    repository.branch("side")
    repository.commit("Side", {OTHER: "a: 2\n", ONE: "a: 2\nb: 1\n"})
    repository.switch("main")
    repository.commit("Main", {INNER: "a: 2\n"} | ({ONE: "a: 3\nb: 1\n"} if clash else {}))
    (tmp_path / "report.json").unlink()
    merged = repository.run("merge", "--no-ff", "--message=Merge", "side")
    assert merged.returncode == int(clash), merged.stderr.decode()
    if clash:
        assert not (tmp_path / "report.json").exists()
        repository.commit("Merge", {ONE: "a: 4\nb: 1\n"})
    report = judged(tmp_path)
    assert {change["file"] for change in report["changes"]} == {ONE, OTHER}
    # At a clean merge git has not written down yet what is merged.
    assert report["notes"] == (["a merge is in progress, so all that it brings is compared"] if clash else [])


@pytest.mark.parametrize("inside", [False, True], ids=["a plain folder", "another repository"])
def test_a_commit_into_another_repository_than_the_folder_s_is_refused(tmp_path: Path, *, inside: bool) -> None:
    """G34, G35: `git --git-dir` runs its hooks in the folder; another repository is not judged in its place."""
    repository = made("plain", tmp_path)
    home = Repository(tmp_path / "home", init=inside)
    home.write(ONE, "a: 2\n")
    elsewhere = (f"--git-dir={repository.top / '.git'}", f"--work-tree={home.top}")
    home.git(*elsewhere, "add", "--update", ".")
    before = repository.oid("HEAD")
    assert home.run(*elsewhere, "commit", "--message=Change").returncode != 0
    assert repository.oid("HEAD") == before
    assert home.run(*elsewhere, "commit", "--no-verify", "--message=Change").returncode == 0


@pytest.mark.parametrize("how", ["commit --no-verify", "cherry-pick", "rebase"])
def test_what_goes_past_the_hooks_is_found_where_the_range_is_judged(
    command: Command, tmp_path: Path, how: str
) -> None:
    """G45: hooks are advice."""
    repository = made("plain", tmp_path)
    repository.branch("side")
    repository.write(ONE, "a: [\n")
    repository.add()
    assert repository.run("commit", "--message=Spoil").returncode != 0
    repository.git("commit", "--quiet", "--no-verify", "--message=Spoil")
    if how != "commit --no-verify":
        repository.switch("main")
        repository.commit("Main", {OTHER: "a: 2\n"})
        repository.branch("work", "main" if how == "cherry-pick" else "side")
        repository.git(*how.split(), *(("side",) if how == "cherry-pick" else ("--quiet", "main")))
    said = command.check(repository, "--base", "main", "--head", "HEAD", "--scope", "all")
    assert (said.status, "unreadable-config" in said.words) == (1, True)
