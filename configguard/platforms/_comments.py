"""Keeps one comment of ours on a pull request, however often it is put there, and by however many runs at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from configguard.errors import Undecided
from configguard.platforms import _fields, _http
from configguard.platforms._github import Absent
from configguard.platforms._http import Lost

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from configguard.platforms._fields import Fields
    from configguard.platforms._github import Repository

_ROUNDS = 4


class Put(NamedTuple):
    """What became of the comment; `elsewhere` is the pull request's own last commit where that is another by now."""

    done: Literal["created", "updated", "unchanged", "outdated"]
    elsewhere: str = ""


class _Comment(NamedTuple):
    number: int
    author: str
    body: str


def put(repository: Repository, number: int, text: str, commit: str | None = None) -> Put:
    """Have `text` as the one comment of ours on this pull request; its first line is how ours are known.

    Ours are those that begin with that line and that the token's own account wrote: anybody can write the line. Of
    several, which runs at once can have made, the oldest stays. Says nothing where the pull request has gone on from
    `commit`, for the run of a newer one speaks by now. Raises `Unwilling` where the token may not write.
    """
    if commit is not None and (newest := _newest(repository, number)) not in {commit, ""}:
        return Put("outdated", newest)
    us, made = repository.login(), None
    for _ in range(_ROUNDS):
        ours = _ours(repository, number, us, text) or ([made] if made else [])  # a list can be older than what we did
        if not ours:
            made = _create(repository, number, text)
            us = made.author if made else us
            continue  # another run may have made one at the same time: look again
        try:
            changed = _update(repository, ours[0], text)
        except Absent:  # somebody took it away meanwhile
            made = None
            continue
        _delete(repository, ours[1:])
        return Put("created" if made else "updated" if changed else "unchanged")
    raise Undecided(f"the comment on pull request {number} does not stay there", "who deletes it? run it again")


def _newest(repository: Repository, number: int) -> str:
    return _fields.text(_fields.part(repository.one(f"/pulls/{number}"), "head"), "sha")


def _ours(repository: Repository, number: int, us: str, text: str) -> list[_Comment]:
    """Our comments, the oldest first."""
    mark = _lines(text)[0]
    found = map(_comment, repository.all(f"/issues/{number}/comments"))
    return sorted(comment for comment in found if comment.author == us and _lines(comment.body)[0] == mark)


def _comment(fields: Fields) -> _Comment:
    author = _fields.text(_fields.part(fields, "user"), "login")
    return _Comment(_fields.number(fields, "id"), author, _fields.text(fields, "body"))


def _create(repository: Repository, number: int, text: str) -> _Comment | None:
    """Make one; None where there was no answer, and so maybe no comment."""
    try:
        return _comment(_fields.mapping(repository.change("POST", f"/issues/{number}/comments", {"body": text})))
    except Lost:
        time.sleep(_http.PAUSES[0])
        return None


def _update(repository: Repository, comment: _Comment, text: str) -> bool:
    """Whether it had to be changed."""
    if _lines(comment.body) == _lines(text):
        return False
    repository.change("PATCH", f"/issues/comments/{comment.number}", {"body": text})
    return True


def _delete(repository: Repository, comments: Sequence[_Comment]) -> None:
    for comment in comments:
        try:
            repository.change("DELETE", f"/issues/comments/{comment.number}")
        except Absent:  # the other run has taken it away
            continue


def _lines(text: str) -> list[str]:
    """The lines as they count: GitHub keeps neither the ends of lines nor the end of the text as they were sent."""
    return [line.rstrip() for line in text.strip().splitlines()] or [""]
