"""Where history cannot be fetched, the reason and what makes the clone a whole one are said, and nobody is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from configguard.errors import GuardError, Undecided
from configguard.model.revision import Ask
from configguard.revisions import _deepening, compare
from tests.unit.revisions.test_deepening import _deeply, _parted, _shallow

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository


@pytest.fixture
def copy(repository: Repository, tmp_path: Path) -> Repository:
    """A shallow clone that lacks where the branches parted."""
    _parted(repository)
    return _shallow(repository, tmp_path / "copy")


def _refused(copy: Repository) -> GuardError:
    with pytest.raises(Undecided) as caught:
        _deeply(copy)
    assert caught.value.problem.startswith("where ")
    assert "(this clone is shallow: its history is cut off), and " in caught.value.problem
    assert caught.value.cures == ("git fetch --unshallow", "in GitHub Actions: actions/checkout with fetch-depth: 0")
    return caught.value


def test_a_remote_that_is_gone_is_named(copy: Repository) -> None:
    copy.git("remote", "set-url", "origin", "file:///nowhere")
    assert "git could not fetch more: '/nowhere' does not appear to be a git repository" in _refused(copy).problem


def test_a_clone_without_a_remote_says_so(copy: Repository) -> None:
    copy.git("config", "--remove-section", "remote.origin")
    assert _refused(copy).problem.endswith(", and it has no remote")


def test_of_several_remotes_none_is_guessed(copy: Repository) -> None:
    copy.git("config", "--rename-section", "remote.origin", "remote.one")
    copy.git("remote", "add", "other", "file:///nowhere")
    assert _refused(copy).problem.endswith(", and none of several remotes is called origin")


def test_the_one_remote_is_taken_whatever_it_is_called(copy: Repository) -> None:
    copy.git("config", "--rename-section", "remote.origin", "remote.one")
    assert len(_deeply(copy).bases) == 1


@pytest.mark.parametrize("address", ["ext::sh -c true", "git://127.0.0.1:9/x", "evil::x"])
def test_no_way_to_another_git_is_taken_that_runs_a_program_or_hides_nothing(copy: Repository, address: str) -> None:
    copy.git("config", "remote.origin.url", address)
    copy.git("config", "protocol.ext.allow", "always")
    assert "not allowed" in _refused(copy).problem


def test_a_login_in_the_address_is_not_shown(copy: Repository) -> None:
    copy.git("config", "remote.origin.url", "http://ada:s3cret@127.0.0.1:9/x")
    problem = _refused(copy).problem
    assert "127.0.0.1:9" in problem
    assert "s3cret" not in problem
    assert "ada" not in problem


def test_a_remote_that_gives_nothing_more_is_given_up_in_the_end(repository: Repository, tmp_path: Path) -> None:
    _parted(repository)
    middle = _shallow(repository, tmp_path / "middle")
    middle.git("branch", "--quiet", "main", "origin/main")
    copy = _shallow(middle, tmp_path / "copy")
    assert "cut off" in _refused_in_the_end(copy).problem


def _refused_in_the_end(copy: Repository) -> GuardError:
    with pytest.raises(Undecided) as caught:
        _deeply(copy)
    return caught.value


def test_no_further_step_is_begun_when_the_time_is_up(copy: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_deepening, "LONGEST", -1.0)
    assert "fetching more of it took longer than" in _refused(copy).problem


def test_the_clone_that_cannot_be_written_is_said_so(copy: Repository) -> None:
    (copy.top / ".git/shallow.lock").write_bytes(b"")
    assert "shallow.lock" in _refused(copy).problem


def test_messages_that_cannot_be_fetched_stay_unread_and_say_why(repository: Repository, tmp_path: Path) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2"})
    repository.commit("On and on", {"a.yaml": "3"})
    copy = repository.clone(tmp_path / "copy", "--depth=2", branch="feature")
    asked = Ask(copy.directory, base="empty", head="HEAD", deepen=True)
    found = compare(asked)
    copy.git("remote", "set-url", "origin", "file:///nowhere")
    assert found.deeper is not None
    unread = found.deeper()
    assert unread.messages is None
    assert unread.messages_missing.startswith(
        "this clone is shallow, so not all messages of the change can be read, and "
    )
    assert "does not appear to be a git repository" in unread.messages_missing
    assert "fetch-depth: 0" in unread.messages_cure


def test_ssh_is_kept_from_asking_and_is_the_one_that_the_clone_names(copy: Repository, tmp_path: Path) -> None:
    told = tmp_path / "told"
    ssh = tmp_path / "own" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(f"#!{sys.executable}\nimport sys\nopen({str(told)!r}, 'w').write(' '.join(sys.argv[1:]))\n", "utf-8")
    ssh.chmod(0o755)
    copy.git("config", "remote.origin.url", "ssh://host.invalid/x.git")
    copy.git("config", "core.sshCommand", f"{ssh} -i key")
    _refused(copy)
    assert told.read_text("utf-8").startswith("-oBatchMode=yes -i key ")


def test_another_program_than_ssh_is_left_as_it_is_set_up(copy: Repository, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = tmp_path / "connect"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(told)!r}, 'w').write(' '.join(sys.argv[1:]))\n", "utf-8"
    )
    program.chmod(0o755)
    copy.git("config", "remote.origin.url", "ssh://host.invalid/x.git")
    copy.git("config", "core.sshCommand", str(program))
    _refused(copy)
    assert "BatchMode" not in told.read_text("utf-8")
    assert "host.invalid" in told.read_text("utf-8")
