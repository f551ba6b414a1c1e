"""What the tests of the platform share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.platforms import Api, Repository, _http
from tests.unit.platforms import github

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[github.GitHub]:
    """A GitHub on this machine, for whom nobody waits long."""
    monkeypatch.setattr(_http, "PAUSES", (0.01, 0.01, 0.01))
    monkeypatch.setattr(_http, "PATIENCE", 0.5)
    with github.running() as found:
        yield found


@pytest.fixture
def repository(hub: github.GitHub) -> Repository:
    """Its repository, asked with a token."""
    return Repository(Api(hub.url, github.TOKEN), "acme/api")
