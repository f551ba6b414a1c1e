"""The pull requests whose words count: that of the event, else those that the platform names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.intent import Unread

if TYPE_CHECKING:
    from configguard.model.event import Event, PullRequest
    from configguard.model.plugins import Request

_SAY_IT = "say it in a commit message, which every event has: Config-Scope: NAME"
_TOKEN = "or let GitHub be asked, with a GITHUB_TOKEN that may read pull requests"  # noqa: S105 - no token


def pull_requests(source: str, request: Request, event: Event, lacks: str = "") -> tuple[PullRequest, ...] | Unread:
    """The pull requests, none where the platform knows of none; unread where they cannot be told.

    `lacks` is what the source misses in an event without one, where that is not the pull request itself.
    """
    if event.pull_request is not None:
        return (event.pull_request,)
    why = f"the event {event.name} {lacks or 'holds no pull request'}"
    if request.proposed is None:
        return Unread(source, why, f"{_SAY_IT}; {_TOKEN}" if event.ref is not None else _SAY_IT)
    try:
        return request.proposed(event, request.comparison)
    except Undecided as unanswered:
        return Unread(source, f"{why}, and {unanswered.problem}", "; ".join(unanswered.cures) or _SAY_IT)


def of(one: PullRequest) -> str:
    """Whose words they are, at the end of where they stand; nothing where the event tells of one alone."""
    return f" of pull request {one.number}" if one.retold else ""
