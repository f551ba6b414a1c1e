"""Runs the command in a repository, as a person or as a workflow would, and tells what it came to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from configguard.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository


class Said(NamedTuple):
    """The exit status, and all that was written for people."""

    status: int
    words: str


class Command:
    """`configguard`, in whichever repository."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def check(self, repository: Repository, *options: str) -> Said:
        """`configguard check` in the repository's top folder."""
        self._monkeypatch.chdir(repository.top)
        status = main(["check", *options])
        said = self._capsys.readouterr()
        return Said(status, said.out + said.err)

    def on(self, repository: Repository, name: str, payload: dict[str, object], *options: str, sha: str = "") -> Said:
        """The same in a run of GitHub Actions for this event."""
        file = self._folder / "event.json"
        file.write_text(json.dumps(payload), "utf-8")
        variables = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_SHA": sha}
        with self._monkeypatch.context() as patch:
            for variable, value in {**variables, "GITHUB_EVENT_PATH": str(file)}.items():
                patch.setenv(variable, value)
            return self.check(repository, *options)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command, with a folder of its own."""
    folder = tmp_path / "runner"
    folder.mkdir()
    return Command(folder, monkeypatch, capsys)
