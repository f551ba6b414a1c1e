from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from configguard.errors import GuardError, Misasked, Undecided
from configguard.model.revision import Ask
from configguard.revisions import compare
from tests.unit.revisions.asking import commits, differing, staged, worktree

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository


def _history(repository: Repository, length: int = 5) -> list[str]:
    """A line of commits, and a branch from the third."""
    line = [repository.commit(f"Main {n}", {"a.yaml": str(n)}) for n in range(length)]
    repository.branch("feature", line[2])
    repository.commit("Feature", {"b.yaml": "1"})
    repository.switch("main")
    return line


def _remove(repository: Repository, oid: str) -> None:
    file = repository.top / ".git" / "objects" / oid[:2] / oid[2:]
    file.chmod(0o600)
    file.unlink()


def test_a_shallow_clones_merge_base_is_not_believed(repository: Repository, tmp_path: Path) -> None:
    """G03, G04."""
    _history(repository)
    for depth in (1, 2):
        copy = repository.clone(tmp_path / f"copy{depth}", f"--depth={depth}", "--no-single-branch", branch="feature")
        with pytest.raises(Undecided, match="shallow") as caught:
            commits(copy, "origin/main", "feature")
        assert caught.value.cures == (
            "git fetch --unshallow",
            "in GitHub Actions: actions/checkout with fetch-depth: 0",
            "or have what is missing fetched: --deepen",
        )


def test_a_shallow_clones_merge_base_is_believed_where_all_is_there_up_to_it(
    repository: Repository, tmp_path: Path
) -> None:
    line = _history(repository)
    copy = repository.clone(tmp_path / "copy", "--depth=3", "--no-single-branch", branch="feature")
    assert copy.git("rev-parse", "--is-shallow-repository") == "true"
    assert commits(copy, "origin/main", "feature").bases[0].revision.oid == line[2]


def test_an_end_of_a_shallow_clone_that_is_behind_the_other_is_believed(repository: Repository, tmp_path: Path) -> None:
    _history(repository)
    copy = repository.clone(tmp_path / "copy", "--depth=2")
    found = commits(copy, "HEAD~1", "HEAD")
    assert differing(found) == ["a.yaml"]
    assert found.messages is not None
    assert [m.text for m in found.messages] == ["Main 4\n"]


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD^1", "origin/feature"])
def test_a_name_behind_the_cut_is_undecided_and_not_misasked(repository: Repository, tmp_path: Path, name: str) -> None:
    """G01."""
    _history(repository)
    copy = repository.clone(tmp_path / "copy", "--depth=1")
    with pytest.raises(Undecided, match="shallow"):
        commits(copy, name, "HEAD")


def test_the_whole_clone_gives_the_true_merge_base(repository: Repository, tmp_path: Path) -> None:
    line = _history(repository)
    copy = repository.clone(tmp_path / "copy", branch="feature")
    assert commits(copy, "origin/main", "feature").bases[0].revision.oid == line[2]


def test_a_content_that_a_partial_clone_lacks_is_not_blamed_on_its_depth(
    repository: Repository, tmp_path: Path
) -> None:
    _history(repository)
    copy = repository.clone(tmp_path / "copy", "--filter=blob:none", "--depth=2", "--no-checkout")
    assert copy.git("rev-parse", "--is-shallow-repository") == "true"
    found = commits(copy, "HEAD~1", "HEAD")
    head = found.differences[0][0].head
    assert head is not None
    with pytest.raises(Undecided, match="this is a partial clone") as caught:
        found.head.read([head])
    assert caught.value.cures == ("git fetch --refetch --no-filter origin",)


def test_a_missing_content_of_a_partial_clone_is_undecided_and_not_fetched(
    repository: Repository, tmp_path: Path
) -> None:
    """G29."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2"})
    copy = repository.clone(tmp_path / "copy", "--filter=blob:none", "--no-checkout", branch="feature")
    found = commits(copy, "origin/main", "feature")
    assert differing(found) == ["a.yaml"]
    head = found.differences[0][0].head
    assert head is not None
    with pytest.raises(Undecided, match=r"the content of a\.yaml .* \(this is a partial clone") as caught:
        found.head.read([head])
    (cure,) = caught.value.cures
    copy.git(*cure.split()[1:])
    assert commits(copy, "origin/main", "feature").head.read([head]) == {head: b"2"}


def test_a_missing_content_is_undecided(repository: Repository) -> None:
    """G30: git itself ends with status 0."""
    repository.commit("Start", {"a.yaml": "1", "b.yaml": "2"})
    _remove(repository, repository.oid("HEAD:a.yaml"))
    tree = commits(repository).head
    with pytest.raises(Undecided, match=r"the content of a\.yaml \(\w{12}\) is not in this clone"):
        tree.read(list(tree.files()))
    left = tree.find("b.yaml")
    assert left is not None
    assert tree.read([left]) == {left: b"2"}


def test_a_corrupt_content_is_undecided(repository: Repository) -> None:
    """G30."""
    repository.commit("Start", {"a.yaml": "1"})
    oid = repository.oid("HEAD:a.yaml")
    _remove(repository, oid)
    (repository.top / ".git" / "objects" / oid[:2] / oid[2:]).write_bytes(b"nonsense")
    tree = commits(repository).head
    with pytest.raises(Undecided):
        tree.read(list(tree.files()))


def test_a_missing_folder_is_undecided(repository: Repository) -> None:
    """G31."""
    repository.commit("Start", {"d/a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"d/a.yaml": "2"})
    _remove(repository, repository.oid("HEAD:d"))
    with pytest.raises(Undecided, match="diff-tree failed"):
        commits(repository)
    with pytest.raises(Undecided, match="a folder of"):
        commits(repository, "HEAD").head.find("d/a.yaml")


def test_a_head_whose_commit_is_missing_is_undecided(repository: Repository) -> None:
    """Not taken for a repository without commits, in which all would be new."""
    _remove(repository, repository.commit("Start", {"a.yaml": "1"}))
    for ask in (staged, worktree, commits):
        with pytest.raises(Undecided):
            ask(repository)


def test_a_branch_that_is_broken_is_undecided(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    (repository.top / ".git" / "refs" / "heads" / "main").write_text("nonsense\n")
    for ask in (staged, worktree):
        with pytest.raises(GuardError):
            ask(repository)


def test_a_base_against_no_commit_at_all_is_undecided(repository: Repository) -> None:
    """G15."""
    repository.write("a.yaml", "1")
    repository.add()
    with pytest.raises(Undecided, match="no commit yet"):
        staged(repository, "main")
    with pytest.raises(Misasked, match="there is no revision"):
        commits(repository)


def test_no_repository_is_misasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Misasked, match="is not in a git repository"):
        compare(Ask(str(tmp_path)))
    with pytest.raises(Misasked, match="is not a folder"):
        compare(Ask(str(tmp_path / "absent")))


def test_grafts_are_undecided(repository: Repository) -> None:
    """G56."""
    oid = repository.commit("Start", {"a.yaml": "1"})
    (repository.top / ".git" / "info").mkdir(exist_ok=True)
    (repository.top / ".git" / "info" / "grafts").write_text(f"{oid}\n")
    with pytest.raises(Undecided, match="grafts"):
        commits(repository)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_somebody_elses_repository_is_undecided_with_the_line_that_trusts_it(repository: Repository) -> None:
    """G59."""
    repository.commit("Start", {"a.yaml": "1"})
    for folder, _, files in os.walk(repository.top):
        for name in (folder, *(os.path.join(folder, file) for file in files)):  # noqa: PTH118 - os.walk's own names
            os.chown(name, 12345, 12345)
    with pytest.raises(Undecided, match="belongs to somebody else") as caught:
        commits(repository)
    assert caught.value.cures == (f"git config --global --add safe.directory {repository.directory}",)


def test_objects_of_another_repository_are_read_and_missed(repository: Repository, tmp_path: Path) -> None:
    """G58."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2"})
    copy = repository.clone(tmp_path / "copy", "--reference", repository.directory, branch="feature")
    assert differing(commits(copy, "origin/main", "feature")) == ["a.yaml"]
    for file in (copy.top / ".git" / "objects" / "pack").iterdir():
        file.unlink()
    (copy.top / ".git" / "objects" / "info" / "alternates").write_text("/nowhere\n")
    with pytest.raises(Undecided):
        commits(copy, "origin/main", "feature")


def test_without_git_it_is_undecided(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G60: neither a relative folder of the PATH nor one without git counts."""
    repository.commit("Start", {"a.yaml": "1"})
    shutil.copy("/bin/true", tmp_path / "git")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}/nowhere")
    with pytest.raises(Undecided, match="git is not installed"):
        commits(repository)
