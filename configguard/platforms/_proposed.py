"""Finds the pull requests that a merge queue's or a push's commits come from, with what they say.

A number that only a commit's subject names counts where GitHub says that its pull request goes, or went, into the
branch. Source: GitHub Docs, “List pull requests associated with a commit”; “Managing a merge queue”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.event import PullRequest
from configguard.platforms import _fields
from configguard.platforms._github import Absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.event import Event
    from configguard.model.revision import Comparison, Message
    from configguard.platforms._fields import Fields
    from configguard.platforms._github import Repository

MOST_COMMITS = 50
_QUEUED = re.compile(r"refs/heads/gh-readonly-queue/.+/pr-(\d{1,18})-[0-9a-f]{40,64}", re.ASCII | re.DOTALL)
_SUBJECT = re.compile(r"Merge pull request #(\d{1,18}) from .*|.*\(#(\d{1,18})\)", re.ASCII)
_BRANCH = "refs/heads/"
_BOT = "[bot]"
_SAY_IT = "say it in a commit message, which every event has: Config-Scope: NAME"


def spoken_for(repository: Repository, event: Event, comparison: Comparison) -> tuple[PullRequest, ...]:
    """The pull requests of which the event's commits are made, each once, in the order of their numbers.

    Raises `Undecided` where they cannot all be told.
    """
    commits = _line(event, comparison)
    if event.name == "merge_group":
        found = _queued(repository, event, commits)
    else:
        found = (f for commit in commits for f in _of(repository, commit.oid) if _went(f, repository, event))
    each = {one.number: one for one in map(_pull_request, found)}
    return tuple(each[number] for number in sorted(each))


def _line(event: Event, comparison: Comparison) -> list[Message]:
    """The commits that were put on the branch one behind the other, the last one first: each is a pull request's."""
    if comparison.messages is None:
        raise Undecided(comparison.messages_missing, comparison.messages_cure)
    known = {message.oid: message for message in comparison.messages}
    line: list[Message] = []
    oid = event.head or ""
    while oid in known and len(line) <= MOST_COMMITS:
        line.append(known[oid])
        oid = known[oid].parent
    if len(line) > MOST_COMMITS:
        raise Undecided(f"these are more than {MOST_COMMITS} commits to ask about", _SAY_IT)
    return line


def _queued(repository: Repository, event: Event, commits: Iterable[Message]) -> Iterator[Fields]:
    """Those that wait in this group: the queue names the last of them, the commits name all."""
    named = _QUEUED.fullmatch(event.ref or "")
    if named is None:
        raise Undecided("the merge queue does not name its pull request", _SAY_IT)
    last = int(named[1])
    yield repository.one(f"/pulls/{last}")
    for commit in commits:
        subject = _SUBJECT.fullmatch(commit.text.partition("\n")[0].rstrip())
        number = int(subject[1] or subject[2]) if subject else None
        if number != last:
            told = _of(repository, commit.oid) if number is None else _find(repository, number)
            yield from (found for found in told if _goes(found, event))


def _of(repository: Repository, oid: str) -> Iterator[Fields]:
    return repository.all(f"/commits/{oid}/pulls")


def _find(repository: Repository, number: int) -> Iterator[Fields]:
    """The pull request, if there is one: the subject can as well name an issue, or nothing."""
    try:
        yield repository.one(f"/pulls/{number}")
    except Absent:
        return


def _goes(found: Fields, event: Event) -> bool:
    """Whether it goes into the queue's branch, or has come there by now."""
    into = _fields.text(_fields.part(found, "base"), "ref") == event.base_branch
    return into and (_fields.text(found, "state") == "open" or bool(_fields.text(found, "merged_at")))


def _went(found: Fields, repository: Repository, event: Event) -> bool:
    """Whether it brought the commit to the branch that was pushed, or is the one of that very branch.

    Anybody can open one that holds somebody else's commit, from a fork and with any text.
    """
    branch = (event.ref or "").removeprefix(_BRANCH)
    if _fields.text(found, "merged_at"):
        return _fields.text(_fields.part(found, "base"), "ref") == branch
    head = _fields.part(found, "head")
    ours = _fields.text(_fields.part(head, "repo"), "full_name").lower() == repository.name.lower()
    return ours and _fields.text(head, "ref") == branch and _fields.text(found, "state") == "open"


def _pull_request(found: Fields) -> PullRequest:
    user = _fields.part(found, "user")
    login = _fields.text(user, "login")
    return PullRequest(
        _fields.number(found, "number"),
        _fields.text(found, "title"),
        _fields.text(found, "body"),
        login or None,
        is_bot=_fields.text(user, "type") == "Bot" or login.endswith(_BOT),
        labels=tuple(_fields.text(label, "name") for label in _fields.parts(found, "labels")),
        tip=_fields.text(_fields.part(found, "head"), "sha"),
    )
