from __future__ import annotations

import os
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from configguard.errors import GuardError, Undecided
from configguard.revisions import _conversation
from tests.patience import patience
from tests.unit.revisions.asking import commits, contents, differing, staged, worktree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.repositories import Repository

    Fake = Callable[[str, str], None]

_CUT_OFF = (
    '"$real" "$@" | head -c {}; exit 137;',
    # for the one that waits for questions: each byte is handed on at once
    'exec bash -c \'exec dd bs=1 count={} status=none < <(exec "$0" "$@")\' "$real" "$@";',
)
_COMMANDS = ["rev-parse", "merge-base", "rev-list", "diff-tree", "cat-file"]


@pytest.fixture
def changed(repository: Repository) -> Repository:
    repository.commit("Start", {"a.yaml": "a: 1\n", "d/b.yaml": "b: 1\n"})
    repository.branch("feature")
    repository.commit("Half of it", {"a.yaml": "a: 2\n"})  # of a single commit, git need not be asked as much
    repository.commit("On", {"d/b.yaml": "b: 2\n"})
    return repository


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a git in front that does something else for one command; `$real` is the true one."""
    path = os.environ["PATH"]
    folder = tmp_path / "fake"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{path}")

    def put(command: str, instead: str) -> None:
        real = shlex.quote(str(shutil.which("git", path=path)))
        file = folder / "git"
        file.write_text(
            f'#!/bin/sh\nreal={real}\nfor word in "$@"; do\n'
            f'  if [ "$word" = {command} ]; then {instead}\n  fi\ndone\nexec "$real" "$@"\n'
        )
        file.chmod(0o755)

    return put


def _judge(repository: Repository) -> tuple[object, ...]:
    """All that can be known of the change."""
    found = commits(repository)
    texts = [contents(found, path) for path in differing(found)]
    return found.differences, found.messages, texts, found.head.find("d/b.yaml"), found.tip.revision


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_git_that_is_cut_off_anywhere_never_gives_another_answer(
    changed: Repository, fake: Fake, command: str
) -> None:
    """G32."""
    truth = _judge(changed)
    refused = []
    for length in [*range(0, 40, 9), *range(41, 600, 41)]:
        fake(command, _CUT_OFF[command == "cat-file"].format(length))
        try:
            assert _judge(changed) == truth
        except GuardError:
            refused.append(length)
    assert refused[:4] == [0, 9, 18, 27]


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_git_that_says_nothing_and_is_content_is_not_believed(changed: Repository, fake: Fake, command: str) -> None:
    """G32."""
    fake(command, "exit 0;")
    with pytest.raises(GuardError):
        _judge(changed)


@pytest.mark.parametrize("command", ["ls-files", "diff-index"])
def test_a_git_that_fails_fails_the_index_and_the_work_tree(changed: Repository, fake: Fake, command: str) -> None:
    """G32."""
    fake(command, '"$real" "$@"; kill -9 $$;')
    with pytest.raises(Undecided, match=f"git {command} failed"):
        worktree(changed)
    with pytest.raises(Undecided, match=f"git {command} failed"):
        list(staged(changed).head.files())


@pytest.mark.parametrize(
    "answer",
    [
        "nonsense",
        "0123456789012345678901234567890123456789 commit",
        "0123456789012345678901234567890123456789 commit 99999999",
        "0123456789012345678901234567890123456789 blob -1",
        "abc commit 0",
        "",
    ],
)
def test_an_object_that_is_announced_otherwise_is_not_believed(changed: Repository, fake: Fake, answer: str) -> None:
    """G30."""
    fake("cat-file", f"echo {shlex.quote(answer)}; exit 0;")
    with pytest.raises(GuardError):
        _judge(changed)


def test_another_object_than_the_one_asked_for_is_not_believed(changed: Repository, fake: Fake) -> None:
    """G30: also where the first process is still the true one."""
    found = commits(changed)
    fake("cat-file", f'echo "{changed.oid()} blob 1"; echo x; exit 0;')
    file = found.differences[0][0].head
    assert file is not None
    assert found.head.read([file]) == {file: b"a: 2\n"}
    with pytest.raises(GuardError):
        commits(changed)


def test_a_git_that_complains_without_end_is_heard_out(changed: Repository, fake: Fake) -> None:
    """No pipe fills up."""
    truth = _judge(changed)
    for command in _COMMANDS:
        fake(command, 'head -c 1000000 /dev/zero | tr \'\\0\' x >&2; exec "$real" "$@";')
        assert _judge(changed) == truth


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_git_that_hangs_is_given_up(
    changed: Repository, fake: Fake, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(_conversation, "PATIENCE", 0.05)
    monkeypatch.setattr(_conversation, "_GONE", 0.05)
    fake(command, "exec sleep 30;")
    with patience(), pytest.raises(Undecided, match="git has not answered"):
        _judge(changed)


def test_many_contents_are_read_in_one_go_with_one_process(repository: Repository, fake: Fake, tmp_path: Path) -> None:
    """Thousands of questions and answers at once fill no pipe."""
    repository.commit("Start", {f"d{n % 7}/{n}.yaml": f"a: {n}\n" * 100 for n in range(3000)})
    fake("cat-file", f'echo x >> {tmp_path}/count; exec "$real" "$@";')
    tree = commits(repository).head
    files = list(tree.files())
    contents_of = tree.read(files)
    assert len(contents_of) == 3000
    assert all(contents_of[f] == f"a: {f.path.split('/')[1].removesuffix('.yaml')}\n".encode() * 100 for f in files)
    assert tree.find("d1/1.yaml") is not None
    assert (tmp_path / "count").read_text() == "x\n"
