"""One change is judged alike in every form that git has for a repository: byte for byte, but for the ids of commits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from configguard import reporters
from configguard.model.plugins import Style
from tests.repositories import Repository
from tests.unit.guard.asking import POLICY, of_commits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

API = "smtp:\n  host: mx1\nbilling:\n  plan: a\n"
FILES = {".configguard.yaml": POLICY, "config/api.yaml": API, "config/inner/x.yaml": "a: 1\n", "docs/y.md": "y"}
_OID = re.compile(r"\b[0-9a-f]{7,64}\b")


def made(top: Path, object_format: str = "sha1") -> Repository:
    """A change that strays, in a repository of the usual form."""
    git = Repository(top, object_format=object_format)
    git.commit("Begin", FILES)
    git.branch("work")
    git.commit(
        "Mail\n\nConfig-Scope: email\n", {"config/api.yaml": API.replace("mx1", "mx2").replace("plan: a", "plan: b")}
    )
    git.commit("More\n", {"config/inner/x.yaml": None})
    return git


def said(git: Repository, base: str = "main", head: str = "work") -> str:
    """The whole report, without the ids of commits."""
    return _OID.sub("ID", reporters.render("json", of_commits(git, base=base, head=head), Style(width=100)))


def linked(git: Repository, folder: Path) -> Repository:
    git.git("worktree", "add", "--quiet", "--detach", str(folder / "linked"), "main")
    return Repository(folder / "linked", init=False)


def apart(git: Repository, folder: Path) -> Repository:
    git.git("init", "--quiet", f"--separate-git-dir={folder / 'apart'}")
    return git


def submodule(git: Repository, folder: Path) -> Repository:
    outer = Repository(folder / "outer")
    allowed = ("-c", "protocol.file.allow=always")
    outer.git(*allowed, "submodule", "--quiet", "add", "--branch", "work", f"file://{git.top}", "inner")
    inner = Repository(outer.top / "inner", init=False)
    inner.git("branch", "main", "origin/main")
    return inner


def sparse(git: Repository, folder: Path) -> Repository:
    copy = cloned(git, folder, "--no-checkout")
    copy.git("sparse-checkout", "set", "--cone", "--sparse-index", "docs")
    copy.git("checkout", "--quiet", "work")
    assert not (copy.top / "config").exists()
    return copy


def cloned(git: Repository, folder: Path, *options: str) -> Repository:
    copy = git.clone(folder / "copy", *options, branch="work")
    copy.git("branch", "main", "origin/main")
    return copy


def partial(git: Repository, folder: Path) -> Repository:
    """One that has fetched what it lacked."""
    copy = cloned(git, folder, "--filter=blob:none", "--no-checkout")
    copy.git("fetch", "--quiet", "--refetch", "--no-filter", "origin")
    return copy


def borrowing(git: Repository, folder: Path) -> Repository:
    git.git("clone", "--quiet", "--shared", "--branch", "work", git.directory, str(folder / "copy"))
    copy = Repository(folder / "copy", init=False)
    copy.git("branch", "main", "origin/main")
    return copy


def packed(git: Repository, _folder: Path) -> Repository:
    """All in packs, with a commit graph, a bitmap, packed refs and a split index."""
    git.git("repack", "-a", "-d", "-q", "--write-bitmap-index")
    git.git("commit-graph", "write", "--reachable")
    git.git("pack-refs", "--all", "--prune")
    git.git("update-index", "--split-index", "--untracked-cache")
    return git


def empty_handed(git: Repository, _folder: Path) -> Repository:
    """Without a single file in the work tree, on a detached head."""
    git.git("checkout", "--quiet", "--detach", "main")
    for path in ("config/api.yaml", "config/inner/x.yaml", "docs/y.md", ".configguard.yaml"):
        git.write(path, None)
    return git


FORMS = (linked, apart, submodule, sparse, cloned, partial, borrowing, packed, empty_handed)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_a_repository_is_judged_alike(
    form: Callable[[Repository, Path], Repository], tmp_path: Path
) -> None:
    """G07, G28, G33, G58."""
    git = made(tmp_path / "repository")
    expected = said(git)
    assert '"verdict": "fail"' in expected
    assert said(form(git, tmp_path)) == expected


def test_a_repository_of_longer_ids_is_judged_alike(tmp_path: Path) -> None:
    """G57."""
    assert said(made(tmp_path / "long", "sha256")) == said(made(tmp_path / "short"))


def test_a_detached_head_is_named_by_its_id(tmp_path: Path) -> None:
    """G07."""
    git = made(tmp_path / "repository")
    oid = git.oid("work")
    git.git("checkout", "--quiet", "--detach", "work")
    report = of_commits(git, head=oid)
    assert str(report.head) == oid[:7]
    assert said(git, head="HEAD") == said(git).replace('"work"', '"HEAD"')
