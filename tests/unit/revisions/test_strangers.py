from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from configguard.model.revision import Ask
from configguard.revisions import compare
from tests.repositories import Repository
from tests.unit.revisions.asking import commits, contents, differing, staged, worktree

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = (
    b"z\xe9.yaml",
    b":x.yaml",
    b"-rf.yaml",
    b"--output=x.yaml",
    b":(exclude)x.yaml",
    b"*.yaml",
    b"$(id).yaml",
    b"::error::x.yaml",
    b"a\nb.yaml",
    b"\nfirst.yaml",
    b"last.yaml\n",
    b"tab\t.yaml",
    b'quote".yaml',
    b"back\\slash.yaml",
    b" blank .yaml ",
    b"\x1b[31m.yaml",
    "\u202edlrow.yaml".encode(),
    "\u00e9.yaml".encode(),
    "e\u0301.yaml".encode(),
    b"folder\n/-x\xff/inner.yaml",
)
_TEXTS = [name.decode("utf-8", "surrogateescape") for name in _NAMES]


def _full_of_traps(repository: Repository, sentinel: Path) -> None:
    """Settings and attributes that run a program wherever git lets them."""
    run = f"touch {sentinel}; cat"
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "credential.helper",
        "alias.diff-tree",
        "alias.cat-file",
    ):
        repository.git("config", key, f"!{run}" if key.startswith(("alias", "credential")) else run)
    repository.git("config", "filter.trap.required", "true")
    (repository.top / ".git" / "info").mkdir(exist_ok=True)
    (repository.top / ".git" / "info" / "attributes").write_text("*.yaml diff=trap filter=trap\n")
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"):
        hook = repository.top / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {sentinel}\n")
        hook.chmod(0o755)


def test_nothing_that_the_repository_names_is_run(repository: Repository, tmp_path: Path) -> None:
    """G52, G53, G54."""
    repository.commit("Start", {"a.yaml": "1", "b.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2", ".gitattributes": "*.yaml -diff diff=trap filter=trap\n"})
    sentinel = tmp_path / "sentinel"
    repository.write("b.yaml", "3")
    _full_of_traps(repository, sentinel)
    assert contents(commits(repository), "a.yaml") == (b"1", b"2")
    assert contents(worktree(repository), "b.yaml") == (b"1", b"3")
    assert differing(staged(repository)) == []
    for found in (commits(repository), worktree(repository), staged(repository)):
        files = list(found.head.files())
        assert len(found.head.read(files)) == len(files)
    assert not sentinel.exists()
    assert repository.run("status").returncode >= 0
    assert sentinel.exists(), "the traps would have sprung"


def test_a_bare_repository_that_a_change_brings_is_not_trusted(repository: Repository, tmp_path: Path) -> None:
    sentinel = tmp_path / "sentinel"
    inner = repository.top / "inner"
    repository.commit("Start", {"a.yaml": "1"})
    repository.clone(inner, "--bare")
    with (inner / "config").open("a") as config:
        config.write(f'[core]\n\tfsmonitor = "touch {sentinel};"\n\tworktree = ..\n')
    with pytest.raises(Undecided, match="bare repository"):
        compare(Ask(str(inner)))
    assert not sentinel.exists()


def test_every_odd_name_is_listed_and_read(repository: Repository) -> None:
    """G46, G47: in commits, in the index, in the work tree, in messages."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.commit("Odd", {name: name for name in _NAMES})
    found = commits(repository)
    assert sorted(differing(found)) == sorted(_TEXTS)
    for name, text in zip(_NAMES, _TEXTS, strict=True):
        assert contents(found, text) == (None, name)
    assert found.messages is not None
    assert found.messages[0].files == frozenset(_TEXTS)
    assert sorted(file.path for file in found.head.files()) == sorted([*_TEXTS, "a.yaml"])


def test_every_odd_name_is_seen_in_index_and_work_tree(repository: Repository) -> None:
    """G46."""
    repository.commit("Start", dict.fromkeys(_NAMES, b"1"))
    repository.write_all(dict.fromkeys(_NAMES, b"2"))
    assert sorted(differing(worktree(repository))) == sorted(_TEXTS)
    repository.add()
    found = staged(repository)
    assert sorted(differing(found)) == sorted(_TEXTS)
    assert all(contents(found, text) == (b"1", b"2") for text in _TEXTS)


def test_an_odd_name_that_is_not_yet_added_is_seen(repository: Repository) -> None:
    """G46."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.write_all({name: name for name in _NAMES})
    found = worktree(repository)
    assert sorted(differing(found)) == sorted(_TEXTS)
    assert contents(found, _TEXTS[0]) == (None, _NAMES[0])


def test_names_that_look_like_gits_own_answers_shift_nothing(repository: Repository) -> None:
    start = repository.commit("Start", {"a.yaml": "1"})
    tree = repository.oid("HEAD^{tree}")
    name = f"{tree} {tree}\n:100644 000000 {start} {start} D"
    repository.branch("feature")
    repository.commit("Odd", {name: "1", "b.yaml": "2"})
    repository.commit("Next", {"c.yaml": "1"})
    messages = commits(repository).messages
    assert messages is not None
    assert [m.files for m in messages] == [frozenset({name, "b.yaml"}), frozenset({"c.yaml"})]


@pytest.mark.parametrize(
    "name",
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_CONFIG",
        "GIT_CONFIG_PARAMETERS",
        "GIT_EXTERNAL_DIFF",
        "GIT_EXEC_PATH",
        "GIT_SHALLOW_FILE",
        "GIT_GRAFT_FILE",
        "GIT_LITERAL_PATHSPECS",
        "GIT_TRACE",
        "GIT_PYTHON_GIT_EXECUTABLE",
    ],
)
def test_what_the_environment_says_of_git_is_not_heard(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """G34."""
    other = Repository(tmp_path / "other")
    other.commit("Other", {"other.yaml": "1"})
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2"})
    monkeypatch.setenv(name, str(other.top / ".git"))
    assert contents(commits(repository), "a.yaml") == (b"1", b"2")
    assert os.environ[name] == str(other.top / ".git")


def test_settings_in_the_environment_are_not_heard(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentinel = tmp_path / "sentinel"
    repository.commit("Start", {"a.yaml": "1"})
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"touch {sentinel};")
    assert differing(worktree(repository)) == []
    assert not sentinel.exists()


def test_a_run_ends_without_a_word_and_leaves_no_process(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    script = (
        "import sys, os; sys.path.insert(0, sys.argv[1])\n"
        "from configguard.model.revision import Ask\n"
        "from configguard.revisions import compare\n"
        "found = compare(Ask(sys.argv[2]))\n"
        "found.tip.find('a.yaml')\n"
    )
    done = subprocess.run(  # noqa: S603 - the tests' own words
        [sys.executable, "-X", "dev", "-W", "error", "-c", script, os.getcwd(), repository.directory],  # noqa: PTH109
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
