"""A pull request with its reviews, on a GitHub of our own, and the check that is asked about it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from configguard.cli import main
from tests.repositories import Repository
from tests.unit.platforms import github

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Reviewed:
    """A pull request by ada, of the branch `topic`, and who has reviewed it."""

    repository: Repository
    hub: github.GitHub
    capsys: pytest.CaptureFixture[str]

    @property
    def tip(self) -> str:
        """Its last commit."""
        return self.repository.oid("topic")

    def review(self, login: str, state: str = "APPROVED", commit: str | None = None, body: str = "") -> None:
        """Have somebody review it."""
        said = {"user": {"login": login}, "state": state, "commit_id": commit or self.tip, "body": body}
        self.hub.reviews.setdefault(7, []).append(said)

    def check(
        self, *options: str, event: dict[str, Any] | None = None, body: str = ""
    ) -> tuple[int, dict[str, Any], list[str]]:
        """The status, the report, and what it finds."""
        own = {
            "number": 7,
            "body": body,
            "user": {"login": "Ada", "type": "User"},
            "base": {"ref": "main"},
            "head": {"ref": "topic", "sha": self.tip},
        }
        file = self.repository.top.parent / "event.json"
        file.write_text(json.dumps(event or {"pull_request": own}), "utf-8")
        status = main(["check", "--event", str(file), "--format", "json", *options])
        said = self.capsys.readouterr()
        assert github.TOKEN not in said.out + said.err
        report = json.loads(said.out) if said.out else {}
        return status, report, [f"{f['level']} {f['message']}" for f in report.get("findings", [])]


@contextmanager
def on_github(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Reviewed]:
    """The pull request of the repository's branch `topic`, in CI, with a token."""
    monkeypatch.chdir(repository.top)
    with github.in_ci(monkeypatch) as hub:
        yield Reviewed(repository, hub, capsys)
