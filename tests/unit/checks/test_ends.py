"""Evaluations that do not end by themselves, or end the process."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from configguard import checks
from configguard.checks import _apart
from configguard.checks._apart import Ended, Job
from configguard.model.check import Call

if TYPE_CHECKING:
    import pytest

QUADRATIC = "changes.all(a, !(scopes[0] in changes[0].long))"


def hostile() -> Call:
    long: list[str | int] = [str(number) for number in range(90_000)]
    return Call("proposal", QUADRATIC, {"changes": [{"long": [*long]}, *({} for _ in range(9_000))], "scopes": ["x"]})


def test_a_search_of_a_long_list_in_every_step_is_ended_and_the_others_are_told() -> None:
    easy = Call("proposal", "true", {"changes": [], "scopes": []})
    assert checks.asked([easy, hostile(), easy]) == [True, "it takes too long", True]


def test_a_text_that_grows_with_every_step_is_ended() -> None:
    given: dict[str, object] = {"changes": [{} for _ in range(9_000)], "scopes": ["x" * 1_000_000]}
    call = Call("proposal", "changes.map(a, scopes[0] + scopes[0] + scopes[0]).size() > 1", given)  # type: ignore[arg-type]
    assert checks.asked([call])[0] in {"it takes too long", "CEL gave up on it"}


def test_steps_are_counted_in_all_that_is_nested() -> None:
    numbers: list[dict[str, object]] = [{"n": number} for number in range(300)]
    call = Call("proposal", "changes.all(a, changes.all(b, a.n >= 0))", {"changes": numbers, "scopes": []})  # type: ignore[dict-item]
    assert checks.asked([call]) == ["it takes more than 10,000 steps"]


def test_a_regular_expression_takes_no_exponential_time() -> None:
    call = Call("proposal", "scopes[0].matches('^(a+)+$')", {"changes": [], "scopes": ["a" * 100_000 + "b"]})
    assert checks.asked([call]) == [False]


def test_after_three_that_were_ended_the_others_are_not_begun() -> None:
    def stuck(number: int) -> int:
        while number:
            pass
        return number

    jobs = [Job(number, 0.05) for number in (0, 1, 1, 1, 0, 0)]
    late, never = Ended("it takes too long"), Ended("others before it took too long")
    assert _apart.each(jobs, stuck) == [0, late, late, late, never, never]


def test_a_crash_is_the_end_of_one_job_alone() -> None:
    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGSEGV)
        return number

    assert _apart.each([Job(number, 1.0) for number in range(3)], work) == [0, Ended("CEL gave up on it"), 2]


def test_an_error_within_is_the_end_of_one_job_alone() -> None:
    def work(number: int) -> float:
        return 1 // number

    answers = _apart.each([Job(number, 1.0) for number in (1, 0, 1)], work)  # type: ignore[arg-type]
    assert answers == [1, Ended("CEL gave up on it"), 1]


def test_more_memory_than_allowed_is_the_end_of_it() -> None:
    answers = _apart.each([Job(_apart.MEMORY + 1, 5.0)], lambda size: len(bytearray(size)))
    assert answers == [Ended("CEL gave up on it")]


def test_all_together_have_a_time_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_apart, "ALTOGETHER", 0.0)
    answers = _apart.each([Job(number, 1.0) for number in range(3)], lambda number: number)
    late, never = Ended("all checks together take too long"), Ended("others before it took too long")
    assert answers == [0, late, never]


def test_whoever_waits_in_silence_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_apart, "SILENCE", 0.2)

    def waiting(seconds: int) -> int:
        time.sleep(seconds)
        return 1

    answers = _apart.each([Job(600, 1.0), Job(0, 1.0)], waiting)
    assert answers == [Ended("it takes too long"), 1]


def test_nothing_is_written_by_the_process_apart(capfd: pytest.CaptureFixture[str]) -> None:
    def work(number: int) -> int:
        os.write(1, b"out")
        os.write(2, b"err")
        return number

    assert _apart.each([Job(1, 1.0)], work) == [1]
    assert capfd.readouterr() == ("", "")


def test_long_answers_come_whole() -> None:
    assert _apart.each([Job(300_000, 1.0)] * 2, lambda size: "x" * size) == ["x" * 300_000] * 2
