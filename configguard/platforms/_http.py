"""Asks an API over HTTP: at one place only, with a token that is shown nowhere, for a bounded time."""

from __future__ import annotations

import http.client
import json
import os
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, NamedTuple

from configguard.errors import Misasked, Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from http.client import HTTPResponse

PAUSES = (1.0, 3.0, 9.0)
"""Seconds before each further try of what may be tried again."""
PATIENCE = 20.0
"""Seconds that a server may be silent."""
LONGEST = 60.0
"""Seconds that one answer may take, and that a server may ask to wait."""
LARGEST = 16 * 1024 * 1024
"""Bytes of an answer."""

_BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
"""Where Debian, Fedora and others keep the certificates, for a Python that was built elsewhere."""
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 307, 308})
_TOO_MANY = 429
_FORBIDDEN = 403
_BROKEN = 500
_HIDDEN = "***"
_VERSION = "2022-11-28"
_WHICH = "name the API with GITHUB_API_URL, as https://api.github.com"


class Lost(Undecided):
    """There was no answer, though what was asked for may have been done."""


class Reply(NamedTuple):
    """An answer, whatever its status."""

    status: int
    headers: Message
    content: bytes


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """Takes every answer as it is: where a redirect leads is looked at first, for the token would go along."""

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:  # noqa: ARG002 - urllib's form
        """The answer."""
        return response

    https_response = http_response


class Api:
    """An API at one place, asked in the name of a token.

    Raises `Misasked` for a place that is neither https nor this machine, or a token that cannot be one.
    """

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self._origin = _origin(self.url)
        if not token.isascii() or not token.isprintable() or not token or " " in token:
            raise Misasked("the token cannot be one: it is empty, or holds blanks", "give it alone, on one line")
        self._token = token
        # What goes to this machine unencrypted must not go through another one.
        proxies: dict[str, str] | None = {} if self._origin[0] == "http" else None
        secured = urllib.request.HTTPSHandler(context=_trusting())
        self._opener = urllib.request.build_opener(_AsItIs(), urllib.request.ProxyHandler(proxies), secured)

    def __repr__(self) -> str:
        """Where it is, without the token."""
        return f"Api({self.url!r})"

    def ask(self, method: str, path: str, body: object = None, *, once: bool = False) -> Reply:
        """The answer; `path` is one below the API's own URL, or a whole URL at the same place.

        What fails on the way is tried again; what may be done but `once`, only where it was surely not done. Raises
        `Lost` when no try is left, `Undecided` for a redirect to another place, or an answer that is too large.
        """
        found = self._try(method, path, body)
        for pause in PAUSES:
            wait = _wait(found, pause, once=once)
            if wait is None:
                break
            time.sleep(wait)
            found = self._try(method, path, body)
        return self._answer(found, method)

    def hushed(self, text: str) -> str:
        """The text without the token, which a server may send back."""
        return text.replace(self._token, _HIDDEN)

    def _answer(self, found: Reply | Lost, method: str) -> Reply:
        if isinstance(found, Lost):
            raise found
        if found.status >= _BROKEN or found.status == _TOO_MANY:
            raise self._lost(f"answers with status {found.status}" + (f" to a {method}" if method != "GET" else ""))
        return found

    def _try(self, method: str, path: str, body: object) -> Reply | Lost:
        url = path if "://" in path else f"{self.url}{path}"
        for _ in range(_MOST_REDIRECTS + 1):
            self._refuse_elsewhere(url)
            try:
                reply = self._once(method, url, body)
            except (OSError, http.client.HTTPException) as error:
                return self._lost(_reason(error))
            if reply.status not in _REDIRECTS:
                return reply
            url = urllib.parse.urljoin(url, reply.headers.get("Location", ""))
        raise Undecided(f"{self._origin[1]} sends from one place to the next without end", _WHICH)

    def _once(self, method: str, url: str, body: object) -> Reply:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, method=method)  # noqa: S310 - the scheme was looked at
        request.add_header("Accept", "application/vnd.github+json, application/json;q=0.9")
        request.add_header("Content-Type", "application/json")
        request.add_header("User-Agent", "configguard")
        request.add_header("X-GitHub-Api-Version", _VERSION)
        request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        with self._opener.open(request, timeout=PATIENCE) as response:
            return Reply(response.status, response.headers, self._read(response))

    def _read(self, response: HTTPResponse) -> bytes:
        content = b"".join(_chunks(response))
        if len(content) > LARGEST:
            raise Undecided(f"{self._origin[1]} answers with more than {LARGEST // 1024 // 1024} MiB", _WHICH)
        return content

    def _refuse_elsewhere(self, url: str) -> None:
        """The token is for one place, whoever says that another is meant."""
        if _origin(url, asked=False) != self._origin:
            problem = f"{self._origin[1]} sends to another place, and the token is not for that"
            raise Undecided(problem, _WHICH)

    def _lost(self, reason: str) -> Lost:
        return Lost(self.hushed(f"{self._origin[1]} {reason}"), "run it again, or see https://www.githubstatus.com")


def _trusting() -> ssl.SSLContext:
    """What trusts this machine's certificates alone: an earlier step of a job can set `SSL_CERT_FILE` to its own."""
    own = ssl.get_default_verify_paths()
    file, folder = own.openssl_cafile, own.openssl_capath
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    places = [file, *_BUNDLES] if not os.path.isdir(folder) else [file]  # noqa: PTH112 - a folder of OpenSSL's own
    bundle = next((place for place in places if os.path.isfile(place)), None)  # noqa: PTH113 - as above
    context.load_verify_locations(bundle, folder)
    return context


def _wait(found: Reply | Lost, pause: float, *, once: bool) -> float | None:
    """Seconds until the next try; None where this answer counts."""
    if isinstance(found, Lost):
        return None if once else pause
    said = found.headers.get("Retry-After", "")
    if found.status == _TOO_MANY or (found.status == _FORBIDDEN and said):  # too often: it was not done
        asked = float(said) if said.isdecimal() else pause
        return asked if asked <= LONGEST else None
    return pause if found.status >= _BROKEN and not once else None


def _chunks(response: HTTPResponse) -> Iterator[bytes]:
    """What comes, until there is too much of it; one that comes too slowly is a timeout."""
    size, end = 0, time.monotonic() + LONGEST
    while size <= LARGEST and (chunk := response.read1(1 << 16)):
        yield chunk
        size += len(chunk)
        if time.monotonic() > end:
            raise TimeoutError
    expected = response.headers.get("Content-Length", "")
    if size <= LARGEST and expected.isdecimal() and int(expected) > size:
        raise ConnectionResetError


def _origin(url: str, *, asked: bool = True) -> tuple[str, str, int | None]:
    """Scheme, host and port; raises where that is no place to send a token to."""
    kind = Misasked if asked else Undecided
    try:
        parts = urllib.parse.urlsplit(url)
        place = parts.scheme, parts.hostname or "", parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        raise kind("the URL of the API cannot be understood", _WHICH) from None
    if parts.username is not None or parts.password is not None or not place[1] or not url.isprintable():
        raise kind("the URL of the API is not that of a plain place", _WHICH)
    if place[0] != "https" and (place[0] != "http" or place[1] not in _HERE):
        raise kind(f"the URL of the API begins with {place[0]}://, which would show the token on the way", _WHICH)
    return place


def _reason(error: OSError | http.client.HTTPException) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return "did not answer in time"
    if isinstance(cause, ssl.SSLError):
        return f"cannot be trusted: {cause.reason or 'TLS failed'}"
    if isinstance(cause, OSError) and cause.strerror:
        return f"cannot be reached: {cause.strerror}"
    return f"broke off its answer: {type(cause).__name__}"
