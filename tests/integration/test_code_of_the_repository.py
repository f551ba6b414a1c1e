"""Nothing that lies in the guarded repository is run, imported or believed by the installed command and the hooks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from configguard import events
from tests.integration import doors, traps
from tests.integration.test_hooks_of_pre_commit import EMAIL, HOOKS, Hooked
from tests.repositories import Repository, environment

if TYPE_CHECKING:
    from collections.abc import Mapping

INSTALLED = shutil.which("configguard", path=str(Path(sys.executable).parent))
COMMANDS = (
    ("check", "--base", "main", "--head", "HEAD"),
    ("check", "--base", "main", "--head", "HEAD", "--format=sarif"),
    ("check", "--staged", "--no-intent"),
    ("diff", "--base", "main"),
    ("suggest", "--base", "main"),
    ("explain", "config/api.yaml:smtp"),
    ("log", "config/api.yaml:smtp"),
    ("list", "files"),
    ("restore", "--base", "main", "--dry-run", "--", "config/api.yaml"),
    ("schema", "policy"),
    ("completion", "bash"),
)
LOOSE = {
    "CONFIGGUARD_POLICY": "loose.yaml",
    "CONFIGGUARD_ADVISORY": "true",
    "CONFIGGUARD_FAIL_ON": "none",
    "CONFIGGUARD_SCOPE": "storage",
    "CONFIGGUARD_SETTING": "config/api.yaml:database.host",
    "CONFIGGUARD_LEVELS": "outside-intent=off",
    "CONFIGGUARD_FORMAT": "json",
    "CONFIGGUARD_NO_INTENT": "1",
    "CONFIGGUARD_BASE": "HEAD",
    "CONFIGGUARD_DEBUG": "1",
    "CONFIGGUARD_TODAY": "1970-01-01",
}

pytestmark = pytest.mark.skipif(INSTALLED is None, reason="configguard is not installed beside this Python")


class Said(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str


class Trapped:
    """A strayed change in a repository that is full of traps, or in one of none."""

    def __init__(self, folder: Path, files: Mapping[str, str], trace: Path) -> None:
        self.repository = Repository(folder)
        self.trace = trace
        self.repository.commit("Begin", doors.FIRST_FILES)
        self.repository.branch("topic")
        self.repository.commit(EMAIL, {**files, "config/api.yaml": doors.API_STRAYED})
        for name in {"git", "python3"} & set(files):
            (folder / name).chmod(0o755)

    def run(self, *command: str, environ: Mapping[str, str] | None = None) -> Said:
        """Run a program in the repository."""
        done = subprocess.run(  # noqa: S603 - the tests' own words
            command,
            cwd=self.repository.top,
            env={**environment(), **(environ or {})},
            capture_output=True,
            check=False,
            text=True,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def trapped(tmp_path: Path) -> Trapped:
    """The repository full of traps."""
    trace = tmp_path / "trace"
    return Trapped(tmp_path / "repository", traps.traps(trace), trace)


def test_c23_the_installed_command_steps_into_no_trap(trapped: Trapped) -> None:
    for command in COMMANDS:
        said = trapped.run(INSTALLED or "", *command)
        assert said.status in {0, 1}, said
        assert not trapped.trace.exists(), command


def test_c23_what_lies_there_changes_no_judgement(trapped: Trapped, tmp_path: Path) -> None:
    plain = Trapped(tmp_path / "plain", {}, trapped.trace)
    command = (INSTALLED or "", *COMMANDS[0], "--format=json")
    one, other = (json.loads(asked.run(*command).out) for asked in (trapped, plain))
    for part in ("verdict", "policy", "changes", "looked_at"):
        assert one[part] == other[part]
    told, expected = (
        {(f["rule"], f["address"], f["level"]) for f in found["findings"] if f["level"] != "note"}
        for found in (one, other)
    )
    assert ("outside-intent", "config/api.yaml:database.host", "error") in expected
    assert {rule for rule, _, _ in told - expected} == {"policy-change"}, "of .gitattributes, which is an edit"
    assert expected <= told


def test_c23_a_path_and_a_python_path_of_the_folder_at_hand_lead_to_no_module_and_no_git(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    files = traps.modules(trace, traps.DEPENDENCIES) | {"git": traps.traps(trace)["git"]}
    trapped = Trapped(tmp_path / "repository", files, trace)
    here = {"PATH": f".{os.pathsep}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": f".{os.pathsep}"}
    for command in COMMANDS[:4]:
        assert trapped.run(INSTALLED or "", *command, environ=here).status in {0, 1}
        assert not trace.exists(), command


@pytest.mark.parametrize("option", ["-I", "-P"])
def test_c23_nor_does_python_where_it_is_told_not_to_look(option: str, trapped: Trapped) -> None:
    for command in COMMANDS[:3]:
        assert trapped.run(sys.executable, option, "-m", "configguard", *command).status in {0, 1}
        assert not trapped.trace.exists()


def test_c23_without_being_told_python_loads_what_the_guard_needs_from_elsewhere(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    files = traps.modules(trace, (*traps.DEPENDENCIES, "json", "argparse", "subprocess", "tomllib", "hashlib"))
    trapped = Trapped(tmp_path / "repository", files, trace)
    for command in COMMANDS[:4]:
        assert trapped.run(sys.executable, "-m", "configguard", *command).status in {0, 1}
        assert not trace.exists()


def test_the_traps_are_traps(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    trapped = Trapped(tmp_path / "repository", traps.modules(trace, (traps.BEFORE_ANY_PROGRAM,)), trace)
    trapped.run(sys.executable, "-m", "configguard", "--version")
    assert trace.exists(), "as the page on CI says"


def test_c24_no_variable_of_an_earlier_step_loosens_anything(trapped: Trapped) -> None:
    command = (INSTALLED or "", *COMMANDS[0])
    plain = trapped.run(*command)
    assert plain.status == 1
    assert trapped.run(*command, environ=LOOSE) == plain


def test_c24_only_these_variables_are_looked_at() -> None:
    named = re.compile(r"""environ(?:\.get\(|\[)\s*["'](\w+)|["'](\w+)["'] in os\.environ""")
    # A hook asks what git and pre-commit say of its run, as no check does; GitLab is asked where GitHub has no event.
    apart = ("cli/hook.py", "events/_gitlab.py")
    found = set()
    for path in (doors.ROOT / "configguard").rglob("*.py"):
        if not path.as_posix().endswith(apart):
            found |= {one or other for one, other in named.findall(path.read_text("utf-8"))}
    event = {"GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_SHA"}
    of_git, shown = {"GIT_DIR", "GIT_INDEX_FILE", "PATH"}, {"NO_COLOR", "TERM"}
    # The runner sets the last two anew for each step; another token is told the same by the same API.
    of_github = {"GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_REPOSITORY"}
    assert event <= found <= event | events.SYSTEMS.keys() | of_git | shown | of_github


def test_c23_the_hooks_step_into_no_trap(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    trace = tmp_path / "trace"
    local = [{**hook, "language": "system"} for hook in HOOKS]
    hooked = Hooked(tmp_path, {"repos": [{"repo": "local", "hooks": local}]}, Path(INSTALLED or ""))
    # pre-commit itself runs as `python -m` in the repository: only what it does not load is a trap for the guard.
    lying = traps.modules(trace, ("git", "jsonschema", "deepdiff", "referencing", "sitecustomize", "tomllib"))
    for path, text in {**lying, **traps.SETTINGS, "configguard/__init__.py": lying["git.py"]}.items():
        hooked.stage(path, text)
    hooked.stage("config/api.yaml", doors.API_STRAYED)
    assert "database.host" in (hooked.commit(EMAIL) or "")
    assert not trace.exists()
