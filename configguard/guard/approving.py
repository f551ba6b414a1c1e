"""Asks whether owners have approved the changes that need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.approval import Approval
from configguard.model.intent import Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from configguard.model.address import Address
    from configguard.model.change import Change
    from configguard.model.revision import Ask, Comparison

    Reviews = Callable[[Comparison, str, tuple[str, ...]], Approval]

_SOURCE = "approval"
_TOKEN = "give the check a GITHUB_TOKEN that may read pull requests, in the run of a pull request"  # noqa: S105 - no token


def approvals(
    changes: Iterable[Change], comparison: Comparison, ask: Ask, reviews: Reviews | None
) -> dict[Address, Approval]:
    """What became of asking, for each setting that needs an approval; nobody is asked where none does."""
    return {c.address: _approval(c, comparison, ask, reviews) for c in changes if c.needs_approval}


def _approval(change: Change, comparison: Comparison, ask: Ask, reviews: Reviews | None) -> Approval:
    if reviews is None:
        return _unread("nobody here can tell who has approved", _TOKEN)
    if ask.head is not None or ask.staged or ask.worktree:
        return _unread("what is judged is not what the event proposes", "leave --head, --staged and --worktree out")
    try:
        return reviews(comparison, change.file, change.owners)
    except Undecided as unanswered:
        return _unread(unanswered.problem, "; ".join(unanswered.cures) or _TOKEN)


def _unread(why: str, cure: str) -> Approval:
    return Approval(why=why, unread=Unread(_SOURCE, why, cure))
