"""There is one comment of ours on a pull request, whatever happens while it is put there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from configguard.platforms import Put, Unwilling, put
from configguard.reporters.markdown import MARKER
from tests.unit.platforms import github

if TYPE_CHECKING:
    from configguard.platforms import Repository

OLD, NEW = f"{MARKER}\nold\n", f"{MARKER}\nnew\n"


def test_the_first_run_makes_it_and_each_other_one_keeps_it(hub: github.GitHub, repository: Repository) -> None:
    assert put(repository, 7, OLD) == Put("created")
    assert put(repository, 7, NEW) == Put("updated")
    assert put(repository, 7, NEW) == Put("unchanged")
    assert hub.ours() == [NEW]
    assert (hub.count("^POST /repos"), hub.count("^PATCH"), hub.count("^DELETE")) == (1, 1, 0)
    assert hub.bearers == {f"Bearer {github.TOKEN}"}


def test_what_the_platform_does_to_the_ends_of_lines_is_no_change(hub: github.GitHub, repository: Repository) -> None:
    hub.says(NEW.replace("\n", "\r\n").rstrip())
    assert put(repository, 7, NEW) == Put("unchanged")


@pytest.mark.parametrize(
    ("body", "author"),
    [(OLD, "mallory"), (OLD, "other-app[bot]"), (f"I quote:\n{OLD}", github.US), ("hello", github.US)],
)
def test_c32_what_another_wrote_under_our_mark_is_not_ours(
    hub: github.GitHub, repository: Repository, body: str, author: str
) -> None:
    other = hub.says(body, author)
    assert put(repository, 7, NEW) == Put("created")
    assert hub.comments[other]["body"] == body
    assert hub.ours()[-1] == NEW


def test_a_person_s_token_finds_that_person_s_comment(hub: github.GitHub, repository: Repository) -> None:
    hub.login = "ada"
    hub.says(OLD, github.US)
    assert [put(repository, 7, OLD).done, put(repository, 7, NEW).done] == ["created", "updated"]
    assert hub.ours() == [NEW]
    assert hub.count("graphql") == 0


def test_of_several_the_oldest_stays(hub: github.GitHub, repository: Repository) -> None:
    first = hub.says(OLD)
    hub.says(OLD)
    hub.says(NEW)
    assert put(repository, 7, NEW) == Put("updated")
    assert list(hub.comments) == [first]
    assert hub.ours() == [NEW]


def test_it_is_found_on_a_later_page(hub: github.GitHub, repository: Repository) -> None:
    hub.page = 2
    for number in range(7):
        hub.says(f"talk {number}", "bob")
    hub.says(OLD)
    assert put(repository, 7, NEW) == Put("updated")
    assert hub.ours() == [NEW]
    assert hub.count("GET .*comments") == 4


def test_pages_without_end_are_given_up(
    hub: github.GitHub, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("configguard.platforms._github.MOST_PAGES", 5)
    again = f'<{hub.url}/repos/acme/api/issues/7/comments?page=1>; rel="next"'
    hub.wrong("GET .*comments", github.status(200, [], Link=again), times=99)
    with pytest.raises(Undecided, match="more than 5 pages"):
        put(repository, 7, NEW)


@pytest.mark.parametrize("wrong", [github.hang_up, github.silence(1.0), github.status(502), github.cut_off])
def test_a_comment_that_was_made_though_nobody_said_so_is_not_made_again(
    hub: github.GitHub, repository: Repository, wrong: github.Act
) -> None:
    hub.wrong("^POST .*comments", github.done_and(wrong))
    assert put(repository, 7, NEW).done == "updated"
    assert hub.ours() == [NEW]
    assert hub.count("^POST .*comments") == 1


@pytest.mark.parametrize("wrong", [github.hang_up, github.silence(1.0), github.status(503)])
def test_a_comment_that_was_not_made_is_made_then(
    hub: github.GitHub, repository: Repository, wrong: github.Act
) -> None:
    hub.wrong("^POST .*comments", wrong)
    assert put(repository, 7, NEW) == Put("created")
    assert hub.ours() == [NEW]


def test_a_list_that_does_not_show_it_yet_makes_no_second_one(hub: github.GitHub, repository: Repository) -> None:
    hub.wrong("^GET .*comments", github.status(200, []), times=2)
    assert put(repository, 7, NEW) == Put("created")
    assert hub.ours() == [NEW]


def test_a_comment_that_is_deleted_meanwhile_is_made_anew(hub: github.GitHub, repository: Repository) -> None:
    number = hub.says(OLD)

    def take_away(handler: github.Handler) -> None:
        hub.comments.pop(number)
        handler.found(None)

    hub.wrong("^PATCH", take_away)
    assert put(repository, 7, NEW) == Put("created")
    assert hub.ours() == [NEW]


def test_one_that_somebody_always_deletes_is_given_up(hub: github.GitHub, repository: Repository) -> None:
    hub.says(OLD)
    hub.wrong("^PATCH", github.status(404), times=99)
    with pytest.raises(Undecided, match="does not stay"):
        put(repository, 7, NEW)


def test_a_token_of_which_nobody_tells_the_login_learns_it_from_what_it_writes(
    hub: github.GitHub, repository: Repository
) -> None:
    hub.wrong("graphql", github.status(200, {"data": None}), times=99)
    for _ in range(3):
        put(repository, 7, NEW)
        assert hub.ours() == [NEW]


def test_runs_at_once_leave_one(hub: github.GitHub, repository: Repository) -> None:
    texts = [f"{MARKER}\nrun {number}\n" for number in range(6)]
    gate = threading.Barrier(len(texts))
    failed: list[BaseException] = []

    def none_yet(handler: github.Handler) -> None:
        gate.wait(5)
        handler.answer(200, [])

    hub.wrong("^GET .*comments", none_yet, times=len(texts))

    def run(text: str) -> None:
        try:
            put(repository, 7, text)
        except BaseException as error:  # noqa: BLE001 - the test says which
            failed.append(error)

    threads = [threading.Thread(target=run, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert hub.count("^POST .*comments") == len(texts)
    assert len(hub.ours()) == 1
    assert hub.ours()[0] in texts


def test_an_old_run_does_not_speak_over_a_newer_one(hub: github.GitHub, repository: Repository) -> None:
    hub.says(NEW)
    assert put(repository, 7, OLD, "0" * 40) == Put("outdated", github.TIP)
    assert hub.ours() == [NEW]
    assert put(repository, 7, OLD, github.TIP) == Put("updated")


def test_c31_a_token_that_may_not_write_is_told_apart(hub: github.GitHub, repository: Repository) -> None:
    hub.may_write = False
    with pytest.raises(Unwilling, match="403, Resource not accessible by integration"):
        put(repository, 7, NEW)
    assert hub.comments == {}
