"""Asks every command that prints about one change, and tells all that was written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from configguard.cli import main
from configguard.reporters import names
from tests.repositories import Content, Repository


@dataclass(frozen=True)
class Ran:
    """One command, and what it wrote."""

    arguments: tuple[str, ...]
    status: int
    out: str
    err: str
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """All of it."""
        return "\n".join((self.out, self.err, *self.files.values()))


@dataclass(frozen=True)
class Asker:
    """Somebody in a repository whose branch `work` changes it, and whose work tree holds the change."""

    repository: Repository
    outputs: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def propose(
        self,
        base: Mapping[str, Content] | Mapping[bytes, Content],
        head: Mapping[str, Content] | Mapping[bytes, Content],
        message: str,
    ) -> None:
        """Commit `base` on main, and `head` with this message on a branch."""
        self.repository.commit("Begin", base)
        self.repository.branch("work")
        self.repository.commit(message, head)
        self.monkeypatch.chdir(self.repository.top)

    def run(self, *arguments: str) -> Ran:
        """Run one command; the files that it wrote among its outputs go with it, and are taken away."""
        status = main(list(arguments))
        said = self.capsys.readouterr()
        files = {path.name: path.read_text("utf-8", "surrogateescape") for path in sorted(self.outputs.iterdir())}
        for name in files:
            (self.outputs / name).unlink()
        return Ran(arguments, status, said.out, said.err, files)

    def event(self, body: str, title: str = "x", labels: tuple[str, ...] = ()) -> tuple[str, str]:
        """The options that have a check read these words of a pull request."""
        file = self.outputs.parent / "event.json"
        pull: dict[str, object] = {
            "number": 7,
            "title": title,
            "body": body,
            "labels": [{"name": label} for label in labels],
        }
        pull |= {"user": {"login": "ada", "type": "User"}}
        pull |= {
            name: {"ref": ref, "sha": self.repository.oid(ref)} for name, ref in (("base", "main"), ("head", "work"))
        }
        file.write_text(json.dumps({"action": "opened", "number": 7, "pull_request": pull}), "utf-8")
        return "--event", str(file)

    def every_report(self, *options: str) -> Iterator[Ran]:
        """A check said by every reporter, each into a file, and on stdout, also in colour."""
        files = [f"--format={name}={self.outputs / name}" for name in names()]
        yield self.run("check", *options, "--color=always", "--format=text", *files[:-1])
        for name in names():
            yield self.run("check", *options, f"--format={name}")

    def everything(self, pattern: str = "**", *options: str) -> Iterator[Ran]:
        """Every command that prints something of the change."""
        committed = ("--base", "main", "--head", "work")
        yield from self.every_report(*committed, *options)
        yield self.run("check", *committed, *options, "--strict", "--format=oneline")
        for arguments in (
            ("diff", "--base", "main"),
            ("diff", "--base", "main", "--format=json"),
            ("suggest", "--base", "main"),
            ("explain", f"{pattern}:**"),
            ("log", "--head", "work"),
            ("log", f"{pattern}:**", "--head", "work", "--targets", "--format=json"),
            ("list", "files"),
            ("list", "scopes"),
            ("restore", "--base", "main", "--dry-run"),
            ("restore", "--base", "main", "--dry-run", "--", pattern),
            ("restore", "--base", "main", "--dry-run", "--outside", "other"),
        ):
            yield self.run(*arguments)


@pytest.fixture
def asker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asker:
    """Somebody with an empty repository."""
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    return Asker(Repository(tmp_path / "repository"), outputs, monkeypatch, capsys)
