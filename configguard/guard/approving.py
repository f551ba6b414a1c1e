"""Asks whether those have approved whose approval is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.approval import Approval, Wanted
from configguard.model.intent import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.guard.question import Question
    from configguard.model.address import Address
    from configguard.model.change import Change
    from configguard.model.revision import Comparison

_SOURCE = "approval"
_TOKEN = "give the check a GITHUB_TOKEN that may read pull requests, in the run of a pull request"  # noqa: S105 - no token


def approvals(changes: Iterable[Change], comparison: Comparison, question: Question) -> dict[Address, Approval]:
    """What became of asking, for each setting that needs an approval; nobody is asked where none does."""
    return {c.address: approved(Wanted(c.file, c.owners), comparison, question) for c in changes if c.needs_approval}


def approved(wanted: Wanted, comparison: Comparison, question: Question) -> Approval:
    """What became of asking for this one."""
    ask = question.ask
    if question.reviews is None:
        return _unread("nobody here can tell who has approved", _TOKEN)
    if ask.head is not None or ask.staged or ask.worktree:
        return _unread("what is judged is not what the event proposes", "leave --head, --staged and --worktree out")
    try:
        return question.reviews(comparison, wanted)
    except Undecided as unanswered:
        return _unread(unanswered.problem, "; ".join(unanswered.cures) or _TOKEN)


def _unread(why: str, cure: str) -> Approval:
    return Approval(why=why, unread=Unread(_SOURCE, why, cure))
