"""A GitHub of our own on this machine: it remembers comments, and misbehaves as it is told to."""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

from configguard.platforms import _http

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

TOKEN = "ghs_S3NTINELtoken0123456789"  # noqa: S105 - the tests look for it in all that is said
US = "github-actions[bot]"
TIP = "6dcb09b5b57875f334f61aebed695e2e4193db5e"


Act: TypeAlias = "Callable[[Handler], None]"


@dataclass
class GitHub:
    """What it holds, what it was asked, and what it is to do wrong.

    `wrongs` are looked at for each request, in order: the first that fits `METHOD path` answers in its place.
    """

    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    commits: dict[str, list[int]] = field(default_factory=dict)
    reviews: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    files: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    login: str = US
    page: int = 100
    may_write: bool = True
    asked: list[str] = field(default_factory=list)
    bearers: set[str] = field(default_factory=set)
    wrongs: list[Wrong] = field(default_factory=list)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)
    _next: int = 100

    def says(self, body: str, author: str = US) -> int:
        """Have a comment there; its number."""
        with self.lock:
            self._next += 1
            self.comments[self._next] = {
                "id": self._next,
                "body": body,
                "user": {"login": author, "type": "Bot" if author.endswith("[bot]") else "User"},
            }
            return self._next

    def ours(self) -> list[str]:
        """The texts of the comments under the token's own name, the oldest first."""
        return [c["body"] for _, c in sorted(self.comments.items()) if c["user"]["login"] == self.login]

    def wrong(self, fits: str, act: Act, times: int = 1) -> None:
        """Misbehave at the next requests that fit."""
        self.wrongs.append(Wrong(re.compile(fits), act, times))

    def count(self, fits: str) -> int:
        """How many requests there were that fit."""
        return sum(re.search(fits, asked) is not None for asked in self.asked)


@dataclass
class Wrong:
    """One way to misbehave, and how often."""

    fits: re.Pattern[str]
    act: Act
    times: int


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    github: GitHub
    protocol_version = "HTTP/1.1"

    def do(self) -> None:
        """Any method."""
        parts = urlsplit(self.path)
        asked = f"{self.command} {self.path}"
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else None
        with self.github.lock:
            self.github.asked.append(asked)
            self.github.bearers.add(self.headers.get("Authorization", ""))
            wrong = next((w for w in self.github.wrongs if w.times and w.fits.search(asked)), None)
            if wrong is not None:
                wrong.times -= 1
        if wrong is not None:
            wrong.act(self)
            return
        self.usual(parts.path.removeprefix("/api/v3").removeprefix("/api"), parse_qs(parts.query), body)

    do_GET = do_POST = do_PATCH = do_DELETE = do  # noqa: N815 - the names of the library

    def usual(self, path: str, query: dict[str, list[str]], body: Any) -> None:  # noqa: ANN401 - JSON
        """As GitHub answers."""
        hub = self.github
        path = path.removeprefix("/repos/acme/api")
        match [self.command, *path.strip("/").split("/")]:
            case ["GET", "user"]:
                bot = hub.login.endswith("[bot]")
                self.answer(403 if bot else 200, refusal() if bot else {"login": hub.login})
            case ["POST", "graphql"]:
                self.answer(200, {"data": {"viewer": {"login": hub.login}}})
            case ["GET", "issues", "7", "comments"]:
                self.listed([c for _, c in sorted(hub.comments.items())], query)
            case ["GET", "pulls", number, "reviews" | "files" as what]:
                self.listed((hub.reviews if what == "reviews" else hub.files).get(int(number), []), query)
            case ["GET", "pulls", number]:
                self.found(hub.pulls.get(int(number)))
            case ["GET", "commits", oid, "pulls"]:
                self.listed([hub.pulls[number] for number in hub.commits.get(oid, [])], query)
            case ["GET", "orgs", org, "teams", team, "memberships", login]:
                member = login in hub.members.get(f"@{org}/{team}", set())
                self.found({"state": "active", "role": "member"} if member else None)
            case ["GET", *_]:
                self.found(None)
            case [method, *rest]:
                self.write(method, rest, body)

    def write(self, method: str, path: list[str], body: Any) -> None:  # noqa: ANN401 - JSON
        """A request for a change."""
        hub = self.github
        if not hub.may_write:
            self.answer(403, refusal())
        elif (method, path) == ("POST", ["issues", "7", "comments"]):
            long = len(body["body"]) > 65_536
            self.answer(422, {"message": "Validation Failed"}) if long else self.answer(
                201, hub.comments[hub.says(body["body"], hub.login)]
            )
        elif path[:2] == ["issues", "comments"] and int(path[2]) in hub.comments:
            self.kept(method, int(path[2]), body)
        else:
            self.found(None)

    def kept(self, method: str, number: int, body: Any) -> None:  # noqa: ANN401 - JSON
        """A comment that is there is changed or deleted."""
        if method == "DELETE":
            self.github.comments.pop(number, None)
            self.answer(204, None)
        else:
            self.github.comments[number]["body"] = body["body"]
            self.answer(200, self.github.comments[number])

    def listed(self, things: list[dict[str, Any]], query: dict[str, list[str]]) -> None:
        """One page, with the way to the next."""
        page = int(query.get("page", ["1"])[0])
        most = self.github.page
        link = {}
        if len(things) > page * most:
            path = urlsplit(self.path).path
            link = {"Link": f'<{self.github.url}{path}?page={page + 1}>; rel="next", <{self.github.url}>; rel="last"'}
        self.answer(200, things[(page - 1) * most : page * most], **link)

    def found(self, thing: object) -> None:
        """The thing, or that there is none."""
        self.answer(200 if thing is not None else 404, thing if thing is not None else {"message": "Not Found"})

    def answer(self, status: int, content: object, **headers: str) -> None:
        """Send this."""
        data = b"" if content is None else content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def refusal() -> dict[str, str]:
    """What GitHub says to a token that may not."""
    return {"message": "Resource not accessible by integration", "status": "403"}


def status(number: int, content: object = None, **headers: str) -> Act:
    """Answer with this status."""

    def act(handler: Handler) -> None:
        handler.answer(number, {"message": "x"} if content is None else content, **headers)

    return _named(act, f"status-{number}")


def silence(seconds: float) -> Act:
    """Answer only after a while, when nobody listens any more."""

    def act(handler: Handler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return _named(act, "silence")


def _named(act: Act, name: str) -> Act:
    act.__name__ = name
    return act


def hang_up(handler: Handler) -> None:
    """Break off without an answer."""
    handler.close_connection = True


def cut_off(handler: Handler) -> None:
    """Break off in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'[{"id"')
    handler.close_connection = True


def done_and(act: Act) -> Act:
    """Make the comment, and then misbehave, so that whoever asked cannot know."""

    def both(handler: Handler) -> None:
        handler.github.says("<!-- configguard -->\nmade, and not told", handler.github.login)
        act(handler)

    return both


@contextmanager
def running() -> Iterator[GitHub]:
    """One that listens on a port of this machine."""
    hub = GitHub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"github": hub}))
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    hub.pulls[7] = {"number": 7, "state": "open", "head": {"sha": TIP}, "base": {"ref": "main"}}
    thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def in_ci(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    """GitHub, for a run of CI that has a token and tells of no event."""
    monkeypatch.setattr(_http, "PAUSES", (0.01,))
    monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)
    monkeypatch.setenv("CI", "true")
    with running() as hub:
        for name, value in {"API_URL": hub.url, "REPOSITORY": "acme/api", "TOKEN": TOKEN}.items():
            monkeypatch.setenv(f"GITHUB_{name}", value)
        yield hub
