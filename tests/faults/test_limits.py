"""Little memory, few files, few processes, a small stack, no time: the whole verdict, or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.faults.press import Fault
from tests.faults.running import FINE, LONG, PASSED, STRAYED

if TYPE_CHECKING:
    from tests.faults.press import Press
    from tests.faults.running import Place

_STEP = "configguard.formats:read"


@pytest.mark.parametrize(
    "limit", ["-v 20000", "-v 30000", "-v 40000", "-n 4", "-n 6", "-n 9", "-n 12", "-n 32", "-s 64", "-s 128", "-c 0"]
)
def test_a_limit_that_is_too_low_is_never_a_pass(limit: str, place: Place) -> None:
    failed = place.shell(f'ulimit {limit} && exec "$@"', *STRAYED)
    assert failed.status
    passed = place.shell(f'ulimit {limit} && exec "$@"', *FINE)
    if passed.status:
        assert PASSED not in passed.out
    else:
        assert (passed.out.splitlines()[0], failed.status) == (f"{PASSED} 2 changes, all inside mail", 1)


def test_what_few_files_and_little_memory_lack_is_said(place: Place) -> None:
    assert place.shell('ulimit -n 9 && exec "$@"', *FINE).undecided("Too many open files")
    assert place.shell('ulimit -n 32 && exec "$@"', *FINE).status == 0


def test_a_change_too_large_for_the_memory_is_no_verdict(own_place: Place) -> None:
    large = {f"key{number}": [number] * 9 for number in range(10_000)}
    for last in (1, 2):
        own_place.repository.commit("Config-Scope: mail", {"config/more/large.json": json.dumps({**large, "z": last})})
    asked = ("check", "--base", "HEAD~1", "--head", "HEAD", "--scope", "mail")
    # What Python takes by itself is another on each machine.
    limits = [f'ulimit -v {int(20_000 * 1.2**step)} && exec "$@"' for step in range(20)]
    suffices = next(limit for limit in limits if own_place.shell(limit, *LONG).status == 0)
    assert own_place.shell(suffices, *asked).undecided("there is not enough memory")
    assert own_place.run(*asked).status == 0


def test_no_process_that_can_be_started_is_no_verdict(place: Place, press: Press) -> None:
    assert press.run(place, FINE, faults=[Fault("subprocess:Popen.__init__", "BlockingIOError")]).undecided("git")


@pytest.mark.parametrize(
    "where",
    [
        _STEP,
        "configguard.diffing:compare",
        "configguard.rules.outside_intent:RULE.check",
        "configguard.reporters:render",
    ],
)
def test_what_takes_for_ever_comes_to_an_end(where: str, place: Place, press: Press) -> None:
    """A format, the comparison, a rule, a reporter that never returns."""
    limit = {"configguard.cli._ending:SECONDS": 0.3}
    ran = press.run(place, FINE, faults=[Fault(where, "spin")], constants=limit)
    assert ran.undecided("the time that a run may take is used up, at ")
    assert press.run(place, FINE, constants={"configguard.cli._ending:SECONDS": 50}).status == 0


def test_processor_time_that_is_used_up_is_no_verdict(place: Place, press: Press) -> None:
    assert press.run(place, FINE, faults=[Fault(_STEP, "SIGXCPU")]).undecided("time", "ulimit -t")
    assert place.shell('ulimit -t 0; exec "$@"', *FINE).status not in {0, 1}
