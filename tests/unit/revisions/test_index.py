from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from tests.repositories import Repository, environment
from tests.unit.revisions.asking import contents, differing, only, staged

if TYPE_CHECKING:
    from pathlib import Path

_HOOK = """\
import sys
sys.path.insert(0, {root!r})
from configguard.model.revision import Ask
from configguard.revisions import compare
found = compare(Ask(".", staged=True))
with open({report!r}, "a") as report:
    for pair in found.differences[0]:
        after = pair.head and found.head.read([pair.head])[pair.head]
        print(pair.path, after and after.decode(), file=report)
"""


def test_what_is_staged_is_read_and_not_the_file(repository: Repository) -> None:
    """G36."""
    oid = repository.commit("Start", {"c.yaml": "a: 1\n", "d.yaml": "1"})
    repository.write("c.yaml", "a: 4\n")
    repository.add()
    repository.write("c.yaml", "a: 99\n")
    repository.write("d.yaml", "not staged")
    found = staged(repository)
    assert contents(found, "c.yaml") == (b"a: 1\n", b"a: 4\n")
    assert differing(found) == ["c.yaml"]
    assert found.tip.revision.oid == oid
    assert str(found.head.revision) == "the index"


def test_there_is_no_message_yet_and_the_old_one_is_not_read(repository: Repository) -> None:
    """G44."""
    repository.commit("Start\n\nConfig-Scope: everything\n", {"c.yaml": "1"})
    found = staged(repository)
    assert found.messages is None
    assert found.messages_missing == "there is no commit message yet"
    assert "--message-file" in found.messages_cure


def test_additions_removals_and_modes_are_differences(repository: Repository) -> None:
    repository.commit("Start", {"gone.yaml": "1", "mode.sh": "1"})
    repository.write_all({"gone.yaml": None, "new.yaml": "1"})
    (repository.top / "mode.sh").chmod(0o755)
    repository.add()
    found = staged(repository)
    assert differing(found) == ["gone.yaml", "mode.sh", "new.yaml"]
    assert [file.path for file in found.head.files()] == ["mode.sh", "new.yaml"]
    assert found.head.find("gone.yaml") is None
    assert found.head.find("new.yaml") == only(found, "new.yaml").head


def test_before_the_first_commit_all_is_new(repository: Repository) -> None:
    """G15."""
    repository.write("a.yaml", "1")
    repository.add()
    found = staged(repository)
    assert only(found, "a.yaml").base is None
    assert found.bases[0].revision.kind == "empty"
    assert list(found.bases[0].files()) == []
    assert found.bases[0].find("a.yaml") is None
    assert any("nothing has been committed yet" in note for note in found.notes)


def test_before_the_first_commit_of_a_sha256_repository_all_is_new(tmp_path: Path) -> None:
    """G15, G57."""
    repository = Repository(tmp_path / "long", object_format="sha256")
    repository.write("a.yaml", "1")
    repository.add()
    assert contents(staged(repository), "a.yaml") == (None, b"1")


def test_conflicts_are_undecided(repository: Repository) -> None:
    """G40."""
    repository.commit("Start", {"c.yaml": "a: 1\n"})
    repository.branch("side")
    repository.commit("Side", {"c.yaml": "a: 2\n"})
    repository.switch("main")
    repository.commit("Main", {"c.yaml": "a: 3\n"})
    assert repository.run("merge", "side").returncode == 1
    with pytest.raises(Undecided, match=r"c\.yaml has merge conflicts"):
        staged(repository)


def test_what_is_only_intended_to_be_added_is_not_committed(repository: Repository) -> None:
    """G41."""
    repository.commit("Start", {"c.yaml": "1"})
    repository.write("new.yaml", "1")
    repository.git("add", "--intent-to-add", "new.yaml")
    found = staged(repository)
    assert differing(found) == []
    assert found.head.find("new.yaml") is None


def test_a_merge_in_progress_is_said(repository: Repository) -> None:
    """G39."""
    repository.commit("Start", {"c.yaml": "1"})
    repository.branch("side")
    repository.commit("Side", {"d.yaml": "1"})
    repository.switch("main")
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    found = staged(repository)
    assert differing(found) == ["d.yaml"]
    assert found.notes == ("a merge is in progress, so all that it brings is compared",)


def test_a_given_base_is_compared_from_where_head_left_it(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1", "b.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2"})
    repository.write("b.yaml", "2")
    repository.add()
    assert differing(staged(repository, "main")) == ["a.yaml", "b.yaml"]


def test_another_index_that_the_environment_names_is_read(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G35: a relative name is taken from the top folder, wherever the guard runs."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.write("a.yaml", "2")
    repository.git("add", "a.yaml", environ={"GIT_INDEX_FILE": ".git/other"})
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    monkeypatch.chdir("/")
    assert contents(staged(repository), "a.yaml") == (b"1", b"2")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert differing(staged(repository)) == []


def test_an_index_that_is_not_there_is_undecided(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """G35: git takes it for an empty one, in which all files are gone."""
    repository.commit("Start", {"a.yaml": "1"})
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/absent")
    with pytest.raises(Undecided, match="does not exist"):
        staged(repository)


def test_an_index_of_another_repository_is_undecided(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G34, G35: `git --git-dir=… commit` runs its hooks in a folder that may lie in another repository."""
    repository.commit("Start", {"a.yaml": "1"})
    other = Repository(tmp_path / "other")
    other.commit("Other", {"a.yaml": "2"})
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git" / "index"))
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    with pytest.raises(Undecided, match="is not the repository of"):
        staged(repository)
    assert differing(staged(other)) == []
    monkeypatch.setenv("GIT_DIR", ".git")
    assert differing(staged(other)) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["staged.yaml 2"]),
        (("--all",), ["also.yaml 2", "staged.yaml 2"]),
        (("--only", "also.yaml"), ["also.yaml 2"]),
        (("--include", "also.yaml"), ["also.yaml 2", "staged.yaml 2"]),
        (("--amend",), ["staged.yaml 2"]),
    ],
)
@pytest.mark.parametrize("place", [".", "folder", "linked"])
def test_a_hook_sees_what_the_commit_will_hold(
    repository: Repository, tmp_path: Path, options: tuple[str, ...], expected: list[str], place: str
) -> None:
    """G35, G37: commit, -a, --only, --include, --amend; from a folder and in a linked work tree."""
    repository.commit("Start", {"staged.yaml": "1", "also.yaml": "1", "folder/x": "1"})
    report = tmp_path / "report"
    _install_hook(repository, report)
    if place == "linked":
        repository.git("worktree", "add", "--quiet", "-b", "linked", str(tmp_path / "linked"))
        repository = Repository(tmp_path / "linked", init=False)
    repository.write_all({"staged.yaml": "2", "also.yaml": "2"})
    repository.git("add", "staged.yaml")
    here = [":(top)" + option if option.endswith(".yaml") else option for option in options]
    inside = ("-C", "folder") if place == "folder" else ()
    repository.git(*inside, "commit", "--quiet", "--message=Change", *here)
    assert report.read_text().splitlines() == expected


def _install_hook(repository: Repository, report: Path) -> None:
    root = os.getcwd()  # noqa: PTH109 - the folder from which the tests run
    script = repository.top / ".git" / "hook.py"
    script.write_text(_HOOK.format(root=root, report=str(report)))
    hook = repository.top / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec {sys.executable} -W error {script}\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    assert environment()["GIT_CONFIG_GLOBAL"] == os.devnull
