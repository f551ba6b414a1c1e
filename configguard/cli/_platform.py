"""The options of what is asked of GitHub: with whose token, and for which repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup

    from configguard.model.approval import Approval, Wanted
    from configguard.model.event import Event, PullRequest
    from configguard.model.revision import Comparison
    from configguard.platforms import Repository, Reviews

GITHUB = "https://api.github.com"
_LONGEST = 4096
_GIVE = "give one: GITHUB_TOKEN in the environment, or --token-file FILE"


def add_token(group: _ArgumentGroup) -> None:
    """Add the option that gives a token."""
    group.add_argument("--token-file", metavar="FILE", help="ask GitHub's API with this token, not GITHUB_TOKEN")


def repository_of(parsed: Namespace) -> Repository:
    """The repository, asked about in the name of the token; raises `Misasked` where either is not given."""
    from configguard import platforms  # noqa: PLC0415 - nothing else needs a network

    token = _token(parsed)
    if not token:
        raise Misasked("there is no token for GitHub's API", _GIVE)
    name = os.environ.get("GITHUB_REPOSITORY", "")
    if not name:
        raise Misasked("nothing says which repository of GitHub this is", "GITHUB_REPOSITORY=OWNER/NAME")
    return platforms.Repository(platforms.Api(os.environ.get("GITHUB_API_URL") or GITHUB, token), name)


class Asked:
    """What is asked of GitHub while a change is judged: each thing once, and none before it is wanted."""

    def __init__(self, parsed: Namespace, event: Event) -> None:
        self._parsed = parsed
        self._event = event
        self._found: tuple[PullRequest, ...] | Undecided | None = None
        self._reviews: Reviews | Undecided | None = None

    def proposed(self, event: Event, comparison: Comparison) -> tuple[PullRequest, ...]:
        """The pull requests of an event that holds none; raises `Undecided` where they cannot be told."""
        from configguard import platforms  # noqa: PLC0415 - as above

        if self._found is None:
            try:
                self._found = platforms.spoken_for(repository_of(self._parsed), event, comparison)
            except Undecided as unanswered:
                self._found = unanswered
        if isinstance(self._found, Undecided):
            raise self._found
        return self._found

    def reviews(self, comparison: Comparison, wanted: Wanted) -> Approval:
        """Whether somebody has approved whose approval is wanted; raises `Undecided` where nobody can tell."""
        from configguard import platforms  # noqa: PLC0415 - as above

        if self._reviews is None:
            own = self._event.pull_request
            found = self.proposed(self._event, comparison) if own is None else (own,)
            self._reviews = platforms.Reviews(repository_of(self._parsed), found)
        if isinstance(self._reviews, Undecided):
            raise self._reviews
        try:
            return self._reviews.approval(wanted)
        except Undecided as unanswered:
            self._reviews = unanswered
            raise


def asked_by(parsed: Namespace, event: Event | None) -> Asked | None:
    """What asks GitHub, where the event is one of GitHub's and a token is given."""
    is_github_s = event is not None and (event.ref is not None or "GITHUB_REPOSITORY" in os.environ)
    given = parsed.token_file or os.environ.get("GITHUB_TOKEN")
    return Asked(parsed, event) if event is not None and is_github_s and given else None


def _token(parsed: Namespace) -> str:
    if parsed.token_file is None:
        return os.environ.get("GITHUB_TOKEN", "").strip()
    try:
        with open(parsed.token_file, encoding="ascii", errors="replace") as opened:  # noqa: PTH123 - pathlib is slow
            return opened.read(_LONGEST).strip()
    except OSError as error:
        problem = f"the token file {parsed.token_file} cannot be read: {error.strerror}"
        raise Misasked(problem, _GIVE) from None
