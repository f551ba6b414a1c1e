"""A repository with a change that strays, and the command line asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from configguard.cli import main
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  email: { settings: ["config/api.yaml:smtp.**"], owners: ["@acme/email"], about: Mail }
  storage: { settings: ["config/api.yaml:database.**"] }
critical:
  - settings: ["config/api.yaml:database.host"]
    why: every request depends on it
"""
API = """\
# the public API
database:
  host: db-primary.internal   # not the replica
  password: hunter2-S3NTINEL
smtp:
  pool:
    size: 10
"""
STRAYED = API.replace("db-primary", "db-replica").replace("size: 10", "size: 20")
MESSAGE = "Widen the pool\n\nConfig-Scope: email\n"


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    status: int
    out: str
    err: str


class Desk:
    """Somebody at a keyboard, in a repository."""

    def __init__(self, repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
        self.repository = repository
        self._capsys = capsys

    def run(self, *arguments: str) -> Ran:
        """Run one command."""
        status = main(list(arguments))
        said = self._capsys.readouterr()
        return Ran(status, said.out, said.err)

    def read(self, path: str) -> str:
        """A file of the work tree."""
        return (self.repository.top / path).read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A repository on a branch whose one commit strays."""
    repository = Repository(tmp_path / "repository")
    repository.commit("Begin", {".configguard.yaml": POLICY, "config/api.yaml": API})
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit(MESSAGE, {"config/api.yaml": STRAYED})
    monkeypatch.chdir(repository.top)
    return Desk(repository, capsys)
