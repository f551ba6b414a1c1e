"""The program as the system starts it: what it returns, that all it says arrives, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import Repository, environment

HEAVY = (
    "deepdiff",
    "jsonschema",
    "referencing",
    "shtab",
    "rich",
    "difflib",
    "inspect",
    "dataclasses",
    "asyncio",
    "email",
    "cel_expr_python",
    "google",
    "configguard.checks",
    "resource",
)
"""None of these is needed to judge YAML without a schema and without checks, and say it as text."""

POLICY = 'version: 1\nfiles: [{ match: "*.yaml" }]\nscopes: { a: { settings: ["a.yaml"] } }\n'


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A change of two files of which one was declared."""
    made = Repository(tmp_path / "repository")
    made.commit("Begin", {".configguard.yaml": POLICY, "a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
    made.branch("change")
    made.commit("Tune\n\nConfig-Scope: a", {"a.yaml": "a: 2\n", "b.yaml": "b: 2\n"})
    return made


def _run(repository: Repository, *command: str, stdout: int | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the tests' own words
        [sys.executable, *command],
        cwd=repository.top,
        env=environment(),
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_the_status_and_all_of_the_report_arrive(repository: Repository) -> None:
    done = _run(repository, "-I", "-m", "configguard", "check", "--base", "main", "--head", "HEAD")
    assert (done.returncode, done.stderr) == (1, "")
    assert "outside-intent" in done.stdout
    assert done.stdout.endswith("\n")


def test_a_program_that_cannot_say_its_verdict_has_none(repository: Repository) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as nowhere:
        for arguments in (["check", "--base", "main", "--head", "HEAD~1"], ["--help"]):
            assert _run(repository, "-I", "-m", "configguard", *arguments, stdout=nowhere.fileno()).returncode == 3


@pytest.mark.parametrize("head", ["HEAD", "main"])
def test_a_plain_check_loads_nothing_heavy(repository: Repository, head: str) -> None:
    code = (
        "import sys; from configguard.cli import main\n"
        f"main(['check', '--base', 'main', '--head', {head!r}])\n"
        f"sys.exit(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = _run(repository, "-I", "-c", code)
    assert (done.stderr, done.returncode) == ("\n", 1)
