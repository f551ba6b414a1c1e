"""What a change can bring to mislead git itself, or whoever reads git's objects otherwise than git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from configguard.revisions._commits import look_up
from configguard.revisions._repository import discover
from tests.unit.revisions.asking import commits, contents, differing, only, staged, worktree

if TYPE_CHECKING:
    from tests.repositories import Repository

_SILENT = '[submodule "c"]\n\tpath = c.yaml\n\turl = ../c\n\tignore = all\n'


@pytest.mark.parametrize("where", ["the change", "the settings"])
def test_nothing_keeps_git_silent_about_a_submodule(repository: Repository, where: str) -> None:
    """G25, G26: `ignore = all` in a .gitmodules of the work tree makes git leave the pointer out."""
    start = repository.commit("Start", {"a.yaml": "1"})
    repository.point("c.yaml", start)
    repository.commit_staged("Pointer")
    repository.branch("feature")
    repository.write("a.yaml", "2")
    if where == "the change":
        repository.write(".gitmodules", _SILENT)
    else:
        repository.git("config", "diff.ignoreSubmodules", "all")
        repository.git("config", "submodule.c.ignore", "all")
    repository.git("add", "a.yaml", *([".gitmodules"] if where == "the change" else []))
    repository.point("c.yaml", repository.oid())
    for found in (staged(repository), worktree(repository, "main")):
        assert "c.yaml" in differing(found)
    repository.commit_staged("Bump")
    found = commits(repository)
    assert {"a.yaml", "c.yaml"} <= set(differing(found))
    assert found.messages is not None
    assert "c.yaml" in (found.messages[0].files or ())


def test_a_name_that_stands_twice_in_a_folder_is_undecided(repository: Repository) -> None:
    """Git lists both, one checkout takes the first and another the last."""
    repository.commit("Start", {"a.yaml": "a: 1\n"})
    good, evil = repository.oid("HEAD:a.yaml"), repository.store("a: EVIL\n")
    for first, second in ((good, evil), (evil, good)):
        head = repository.forge(("100644", first, "a.yaml"), ("100644", second, "a.yaml"))
        with pytest.raises(Undecided, match=r"names one file twice|do not hold"):
            commits(repository, "main", head)
        with pytest.raises(Undecided, match="names one file twice"):
            commits(repository, head, head).head.find("a.yaml")


def test_a_folder_that_is_not_in_order_is_undecided(repository: Repository) -> None:
    """Git walks two folders side by side, and loses its way in one that is not sorted."""
    repository.commit("Start", {"a.yaml": "1", "b.yaml": "1"})
    a, b = repository.oid("HEAD:a.yaml"), repository.oid("HEAD:b.yaml")
    head = repository.forge(("100644", b, "b.yaml"), ("100644", a, "a.yaml"))
    with pytest.raises(Undecided, match=r"names one file twice|do not hold"):
        commits(repository, "main", head)


def test_a_name_with_a_slash_is_undecided(repository: Repository) -> None:
    """It passes for a file of a folder, and is none."""
    repository.commit("Start", {"d/a.yaml": "1"})
    head = repository.forge(("40000", repository.oid("HEAD:d"), "d"), ("100644", repository.store("2"), "d/b.yaml"))
    with pytest.raises(Undecided, match=r"the folders of d/b\.yaml do not hold"):
        commits(repository, "main", head)


@pytest.mark.parametrize(
    ("written", "taken"), [("100664", 0o100644), ("100600", 0o100644), ("100775", 0o100755), ("100744", 0o100755)]
)
def test_a_mode_of_old_is_what_git_takes_it_for(repository: Repository, written: str, taken: int) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    head = repository.forge((written, repository.store("2"), "a.yaml"))
    found = commits(repository, "main", head)
    assert contents(found, "a.yaml") == (b"1", b"2")
    assert only(found, "a.yaml").head == found.head.find("a.yaml") == next(found.head.files())
    assert next(found.head.files()).mode == taken


def test_words_behind_a_nul_are_not_heard(repository: Repository) -> None:
    """Git shows none of them, so nobody could review them."""
    repository.commit("Start", {"a.yaml": "1"})
    tree, parent = repository.oid("HEAD^{tree}"), repository.oid()
    who = "Ada <ada@example.org> 1700000000 +0000"
    head = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\n"
    text = f"{head}Tidy\n\0\nConfig-Scope: everything\n"
    oid = repository.git("hash-object", "-t", "commit", "-w", "--stdin", feed=text.encode())
    assert [said.text for said in commits(repository, parent, oid).messages or ()] == ["Tidy\n"]


@pytest.mark.parametrize("name", ["main\nmain", "main\n", "\n"])
def test_a_line_break_makes_no_second_question(repository: Repository, name: str) -> None:
    """G47: the answer to the second would be taken for that to the next."""
    oid = repository.commit("Start", {"a.yaml": "1"})
    opened = discover(repository.directory)
    assert look_up(opened, name) is None
    found = look_up(opened, "main")
    assert found is not None
    assert found.oid == oid
