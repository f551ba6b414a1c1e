"""Repositories with a past, and the command line asked about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from configguard.cli import main
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  email: { settings: ["config/api.yaml:smtp.**"], owners: ["@acme/email"] }
  storage: { settings: ["config/*.yaml:database.**"] }
"""
API = "database:\n  host: db-1\nsmtp:\n  pool: 10\n"


class Past:
    """A repository, and what commands say in it."""

    def __init__(self, repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
        self.repository = repository
        self._capsys = capsys

    def log(self, *arguments: str) -> list[str]:
        """The lines that the log prints to stdout."""
        status, out, err = self.run("log", *arguments)
        assert status == 0, err
        return out.splitlines()

    def facts(self, *arguments: str) -> dict[str, Any]:
        """The log as a machine reads it."""
        status, out, err = self.run("log", *arguments, "--format", "json")
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def changes(self, *arguments: str) -> list[tuple[str, str, object, object]]:
        """Each change, newest first: the subject of its commit, its address, and its two values."""
        return [
            (event["subject"], change["address"], change["before"], change["after"])
            for event in self.facts(*arguments)["events"]
            for change in event["changes"]
        ]

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run one command."""
        status = main([*arguments])
        said = self._capsys.readouterr()
        return status, said.out, said.err


@pytest.fixture
def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Past:
    """A repository whose first commit is from 2023-11-14 22:14:20 UTC; each other one comes a minute later."""
    repository = Repository(tmp_path / "repository")
    repository.commit("Begin", {".configguard.yaml": POLICY, "config/api.yaml": API})
    monkeypatch.chdir(repository.top)
    return Past(repository, capsys)
