from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked
from configguard.model.revision import Ask
from configguard.revisions import compare
from tests.unit.revisions.asking import commits, contents, differing, only

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for side, value in (("base", "1"), ("head", "2")):
        (tmp_path / side / "deep").mkdir(parents=True)
        (tmp_path / side / "deep" / "a.yaml").write_text(value)
        (tmp_path / side / "same.yaml").write_text("same")
        (tmp_path / side / ".git").mkdir()
        (tmp_path / side / ".git" / "config").write_text(side)
    (tmp_path / "base" / "gone.yaml").write_text("1")
    (tmp_path / "head" / "new.yaml").write_text("1")
    (tmp_path / "head" / "link").symlink_to("/etc/passwd")
    return tmp_path


def test_folders_are_compared_by_content(folders: Path) -> None:
    found = compare(Ask(str(folders), base="base", head="head"))
    assert differing(found) == ["deep/a.yaml", "gone.yaml", "link", "new.yaml"]
    assert contents(found, "deep/a.yaml") == (b"1", b"2")
    assert contents(found, "link") == (None, b"/etc/passwd")
    assert str(found.tip.revision) == "base"
    assert found.root == str(folders / "head")


def test_folders_need_no_git(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert differing(compare(Ask(str(folders), base="base", head="head")))


def test_folders_have_no_messages(folders: Path) -> None:
    found = compare(Ask(str(folders), base="base", head="head"))
    assert found.messages is None
    assert found.messages_missing == "folders have no commit messages"
    assert "--message-file" in found.messages_cure


def test_names_of_any_bytes_are_found(folders: Path) -> None:
    """G46."""
    with open(os.path.join(os.fsencode(folders), b"head", b"z\xe9\n.yaml"), "wb") as file:  # noqa: PTH118, PTH123 - bytes
        file.write(b"1")
    found = compare(Ask(str(folders), base="base", head="head"))
    assert contents(found, "z\udce9\n.yaml") == (None, b"1")
    assert found.head.find("z\udce9\n.yaml") == only(found, "z\udce9\n.yaml").head


def test_a_mode_alone_is_a_difference(folders: Path) -> None:
    """G22."""
    (folders / "head" / "same.yaml").chmod(0o755)
    assert "same.yaml" in differing(compare(Ask(str(folders), base="base", head="head")))


def test_folders_inside_a_repository_are_compared(repository: Repository) -> None:
    repository.commit("Start", {"old/a.yaml": "1", "new/a.yaml": "2"})
    found = commits(repository, "old", "new")
    assert contents(found, "a.yaml") == (b"1", b"2")


def test_a_revision_goes_before_a_folder_of_its_name(repository: Repository) -> None:
    repository.commit("Start", {"main/a.yaml": "1", "feature/a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"b.yaml": "1"})
    assert differing(commits(repository, "main", "feature")) == ["b.yaml"]
    assert differing(commits(repository, "./main", "./feature")) == []


def test_a_folder_and_nothing_is_misasked(folders: Path) -> None:
    with pytest.raises(Misasked, match="not in a git repository"):
        compare(Ask(str(folders), base="base", head="absent"))
