"""A fault in any room of the guard is no verdict, is said without a value, and never as a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.press import Fault
from tests.faults.running import FINE, STRAYED

if TYPE_CHECKING:
    from tests.faults.press import Press
    from tests.faults.running import Place

ROOMS = [
    "configguard.revisions:compare",
    "configguard.guard.looking:find_policy",
    "configguard.formats:read",
    "configguard.diffing:compare",
    "configguard.intents:gather",
    "configguard.rules.outside_intent:RULE.check",
    "configguard.rules.unused_scope:RULE.check",
    "configguard.guard.judging:suggested",
    "configguard.reporters.text:REPORTER.render",
    "configguard.cli.check:say_report",
]
KINDS = ["MemoryError", "RecursionError", "KeyError", "AssertionError", "OSError", "UnicodeEncodeError", "SystemError"]


@pytest.mark.parametrize("where", ROOMS)
def test_a_fault_in_any_room_is_no_verdict(where: str, place: Place, press: Press) -> None:
    for kind in KINDS:
        ran = press.run(place, FINE, faults=[Fault(where, kind)])
        assert ran.undecided(), (kind, ran)
        assert "S3NTINEL" not in ran.err, kind
    ran = press.run(place, FINE, faults=[Fault(where, "KeyboardInterrupt")])
    assert (ran.status, ran.out, ran.err) == (130, "", "stopped before there was a verdict\n")


def test_a_fault_is_said_with_its_place_and_what_to_send(place: Place, press: Press) -> None:
    ran = press.run(place, FINE, faults=[Fault("configguard.diffing:compare", "KeyError")])
    assert ran.undecided("the guard itself failed: KeyError at press.py:", "report it", "--debug")
    ran = press.run(place, STRAYED, faults=[Fault("configguard.rules.type_change:RULE.check", "KeyError")])
    assert ran.undecided("the rule type-change crashed: KeyError", "levels: { type-change: off }")
    ran = press.run(place, FINE, faults=[Fault("configguard.formats:read", "OSError")])
    assert ran.undecided("the system refused something: ", "at press.py:")
    for where in ("configguard.formats:read", "configguard.rules.type_change:RULE.check"):
        ran = press.run(place, FINE, faults=[Fault(where, "MemoryError")])
        assert ran.undecided("there is not enough memory", "ulimit -v")


def test_only_who_asks_for_it_sees_a_traceback(place: Place, press: Press) -> None:
    faults = [Fault("configguard.diffing:compare", "KeyError")]
    assert press.run(place, FINE, faults=faults).undecided()
    asked = press.run(place, [*FINE, "--debug"], faults=faults)
    assert asked.status == 3
    assert "came about on this way" in asked.err
    assert "S3NTINEL" not in asked.err


def test_a_second_fault_while_the_first_is_said_is_no_pass_either(place: Place, press: Press) -> None:
    """Not even memory to say it in."""
    first = Fault("configguard.diffing:compare", "MemoryError")
    for second in (
        "configguard.cli._failing:say",
        "configguard.cli._failing:_fault",
        "configguard.cli._failing:_status_of",
    ):
        ran = press.run(place, FINE, faults=[first, Fault(second, "MemoryError")])
        assert ran.undecided("configguard could not be run: MemoryError"), second


def test_the_other_commands_fail_as_openly(place: Place, press: Press) -> None:
    rest = FINE[1:]
    for asked in (("diff", *rest), ("suggest", *rest), ("restore", "--base", "main"), ("list", "files"), ("demo",)):
        for kind in ("MemoryError", "KeyError"):
            ran = press.run(place, asked, faults=[Fault("configguard.revisions:compare", kind)])
            assert ran.status == 3, asked
            assert "cannot judge: " in ran.err, asked
            assert "Traceback" not in ran.err, asked
