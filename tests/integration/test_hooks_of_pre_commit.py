"""The hooks are run by the real pre-commit: what they judge is what the commit will hold."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.integration import doors
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

HOOKS: list[dict[str, Any]] = yaml.safe_load((doors.ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
STAGES = ("pre-commit", "prepare-commit-msg", "commit-msg", "pre-push")
EMAIL = "Raise the pool\n\nConfig-Scope: email\n"

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed")


class Hooked:
    """A repository with a policy, a configuration, and both hooks installed."""

    def __init__(self, folder: Path, config: dict[str, Any], program: Path | None) -> None:
        self.repository = Repository(folder / "repository")
        self.environ = {
            "PRE_COMMIT_HOME": str(folder / "pre-commit"),
            "PATH": doors.path_with(program.parent) if program else os.environ["PATH"],
            "HOME": str(folder),
        }
        files = {**doors.FIRST_FILES, ".pre-commit-config.yaml": json.dumps(config)}
        self.repository.commit("Begin", files)
        subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", "pre_commit", "install", *(f"--hook-type={stage}" for stage in STAGES)],
            cwd=self.repository.top,
            env={**os.environ, **self.environ, "GIT_CONFIG_GLOBAL": os.devnull},
            check=True,
            capture_output=True,
        )

    def commit(self, message: str, *options: str) -> str | None:
        """What the hooks said when they refused the commit, or None when it was made."""
        before = self.repository.run("rev-parse", "HEAD").stdout
        done = self.repository.run("commit", *options, "-m", message, environ=self.environ)
        said = (done.stdout + done.stderr).decode()
        made = self.repository.run("rev-parse", "HEAD").stdout != before
        assert made == (done.returncode == 0), said
        return None if made else said

    def stage(self, path: str, content: str | None) -> None:
        """Write a file and stage it."""
        self.repository.write(path, content)
        self.repository.add()


@pytest.fixture
def hooked(tmp_path: Path) -> Hooked:
    """The hooks as this checkout declares them, run by its own command instead of an installed one."""
    doors.need_command()
    local = [{**hook, "language": "system"} for hook in HOOKS]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    return Hooked(tmp_path, config, doors.command(tmp_path / "bin"))


def test_the_hooks_run_whatever_the_commit_holds() -> None:
    ids = ["configguard", "configguard-message", "configguard-intent", "configguard-push"]
    assert [hook["id"] for hook in HOOKS] == ids
    for hook in HOOKS:
        assert hook["always_run"] is True
        assert hook["language"] == "python"
        assert hook["entry"].split()[0] == "configguard"
        assert not {"files", "types", "types_or", "exclude"} & set(hook)
    assert [hook["pass_filenames"] for hook in HOOKS] == [False, True, True, False]


def test_a_commit_that_does_what_it_says_is_made(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", doors.API_WIDER)
    assert hooked.commit(EMAIL) is None


def test_a_commit_that_strays_is_refused_with_the_setting_s_name(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", doors.API_STRAYED)
    refused = hooked.commit(EMAIL)
    assert refused is not None
    assert "database.host" in refused
    assert "outside-intent" in refused


def test_a_commit_of_everything_that_changed_is_judged_by_what_it_will_hold(hooked: Hooked) -> None:
    hooked.repository.write("config/api.yaml", doors.API_STRAYED)
    assert "database.host" in (hooked.commit(EMAIL, "-a") or "")
    hooked.repository.write("config/api.yaml", doors.API_WIDER)
    assert hooked.commit(EMAIL, "-a") is None


def test_what_is_staged_counts_and_not_what_lies_in_the_work_tree(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", doors.API_WIDER)
    hooked.repository.write("config/api.yaml", doors.API_STRAYED)
    assert hooked.commit(EMAIL) is None


def test_a_file_that_is_deleted_is_judged_though_pre_commit_names_none(hooked: Hooked) -> None:
    hooked.stage("config/old.yaml", None)
    assert "config/old.yaml" in (hooked.commit(EMAIL) or "")
    assert hooked.commit("Drop it\n\nConfig-Scope: storage\n") is None


def test_a_partial_commit_is_judged_without_what_else_is_staged(hooked: Hooked) -> None:
    hooked.stage("config/old.yaml", "a: 2\n")
    hooked.repository.write("config/api.yaml", doors.API_WIDER)
    assert hooked.commit(EMAIL, "config/api.yaml") is None
    assert "config/old.yaml" in (hooked.commit(EMAIL) or "")


def test_an_amended_commit_is_judged_by_its_new_message(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", doors.API_WIDER)
    assert hooked.commit(EMAIL) is None
    hooked.stage("config/api.yaml", doors.API_STRAYED)
    assert "database.host" in (hooked.commit(EMAIL, "--amend") or "")
    assert hooked.commit(f"{EMAIL}Config-Scope: storage\n", "--amend") is None


def test_a_commit_without_configuration_needs_no_word(hooked: Hooked) -> None:
    hooked.stage("notes.md", "y\n")
    assert hooked.commit("Note it") is None


def test_a_commit_with_configuration_and_no_word_is_refused_with_the_words(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", doors.API_WIDER)
    refused = hooked.commit("Raise the pool")
    if refused is not None:  # said as an error where the message is all there will be, else as a warning
        assert "Config-Scope: email" in refused


def test_comments_and_scissors_of_the_message_are_no_words(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", doors.API_STRAYED)
    message = f"{EMAIL}\n# ------------------------ >8 ------------------------\nConfig-Scope: storage\n"
    assert "database.host" in (hooked.commit(message, "--cleanup=scissors") or "")


def test_the_first_hook_sees_what_needs_no_message(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", "database: {host: a, host: b}\n")
    refused = hooked.commit(EMAIL)
    assert "duplicate-key" in (refused or "")
    assert "configguard (what is staged, by what the message says" not in (refused or "")


def test_a_message_that_is_about_to_be_written_offers_the_lines(hooked: Hooked) -> None:
    hooked.stage("config/api.yaml", doors.API_WIDER)
    editor = "sed -i -e '1s/.*/Raise the pool/' -e 's/^# Config-Scope/Config-Scope/'"
    done = hooked.repository.run("-c", f"core.editor={editor}", "commit", environ=hooked.environ)
    assert done.returncode == 0, done.stdout + done.stderr
    assert hooked.repository.git("log", "-1", "--format=%B").rstrip() == EMAIL.rstrip()


def test_a_push_is_judged_from_where_the_remote_has_it(hooked: Hooked, tmp_path: Path) -> None:
    hooked.repository.git("init", "--quiet", "--bare", str(tmp_path / "remote"))
    hooked.repository.git("remote", "add", "origin", str(tmp_path / "remote"))
    hooked.repository.git("push", "--quiet", "--no-verify", "origin", "main")
    hooked.stage("config/api.yaml", doors.API_STRAYED)
    unseen = ("-c", f"core.hooksPath={tmp_path / 'nowhere'}")
    hooked.repository.git(*unseen, "commit", "--quiet", "-m", EMAIL)
    refused = hooked.repository.run("push", "origin", "main", environ=hooked.environ)
    assert refused.returncode != 0
    assert b"database.host" in refused.stdout + refused.stderr
    hooked.repository.git(*unseen, "commit", "--quiet", "--amend", "-m", f"{EMAIL}Config-Scope: storage")
    assert hooked.repository.run("push", "origin", "main", environ=hooked.environ).returncode == 0


def test_pre_commit_installs_the_hooks_from_a_clone(tmp_path: Path) -> None:
    doors.need_command()
    source = Repository(tmp_path / "source")
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        if not (doors.ROOT / name).exists():
            pytest.skip(f"{name} is not here, without which nothing can be installed")
        shutil.copy(doors.ROOT / name, source.top)
    for name in ("configguard", "policies"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(doors.ROOT / name, source.top / name, ignore=ignored)
    hooks = [{"id": hook["id"]} for hook in HOOKS]
    config = {"repos": [{"repo": str(source.top), "rev": source.commit("Release"), "hooks": hooks}]}
    hooked = Hooked(tmp_path, config, None)
    install = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install-hooks"],
        cwd=hooked.repository.top,
        env={**os.environ, **hooked.environ},
        check=False,
        capture_output=True,
        text=True,
    )
    if install.returncode and "No matching distribution" in install.stdout + install.stderr:
        pytest.skip("what ConfigGuard is built from cannot be fetched here")
    assert install.returncode == 0, install.stdout
    hooked.stage("config/api.yaml", doors.API_STRAYED)
    assert "database.host" in (hooked.commit(EMAIL) or "")
    hooked.stage("config/api.yaml", doors.API_WIDER)
    assert hooked.commit(EMAIL) is None
