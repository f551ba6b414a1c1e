"""What is sent over the network, where to, how often, and what becomes of an odd answer."""

from __future__ import annotations

import json
import ssl
from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked, Undecided
from configguard.platforms import Absent, Api, Repository, _http
from tests.unit.platforms import github

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "url",
    [
        "http://api.github.com",
        "ftp://localhost",
        "file:///etc/passwd",
        "api.github.com",
        "",
        "https://",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example",
        "https://user:secret@api.github.com",
        "https://api.github.com:port",
        "https://[::1",
        "https://api.github.com/\r\nX: y",
    ],
)
def test_a_token_goes_to_no_place_that_shows_it_on_the_way(url: str) -> None:
    with pytest.raises(Misasked) as raised:
        Api(url, github.TOKEN)
    assert github.TOKEN not in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("url", ["https://api.github.com", "https://ghe.acme.example/api/v3/", "http://[::1]:80"])
def test_it_goes_where_it_is_encrypted_or_stays_here(url: str) -> None:
    assert repr(Api(url, github.TOKEN)) == f"Api({url.rstrip('/')!r})"


@pytest.mark.parametrize("token", ["", "a b", "a\r\nX: y", "é", "\x00"])
def test_what_cannot_be_a_token_is_no_header(token: str) -> None:
    with pytest.raises(Misasked, match="the token cannot be one"):
        Api("https://api.github.com", token)


@pytest.mark.parametrize("name", ["", "api", "a/b/c", "../api", "acme/..", "acme/.", "a/b?x", "acme/a\n", "a%2F/b"])
def test_what_is_no_repository_is_no_path(name: str) -> None:
    with pytest.raises(Misasked, match="OWNER/NAME"):
        Repository(Api("https://api.github.com", github.TOKEN), name)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_to_another_place_is_refused_and_nothing_sent_there(
    hub: github.GitHub, repository: Repository, code: int
) -> None:
    with github.running() as other:
        for place in (f"{other.url}/repos/acme/api/pulls/7", "https://evil.example/", f"//{other.url[7:]}/x"):
            hub.wrong("GET", github.status(code, Location=place))
            with pytest.raises(Undecided, match=r"sends to another place|begins with"):
                repository.one("/pulls/7")
        assert other.asked == []


def test_a_next_page_at_another_place_is_refused(hub: github.GitHub, repository: Repository) -> None:
    with github.running() as other:
        hub.wrong("GET", github.status(200, [], Link=f'<{other.url}/repos/acme/api/x>; rel="next"'))
        with pytest.raises(Undecided, match="another place"):
            list(repository.all("/issues/7/comments"))
        assert other.asked == []


def test_a_redirect_within_the_place_is_followed_and_not_for_ever(hub: github.GitHub, repository: Repository) -> None:
    hub.wrong("GET", github.status(301, Location=f"{hub.url}/repos/acme/api/pulls/7"))
    assert repository.one("/pulls/7")["number"] == 7
    hub.wrong("GET", github.status(307, Location="/repos/acme/api/pulls/7"), times=99)
    with pytest.raises(Undecided, match="without end"):
        repository.one("/pulls/7")


@pytest.mark.parametrize(
    "wrong",
    [
        github.status(500),
        github.status(502, b"<html>"),
        github.status(429),
        github.status(403, Retry_After="0"),
        github.hang_up,
        github.silence(0.8),
        github.cut_off,
    ],
)
def test_what_fails_on_the_way_is_tried_again(hub: github.GitHub, repository: Repository, wrong: github.Act) -> None:
    hub.wrong("GET", wrong, times=2)
    assert repository.one("/pulls/7")["number"] == 7
    assert hub.count("GET") == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (github.status(503), "answers with status 503"),
        (github.status(429), "answers with status 429"),
        (github.hang_up, "broke off its answer: RemoteDisconnected|cannot be reached"),
        (github.cut_off, "cannot be reached|broke off"),
    ],
)
def test_it_is_not_tried_for_ever(hub: github.GitHub, repository: Repository, wrong: github.Act, words: str) -> None:
    hub.wrong("GET", wrong, times=99)
    with pytest.raises(Undecided, match=words):
        repository.one("/pulls/7")
    assert hub.count("GET") == 4


def test_nobody_waits_for_an_hour(hub: github.GitHub, repository: Repository) -> None:
    hub.wrong("GET", github.status(429, Retry_After="3600"), times=99)
    with pytest.raises(Undecided, match="429"):
        repository.one("/pulls/7")
    assert hub.count("GET") == 1


def test_a_server_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_http, "PAUSES", (0.0,))
    with github.running() as gone:
        url = gone.url
    with pytest.raises(Undecided, match="cannot be reached: Connection refused"):
        Repository(Api(url, github.TOKEN), "acme/api").one("/pulls/7")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"number": NaN' + b" " * 100]
)
def test_what_is_no_answer_is_not_taken_for_one(hub: github.GitHub, repository: Repository, content: bytes) -> None:
    hub.wrong("GET", github.status(200, content))
    with pytest.raises(Undecided, match="cannot be understood"):
        repository.one("/pulls/7")


@pytest.mark.parametrize("content", [{"a": 1}, [1], [[]], "x", None])
def test_a_list_is_a_list_of_things(hub: github.GitHub, repository: Repository, content: object) -> None:
    hub.wrong("GET", github.status(200, json.dumps(content).encode()))
    with pytest.raises(Undecided, match="no list of mappings"):
        list(repository.all("/issues/7/comments"))


def test_an_answer_has_an_end(hub: github.GitHub, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_http, "LARGEST", 1000)
    hub.wrong("GET", github.status(200, b" " * 100_000))
    with pytest.raises(Undecided, match="more than"):
        repository.one("/pulls/7")


@pytest.mark.parametrize(("code", "kind"), [(401, Undecided), (404, Absent), (422, Undecided), (418, Undecided)])
def test_a_refusal_is_said_in_the_platform_s_words_without_the_token(
    hub: github.GitHub, repository: Repository, code: int, kind: type[Undecided]
) -> None:
    echo = {"message": f"Bad credentials: {github.TOKEN}."}
    hub.wrong("GET", github.status(code, echo))
    with pytest.raises(kind) as raised:
        repository.one("/pulls/7")
    said = raised.value.problem
    assert said == f"the API refuses GET /repos/acme/api/pulls/7: {code}, Bad credentials: ***"
    assert raised.value.cures


def test_what_stays_on_this_machine_goes_through_no_proxy(hub: github.GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    with github.running() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        assert Repository(Api(hub.url, github.TOKEN), "acme/api").one("/pulls/7")["number"] == 7
        assert proxy.asked == []


def test_c24_only_the_certificates_of_the_machine_are_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def trusted() -> tuple[object, object]:
        context = _http._trusting()  # noqa: SLF001 - nothing else shows whom it trusts
        return context.cert_store_stats(), (context.verify_mode, context.check_hostname)

    before = trusted()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert trusted() == before
    assert before[1] == (ssl.CERT_REQUIRED, True)


def test_an_enterprise_server_has_its_other_api_beside_the_first(hub: github.GitHub) -> None:
    assert Repository(Api(f"{hub.url}/api/v3", github.TOKEN), "acme/api").login() == github.US
    assert hub.asked == ["GET /api/v3/user", "POST /api/graphql"]
