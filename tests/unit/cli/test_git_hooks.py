"""The hooks that `install` sets up judge what each commit and push will bring, and leave others' hooks alone."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from configguard.cli.install import HOOKS
from tests.unit.cli.commands import API, Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]
SIZE = API.replace("size: 10", "size: 20")
HOST = API.replace("db-primary", "db-replica")
EMAIL = "Widen\n\nConfig-Scope: email\n"


@pytest.fixture
def hooks(desk: Desk) -> Path:
    desk.repository.switch("main")
    assert desk.run("install").status == 0
    return desk.repository.top / ".git" / "hooks"


def commit(desk: Desk, text: str, *options: str) -> tuple[bool, str]:
    """Whether a commit of this text was made, and what was said."""
    desk.repository.write("config/api.yaml", text)
    desk.repository.add()
    done = desk.repository.run("commit", *options, environ={"HOME": "/nonexistent"})
    return done.returncode == 0, (done.stdout + done.stderr).decode()


def test_it_writes_every_hook_for_this_very_installation(desk: Desk, hooks: Path) -> None:
    for name in HOOKS:
        assert stat.S_IMODE((hooks / name).stat().st_mode) == 0o755
        script = (hooks / name).read_text("utf-8")
        assert sys.executable in script
        assert f'-I -m configguard hook {name} "$@"' in script
    assert desk.run("install").status == 0, "it can be done again"


def test_a_commit_that_keeps_its_word_is_made_and_one_that_strays_is_not(desk: Desk, hooks: Path) -> None:  # noqa: ARG001 - they are installed
    assert commit(desk, SIZE, "-m", EMAIL)[0]
    made, said = commit(desk, SIZE.replace("db-primary", "db-replica"), "-m", EMAIL)
    assert not made
    assert "database.host" in said


def test_what_needs_no_words_is_refused_before_there_are_any(desk: Desk, hooks: Path) -> None:  # noqa: ARG001 - as above
    made, said = commit(desk, API + "smtp:\n  pool: 1\n", "-m", EMAIL)
    assert not made
    assert "duplicate-key" in said


@pytest.mark.parametrize("char", ["#", ";"])
def test_the_message_offers_the_lines_that_would_cover_the_commit(desk: Desk, hooks: Path, char: str) -> None:  # noqa: ARG001 - as above
    desk.repository.git("config", "core.commentChar", char)
    desk.repository.git("config", "commit.verbose", "false")
    take = f"sed -i -e '1s/.*/Widen the pool/' -e 's/^{char} Config-Scope/Config-Scope/'"
    desk.repository.git("config", "core.editor", take)
    made, said = commit(desk, SIZE)
    assert made, said
    assert desk.repository.git("log", "-1", "--format=%B").rstrip() == "Widen the pool\n\nConfig-Scope: email"


@pytest.mark.parametrize("options", [["-m", "Widen"], ["-m", EMAIL], ["--amend", "--no-edit"]])
def test_a_message_that_is_given_is_left_as_it_is(desk: Desk, hooks: Path, options: list[str]) -> None:  # noqa: ARG001 - as above
    assert commit(desk, SIZE, "-m", EMAIL)[0]
    commit(desk, SIZE.replace("20", "30"), *options)
    assert "#" not in desk.repository.git("log", "-1", "--format=%B")


def test_an_editor_that_is_left_without_a_word_makes_no_commit(desk: Desk, hooks: Path) -> None:  # noqa: ARG001 - as above
    desk.repository.git("config", "core.editor", "true")
    made, said = commit(desk, SIZE)
    assert not made
    assert "empty commit message" in said


def test_a_push_is_judged_from_where_the_remote_has_the_branch(desk: Desk, hooks: Path, tmp_path: Path) -> None:  # noqa: ARG001 - as above
    desk.repository.git("init", "--quiet", "--bare", str(tmp_path / "remote"))
    desk.repository.git("remote", "add", "origin", str(tmp_path / "remote"))
    desk.repository.git("push", "--quiet", "--no-verify", "origin", "main")
    desk.repository.write("config/api.yaml", HOST)
    desk.repository.git("commit", "--quiet", "--no-verify", "-a", "-m", EMAIL)
    refused = desk.repository.run("push", "origin", "main")
    assert refused.returncode != 0
    assert b"database.host" in refused.stdout + refused.stderr
    desk.repository.git("reset", "--quiet", "--hard", "HEAD^")
    desk.repository.write("config/api.yaml", SIZE)
    desk.repository.git("commit", "--quiet", "--no-verify", "-a", "-m", EMAIL)
    assert desk.repository.run("push", "origin", "main").returncode == 0
    assert desk.repository.run("push", "origin", "--delete", "main").returncode in {0, 1}


def test_a_hook_of_somebody_elses_is_left_and_nothing_is_half_done(desk: Desk) -> None:
    hooks = desk.repository.top / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "commit-msg").write_text("#!/bin/sh\nexit 0\n", "utf-8")
    ran = desk.run("install")
    assert ran.status == 2
    assert 'exec configguard hook commit-msg "$@"' in ran.err
    assert {path.name for path in hooks.iterdir() if not path.name.endswith(".sample")} == {"commit-msg"}
    assert desk.run("install", "--hook", "pre-commit").status == 0
    assert desk.run("install", "--remove").status == 0
    assert (hooks / "commit-msg").read_text("utf-8") == "#!/bin/sh\nexit 0\n"
    assert not (hooks / "pre-commit").exists()


def test_removing_takes_out_its_own_and_says_where_there_is_none(desk: Desk, hooks: Path) -> None:
    assert desk.run("install", "--remove").status == 0
    assert not any((hooks / name).exists() for name in HOOKS)
    assert desk.run("install", "--remove").err == "there was no hook of ConfigGuard's\n"


def test_hooks_go_where_the_repository_has_them(desk: Desk) -> None:
    desk.repository.git("config", "core.hooksPath", "tools/hooks")
    assert desk.run("install", "--hook", "pre-commit").status == 0
    assert (desk.repository.top / "tools/hooks/pre-commit").exists()


def test_hooks_for_every_repository_are_not_touched(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text("[core]\nhooksPath = /somewhere\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    ran = desk.run("install")
    assert ran.status == 2
    assert "for every repository" in ran.err
    assert "git config --local core.hooksPath" in ran.err


def test_a_linked_work_tree_shares_its_hooks(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.repository.git("worktree", "add", "--quiet", "-b", "linked", str(tmp_path / "linked"))
    monkeypatch.chdir(tmp_path / "linked")
    assert desk.run("install").status == 0
    assert os.access(desk.repository.top / ".git" / "hooks" / "commit-msg", os.X_OK)
