"""Tells whether somebody whose word counts has approved the last commit of the pull request that changes a file.

Source: GitHub Docs, “List reviews for a pull request”, “Get team membership for a user”.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from configguard.model.approval import Approval, Wanted
from configguard.platforms import _fields
from configguard.platforms._github import Absent, Unwilling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.event import PullRequest
    from configguard.platforms._github import Repository

_COUNTS = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})
_TEAM = re.compile(r"@([\w-]+)/([\w.-]+)", re.ASCII)
_LOGIN = re.compile(r"@?([A-Za-z0-9-]+(?:\[bot\])?)")


class Reviews:
    """The approvals of some pull requests; each thing is asked at most once, and only with the first question."""

    def __init__(self, repository: Repository, pull_requests: Sequence[PullRequest]) -> None:
        self._repository = repository
        self._pull_requests = pull_requests
        self._members: dict[tuple[str, str], str] = {}

    def approval(self, wanted: Wanted) -> Approval:
        """Whether one of the wanted has approved each pull request that changes the file.

        Only the last word of each reviewer counts, on exactly the last commit, and never the author's own. Raises
        `Undecided` where the reviews cannot be read.
        """
        if not wanted.accounts:
            return Approval(why="nobody is named as its owner: see owners of a scope, and CODEOWNERS")
        found = [self._of(one, wanted) for one in self._changing(wanted.file)]
        missing = next((one for one in found if not one.by), None)
        if not found or missing is not None:
            return missing or Approval(why="no pull request brought it")
        return found[0]

    def _changing(self, file: str | None) -> list[PullRequest]:
        """The pull requests that change the file; of one alone all is its doing."""
        if file is None or len(self._pull_requests) == 1:
            return [*self._pull_requests]
        return [one for one in self._pull_requests if file in self._files[one.number]]

    @cached_property
    def _files(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for one in self._pull_requests:
            listed = list(self._repository.all(f"/pulls/{one.number}/files"))
            found[one.number] = {
                _fields.text(each, name) for each in listed for name in ("filename", "previous_filename")
            }
        return found

    @cached_property
    def _approvers(self) -> dict[int, dict[str, str]]:
        return {one.number: self._of_commit(one) for one in self._pull_requests}

    def _of_commit(self, one: PullRequest) -> dict[str, str]:
        """Who approves of the last commit, and in which words."""
        last: dict[str, tuple[str, str]] = {}
        words: dict[str, str] = {}
        for review in self._repository.all(f"/pulls/{one.number}/reviews"):
            state, login = _fields.text(review, "state"), _fields.text(_fields.part(review, "user"), "login")
            if state in _COUNTS and _LOGIN.fullmatch(login):
                last[login.lower()] = (state, _fields.text(review, "commit_id"))
                words[login.lower()] = _fields.text(review, "body").replace("\r\n", "\n")
        wanted = ("APPROVED", one.tip)
        return {
            login: words[login]
            for login, said in last.items()
            if said == wanted and one.tip and login != (one.author or "").lower()
        }

    def _of(self, one: PullRequest, wanted: Wanted) -> Approval:
        approvers = self._approvers[one.number]
        if not approvers:
            return Approval(why=f"commit {one.tip[:7]} of pull request {one.number} has no approval that counts")
        saying = [login for login, text in approvers.items() if wanted.says is None or wanted.says(text)]
        if not saying:
            who = " and ".join(approvers)
            return Approval(why=f"{who} approved commit {one.tip[:7]}, but without that line in the review")
        unknown: list[str] = []
        for owner in wanted.accounts:
            for login in saying:
                told = self._belongs(login, owner)
                if told == "yes":
                    return Approval(login)
                unknown += [told] if told else []
        none = f"{' and '.join(saying)} approved commit {one.tip[:7]}"
        return Approval(why="; ".join(dict.fromkeys([none, *unknown])))

    def _belongs(self, login: str, owner: str) -> str:
        """`yes`, or why that cannot be told, or nothing for no."""
        team, person = _TEAM.fullmatch(owner), _LOGIN.fullmatch(owner)
        if person is not None:
            return "yes" if person[1].lower() == login else ""
        if team is None:
            return f"{owner} is no account of GitHub"
        if (login, owner) not in self._members:
            self._members[login, owner] = self._membership(login, owner, f"/orgs/{team[1]}/teams/{team[2]}")
        return self._members[login, owner]

    def _membership(self, login: str, owner: str, path: str) -> str:
        try:
            found = self._repository.one(f"{path}/memberships/{login}", within=False)
        except (Absent, Unwilling) as refused:
            status = "404" if isinstance(refused, Absent) else "403"
            return f"the token is not told that {login} belongs to {owner} ({status})"
        return "yes" if _fields.text(found, "state") == "active" else f"{login} has not joined {owner} yet"
