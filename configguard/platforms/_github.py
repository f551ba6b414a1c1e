"""GitHub's API for one repository, and why it may not answer.

Source: GitHub Docs, “GitHub REST API”; “Using pagination in the REST API”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided
from configguard.platforms import _fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.platforms._fields import Fields
    from configguard.platforms._http import Api, Reply

MOST_PAGES = 100
_NAME = re.compile(r"(?!\.\.?/)[\w.-]+/(?!\.\.?$)[\w.-]+", re.ASCII)
_NEXT = re.compile(r'<([^<>]*)>\s*;[^,<]*\brel="next"')
_LONGEST = 200
_OK = range(200, 300)
_UNKNOWN, _FORBIDDEN, _ABSENT = 401, 403, 404
_TOKEN = "give a token that it knows: GITHUB_TOKEN, or --token-file FILE"  # noqa: S105 - no token


class Unwilling(Undecided):
    """The token may not do this (403)."""


class Absent(Undecided):
    """There is no such thing, or none that the token may see (404)."""


class Repository:
    """A repository, `acme/api`; everything raises `Undecided` where the API does not do what it is asked."""

    def __init__(self, api: Api, name: str) -> None:
        """Raises `Misasked` for what cannot be a repository's name."""
        if not _NAME.fullmatch(name):
            raise Misasked("the repository's name is not OWNER/NAME", "GITHUB_REPOSITORY=OWNER/NAME")
        self.name = name
        self._api = api

    @property
    def owner(self) -> str:
        """The organization or person that it belongs to."""
        return self.name.partition("/")[0]

    def one(self, path: str, *, within: bool = True) -> Fields:
        """The thing at this path below the repository, or below the whole API."""
        return _fields.mapping(self._asked("GET", self._path(path, within=within)).content)

    def all(self, path: str) -> Iterator[Fields]:
        """The things of a list, page by page."""
        where: str | None = self._path(f"{path}?per_page=100")
        for _ in range(MOST_PAGES):
            if where is None:
                return
            reply = self._asked("GET", where)
            yield from _fields.mappings(reply.content)
            found = _NEXT.search(reply.headers.get("Link", ""))
            where = found[1] if found else None
        raise Undecided(f"the API lists more than {MOST_PAGES} pages at {path}", "is it a list without end?")

    def change(self, method: str, path: str, body: object = None) -> bytes:
        """What comes of asking for a change; raises `Lost` where nobody can tell whether something was made."""
        return self._asked(method, self._path(path), body, once=method == "POST").content

    def login(self) -> str:
        """Whose token it is: an app's has no user, and only GraphQL tells its login (`github-actions[bot]`)."""
        try:
            return _fields.text(self.one("/user", within=False), "login")
        except (Unwilling, Absent):
            return self._viewer()

    def _viewer(self) -> str:
        """Source: GitHub Docs, “Forming calls with GraphQL”: GitHub Enterprise Server has it beside `/api/v3`."""
        url = f"{self._api.url.removesuffix('/v3')}/graphql"
        answer = _fields.mapping(self._asked("POST", url, {"query": "query{viewer{login}}"}).content)
        return _fields.text(_fields.part(_fields.part(answer, "data"), "viewer"), "login")

    def _path(self, path: str, *, within: bool = True) -> str:
        return f"/repos/{self.name}{path}" if within else path

    def _asked(self, method: str, path: str, body: object = None, *, once: bool = False) -> Reply:
        reply = self._api.ask(method, path, body, once=once)
        if reply.status in _OK:
            return reply
        said = f"the API refuses {method} {path.removeprefix(self._api.url).partition('?')[0]}: {self._said(reply)}"
        match reply.status:
            case status if status == _UNKNOWN:
                raise Undecided(said, _TOKEN)
            case status if status == _FORBIDDEN:
                raise Unwilling(said, "let the job's token do it, under permissions: pull-requests")
            case status if status == _ABSENT:
                raise Absent(said, "look at GITHUB_REPOSITORY, and at what the token may read")
        raise Undecided(said, "is GITHUB_API_URL that of GitHub?")

    def _said(self, reply: Reply) -> str:
        """The status and, in GitHub's words, why."""
        try:
            words = _fields.text(_fields.mapping(reply.content), "message")
        except Undecided:
            words = ""
        words = self._api.hushed(words)[:_LONGEST].rstrip(".")
        return f"{reply.status}, {words}" if words else str(reply.status)
