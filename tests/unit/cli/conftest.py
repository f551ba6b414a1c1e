"""A pull request whose author wants a rule overridden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.repositories import Repository
from tests.unit.cli.overriding import API, POLICY, STRAYED, WORDS
from tests.unit.cli.reviewed import on_github

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.cli.reviewed import Reviewed


@pytest.fixture
def straying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Reviewed]:
    """A change that strays, and wants that overridden."""
    repository = Repository(tmp_path / "repository")
    repository.commit("Begin", {".configguard.yaml": POLICY, "config/api.yaml": API})
    repository.branch("topic")
    repository.commit(WORDS, {"config/api.yaml": STRAYED})
    with on_github(repository, monkeypatch, capsys) as found:
        found.hub.members["@acme/oncall"] = {"edsger"}
        yield found
