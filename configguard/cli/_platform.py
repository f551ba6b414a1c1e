"""The options of what is asked of GitHub: with whose token, and for which repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup
    from collections.abc import Callable

    from configguard.model.event import Event, PullRequest
    from configguard.model.revision import Comparison
    from configguard.platforms import Repository

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


def proposed_by(
    parsed: Namespace, event: Event | None
) -> Callable[[Event, Comparison], tuple[PullRequest, ...]] | None:
    """What asks GitHub for the pull requests of an event that holds none, at most once; None where nobody may ask."""
    if event is None or event.ref is None or not (parsed.token_file or os.environ.get("GITHUB_TOKEN")):
        return None
    found: list[tuple[PullRequest, ...] | Undecided] = []

    def ask(event: Event, comparison: Comparison) -> tuple[PullRequest, ...]:
        from configguard import platforms  # noqa: PLC0415 - as above

        if not found:
            try:
                found.append(platforms.spoken_for(repository_of(parsed), event, comparison))
            except Undecided as unanswered:
                found.append(unanswered)
        if isinstance(found[0], Undecided):
            raise found[0]
        return found[0]

    return ask


def _token(parsed: Namespace) -> str:
    if parsed.token_file is None:
        return os.environ.get("GITHUB_TOKEN", "").strip()
    try:
        with open(parsed.token_file, encoding="ascii", errors="replace") as opened:  # noqa: PTH123 - pathlib is slow
            return opened.read(_LONGEST).strip()
    except OSError as error:
        problem = f"the token file {parsed.token_file} cannot be read: {error.strerror}"
        raise Misasked(problem, _GIVE) from None
