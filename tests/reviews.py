"""Reviews of a pull request by ada, as GitHub would list them, told by a file of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from configguard import guard
from configguard.guard import Question
from configguard.model.event import Event, PullRequest
from configguard.model.revision import Ask
from configguard.platforms import Absent, Reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.report import Report
    from configguard.platforms import Repository as Hub
    from tests.repositories import Repository


class _Told:
    """A repository of GitHub that knows these reviews, and no team."""

    def __init__(self, reviews: list[dict[str, object]]) -> None:
        self._reviews = reviews

    def all(self, _path: str) -> Iterator[dict[str, object]]:
        return iter(self._reviews)

    def one(self, path: str, *, within: bool = True) -> dict[str, object]:  # noqa: ARG002 - as the real one
        raise Absent(path, "it is not there")


def reviewed(repository: Repository, base: str, head: str, told: str) -> Report:
    """What the guard says of a pull request with these reviews: each `LOGIN STATE BASE` or `LOGIN STATE HEAD`."""
    commits = {"BASE": base, "HEAD": head}
    reviews: list[dict[str, object]] = [
        {"user": {"login": login}, "state": state, "commit_id": commits[commit]}
        for login, state, commit in map(str.split, told.splitlines())
    ]
    known = Reviews(cast("Hub", _Told(reviews)), [PullRequest(1, author="ada", tip=head)])
    ask = Ask(repository.directory, event=Event("pull_request", base=base, head=head))
    return guard.judge(Question(ask, reviews=lambda _comparison, wanted: known.approval(wanted)))
