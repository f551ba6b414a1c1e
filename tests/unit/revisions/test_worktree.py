from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked, Undecided
from configguard.model.revision import Ask
from configguard.revisions import compare
from tests.repositories import Repository
from tests.unit.revisions.asking import contents, differing, only, worktree

if TYPE_CHECKING:
    from pathlib import Path


def _settle(repository: Repository) -> None:
    """Have the index written later than the files, so that their times can be trusted."""
    for path in repository.git("ls-files").splitlines():
        os.utime(repository.top / path, (1_600_000_000, 1_600_000_000))
    repository.git("update-index", "-q", "--refresh")


def test_edits_additions_and_removals_are_seen_whether_staged_or_not(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1", "b.yaml": "1", "gone.yaml": "1", "same.yaml": "1"})
    _settle(repository)
    repository.write("b.yaml", "2")
    repository.git("add", "b.yaml")
    repository.write_all({"a.yaml": "2", "gone.yaml": None, "new/c.yaml": "1"})
    found = worktree(repository)
    assert differing(found) == ["a.yaml", "b.yaml", "gone.yaml", "new/c.yaml"]
    assert contents(found, "a.yaml") == (b"1", b"2")
    assert contents(found, "b.yaml") == (b"1", b"2")
    assert contents(found, "gone.yaml") == (b"1", None)
    assert contents(found, "new/c.yaml") == (None, b"1")
    assert [file.path for file in found.head.files()] == ["a.yaml", "b.yaml", "new/c.yaml", "same.yaml"]
    assert found.head.find("gone.yaml") is None
    assert str(found.head.revision) == "the work tree"


def test_an_edit_that_is_taken_back_in_the_file_is_no_difference(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.write("a.yaml", "2")
    repository.add()
    repository.write("a.yaml", "1")
    assert contents(worktree(repository), "a.yaml") == (b"1", b"1")


def test_a_file_that_was_touched_and_not_changed_is_no_difference(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    _settle(repository)
    os.utime(repository.top / "a.yaml")
    assert differing(worktree(repository)) == []


def test_an_edit_within_the_same_tick_is_seen(repository: Repository) -> None:
    """The index is as old as the edit, so its times prove nothing."""
    repository.commit("Start", {"a.yaml": "1"})
    times = (repository.top / "a.yaml").stat()
    repository.write("a.yaml", "2")
    os.utime(repository.top / "a.yaml", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert differing(worktree(repository)) == ["a.yaml"]


@pytest.mark.parametrize("option", ["--assume-unchanged", "--skip-worktree"])
def test_the_file_itself_is_read_whatever_git_was_told_to_assume(repository: Repository, option: str) -> None:
    """G42."""
    repository.commit("Start", {"a.yaml": "1"})
    _settle(repository)
    repository.git("update-index", option, "a.yaml")
    repository.write("a.yaml", "2")
    assert repository.git("status", "--porcelain") == ""
    assert contents(worktree(repository), "a.yaml") == (b"1", b"2")


def test_files_that_a_sparse_checkout_leaves_out_are_not_removals(repository: Repository) -> None:
    """G28."""
    repository.commit("Start", {"in/a.yaml": "1", "out/b.yaml": "1", "out/c.yaml": "1"})
    repository.git("sparse-checkout", "set", "in")
    assert not (repository.top / "out" / "b.yaml").exists()
    found = worktree(repository)
    assert differing(found) == []
    assert found.notes[1:] == ("left out of this sparse checkout and taken as unchanged: 2 files",)
    assert found.head.find("out/b.yaml") is not None


def test_ignored_files_do_not_count(repository: Repository) -> None:
    repository.commit("Start", {".gitignore": "*.log\n"})
    repository.write_all({"x.log": "1", "y.yaml": "1"})
    assert differing(worktree(repository)) == ["y.yaml"]


def test_a_tracked_file_counts_even_if_it_is_ignored(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.commit("Ignore", {".gitignore": "*.yaml\n"})
    repository.write("a.yaml", "2")
    assert differing(worktree(repository)) == ["a.yaml"]


def test_a_symlink_is_a_symlink_and_what_lies_beneath_one_is_gone(repository: Repository, tmp_path: Path) -> None:
    """G23, G24: nothing outside is read."""
    repository.commit("Start", {"a.yaml": "1", "d/b.yaml": "1"})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.yaml").write_text("secret")
    repository.write_all({"a.yaml": None, "d/b.yaml": None})
    (repository.top / "d").rmdir()
    (repository.top / "d").symlink_to(tmp_path / "outside")
    (repository.top / "a.yaml").symlink_to("/etc/passwd")
    found = worktree(repository)
    link = only(found, "a.yaml").head
    assert link is not None
    assert link.kind == "symlink"
    assert contents(found, "a.yaml") == (b"1", b"/etc/passwd")
    assert only(found, "d/b.yaml").head is None
    assert contents(found, "d") == (None, os.fsencode(tmp_path / "outside"))


def test_a_mode_alone_is_a_difference(repository: Repository) -> None:
    """G22."""
    repository.commit("Start", {"a.sh": "1"})
    (repository.top / "a.sh").chmod(0o755)
    pair = only(worktree(repository), "a.sh")
    assert pair.base is not None
    assert pair.head is not None
    assert (pair.base.mode, pair.head.mode, pair.head.oid) == (0o100644, 0o100755, pair.base.oid)


def test_a_file_system_without_modes_or_symlinks_makes_no_difference(repository: Repository) -> None:
    repository.write("a.sh", "1")
    (repository.top / "link").symlink_to("a.sh")
    repository.commit("Start")
    repository.git("config", "core.fileMode", "false")
    repository.git("config", "core.symlinks", "false")
    (repository.top / "a.sh").chmod(0o755)
    (repository.top / "link").unlink()
    repository.write("link", "a.sh")
    assert differing(worktree(repository)) == []


def test_a_submodule_is_its_pointer_even_if_it_is_not_there(repository: Repository) -> None:
    """G25."""
    start = repository.commit("Start", {"c.yaml": "a: 1\n"})
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{start},sub")
    repository.commit_staged("Pointer")
    assert differing(worktree(repository)) == []
    repository.write("sub", "a file now")
    assert contents(worktree(repository), "sub") == (b"", b"a file now")


def test_a_repository_inside_is_not_looked_into_and_that_is_said(repository: Repository) -> None:
    repository.commit("Start", {"c.yaml": "a: 1\n"})
    Repository(repository.top / "inner").commit("Inner", {"x.yaml": "1"})
    found = worktree(repository)
    assert differing(found) == []
    assert found.notes[-1] == "repositories inside the work tree are not looked into: inner/"


def test_conflicts_are_read_as_the_files_stand(repository: Repository) -> None:
    repository.commit("Start", {"c.yaml": "a: 1\n"})
    repository.branch("side")
    repository.commit("Side", {"c.yaml": "a: 2\n"})
    repository.branch("mine", "main")
    repository.commit("Mine", {"c.yaml": "a: 3\n"})
    assert repository.run("merge", "side").returncode == 1
    before, after = contents(worktree(repository), "c.yaml")
    assert before == b"a: 1\n"
    assert after is not None
    assert after.startswith(b"<<<<<<<")


def test_what_is_only_intended_to_be_added_is_new(repository: Repository) -> None:
    """G41."""
    repository.commit("Start", {"c.yaml": "1"})
    repository.write("new.yaml", "1")
    repository.git("add", "--intent-to-add", "new.yaml")
    assert contents(worktree(repository), "new.yaml") == (None, b"1")


def test_line_ends_that_git_converts_make_no_difference_once_git_knows_the_file(repository: Repository) -> None:
    """G50."""
    repository.git("config", "core.autocrlf", "true")
    repository.commit("Start", {"a.yaml": b"a: 1\r\nb: 2\r\n"})
    _settle(repository)
    assert differing(worktree(repository)) == []


def test_before_the_first_commit_all_is_new(repository: Repository) -> None:
    """G15."""
    repository.write("a.yaml", "1")
    found = worktree(repository)
    assert contents(found, "a.yaml") == (None, b"1")
    assert found.messages is None


def test_a_folder_inside_the_work_tree_stands_for_all_of_it(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1", "folder/b.yaml": "1"})
    repository.write("a.yaml", "2")
    found = compare(Ask(str(repository.top / "folder")))
    assert differing(found) == ["a.yaml"]
    assert found.root == repository.directory


def test_a_file_over_the_limit_is_left_out(repository: Repository) -> None:
    """G64."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.write("big.yaml", b"x" * 5_000_001)
    found = worktree(repository)
    pair = only(found, "big.yaml")
    assert pair.head is not None
    assert found.head.read([pair.head]) == {}


def test_messages_are_those_of_the_commits_that_are_there(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    oid = repository.commit("Mine\n\nConfig-Scope: email\n", {"a.yaml": "2"})
    repository.write("a.yaml", "3")
    messages = worktree(repository).messages
    assert messages is not None
    assert [(m.where, m.text) for m in messages] == [(oid[:7], "Mine\n\nConfig-Scope: email\n")]


def test_without_a_base_the_remotes_default_branch_is_taken(repository: Repository, tmp_path: Path) -> None:
    start = repository.commit("Start", {"a.yaml": "1"})
    repository.git("branch", "-m", "main", "trunk")
    copy = repository.clone(tmp_path / "copy")
    copy.branch("feature")
    copy.commit("Mine", {"a.yaml": "2"})
    found = worktree(copy)
    assert found.notes == ("no --base was given, so the base is where HEAD left origin/trunk",)
    assert str(found.bases[0].revision) == f"{start[:7]} (origin/trunk)"
    assert differing(found) == ["a.yaml"]


def test_on_the_default_branch_itself_the_remote_is_what_counts(repository: Repository, tmp_path: Path) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    copy = repository.clone(tmp_path / "copy")
    copy.commit("Not pushed", {"a.yaml": "2"})
    assert differing(worktree(copy)) == ["a.yaml"]
    assert worktree(copy).tip.revision.name == "origin/main"


@pytest.mark.parametrize("name", ["main", "master"])
def test_without_the_remotes_word_its_usual_names_are_tried(repository: Repository, tmp_path: Path, name: str) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.git("branch", "-m", "main", name)
    copy = repository.clone(tmp_path / "copy")
    copy.git("remote", "set-head", "origin", "--delete")
    assert worktree(copy).tip.revision.name == f"origin/{name}"


@pytest.mark.parametrize("name", ["main", "master"])
def test_without_a_remote_the_local_default_branch_is_taken(repository: Repository, name: str) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.git("branch", "-m", "main", name)
    repository.branch("feature")
    repository.commit("Mine", {"a.yaml": "2"})
    found = worktree(repository)
    assert found.tip.revision.name == name
    assert differing(found) == ["a.yaml"]


def test_alone_on_the_default_branch_head_is_the_base(repository: Repository) -> None:
    oid = repository.commit("Start", {"a.yaml": "1"})
    found = worktree(repository)
    assert found.tip.revision.oid == oid
    assert found.messages == ()
    assert found.notes == ("no --base was given and no default branch was found, so the base is HEAD",)


def test_a_given_base_is_taken_and_not_remarked(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.commit("On", {"a.yaml": "2"})
    found = worktree(repository, "HEAD~1")
    assert differing(found) == ["a.yaml"]
    assert found.notes == ()


def test_a_bare_repository_is_not_judged(repository: Repository, tmp_path: Path) -> None:
    """A change could bring one, with settings that run programs."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.clone(tmp_path / "bare", "--bare")
    with pytest.raises(Undecided, match="is a bare repository"):
        compare(Ask(str(tmp_path / "bare")))


def test_two_heads_at_once_are_misasked(repository: Repository) -> None:
    with pytest.raises(Misasked, match="exclude each other"):
        compare(Ask(repository.directory, head="HEAD", staged=True))
