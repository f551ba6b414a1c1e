"""Standard streams that are closed, full, or read by nobody: a verdict that nobody got is no pass."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.faults.running import FINE, STRAYED

if TYPE_CHECKING:
    from tests.faults.running import Place

WRONG = ("check", "--base", "absent")
UNSAID = "the report cannot be written: "
CLOSED = UNSAID + "stdout is closed"
FULL = UNSAID + "No space left on device"


@pytest.mark.parametrize(
    ("streams", "fine", "words"),
    [
        ("", 0, ""),
        (">&-", 3, CLOSED),
        ("1</dev/null", 3, CLOSED),
        (">/dev/full", 3, FULL),
        (">/dev/full 2>/dev/full", 3, ""),
        ("<&- >&- 2>&-", 3, ""),
        ("<&-", 0, ""),
        ("2>&-", 0, ""),
        ("2>/dev/full", 0, ""),
    ],
)
def test_a_pass_that_cannot_be_said_is_none_and_all_else_stays_what_it_is(
    streams: str, fine: int, words: str, place: Place
) -> None:
    passed, failed, wrong = (place.shell(f'"$@" {streams}', *asked) for asked in (FINE, STRAYED, WRONG))
    assert (passed.status, failed.status, wrong.status) == (fine, 1, 2)
    assert words in passed.err
    assert words in failed.err
    assert "Traceback" not in passed.err + failed.err + wrong.err


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("asked", [("--version",), ("--help",), ("list", "rules"), ("explain", "type-change")])
def test_nothing_that_was_asked_for_is_lost_without_a_word(
    unbuffered: str, asked: tuple[str, ...], place: Place
) -> None:
    ran = place.shell('"$@" >/dev/full', *asked, environ={"PYTHONUNBUFFERED": unbuffered})
    assert ran.undecided(FULL)


@pytest.mark.parametrize("asked", [FINE, (*FINE, "--format", "json"), ("diff", *FINE[1:]), ("explain", "type-change")])
def test_a_reader_who_has_gone_is_no_pass(asked: tuple[str, ...], place: Place) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = place.run(*asked, stdout=writing)
    os.close(writing)
    assert ran.status == 3
    assert ("went away before its end" in ran.err) == (asked[0] == "check")
    assert "Traceback" not in ran.err


def test_a_failed_verdict_stays_one_when_its_reader_has_gone(place: Place) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = place.run(*STRAYED, stdout=writing)
    os.close(writing)
    assert ran.status == 1
    assert "went away before its end" in ran.err


def test_closed_streams_lend_their_numbers_to_no_file(place: Place) -> None:
    """What is said to stdout or stderr must not end up in a report that was opened in their place."""
    report = place.beside / "report.json"
    for streams in ("<&- >&- 2>&-", ">&- 2>&-", "2>&-"):
        assert place.shell(f'"$@" {streams}', *STRAYED, "--format", f"json={report}").status == 1
        assert json.loads(report.read_text("utf-8"))["verdict"] == "fail"


def test_a_verdict_that_only_a_file_was_asked_for_needs_no_stdout(place: Place) -> None:
    report = place.beside / "report.json"
    for unbuffered in ("", "1"):
        environ = {"PYTHONUNBUFFERED": unbuffered}
        assert place.shell('"$@" >/dev/full', *FINE, "--format", f"json={report}", environ=environ).status == 0
        assert json.loads(report.read_text("utf-8"))["verdict"] == "pass"
