"""Conditions in CEL: compiled when the policy is read, and asked of what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.checks import _apart, _engine
from configguard.checks._answers import outcome, told
from configguard.errors import Undecided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.check import Call, Compiled, Outcome, Over

INSTALL = _engine.INSTALL
"""The command that installs CEL."""

SECONDS = 0.8
"""How long one evaluation may take, in computing time: most take a thousandth of it."""

MORE_FOR_A_VALUE = 0.0001
"""How much longer for each value that it is given: to hand over 100,000 of them takes 0.2 seconds."""

TO_COMPILE = 2.0
"""How long one expression may take to be compiled: the longest that is allowed takes 0.1 seconds."""


def are_possible() -> bool:
    """Whether CEL is installed here."""
    try:
        _engine.engine()
    except Undecided:
        return False
    return True


def compiled(expressions: Sequence[tuple[Over, str]]) -> list[Compiled]:
    """Each expression's variables, or its faults; raises `Undecided` where CEL is not installed."""
    jobs = [_apart.Job(expression, TO_COMPILE) for expression in expressions]
    return [told(answer) for answer in _apart.each(jobs, _engine.engine().compiled)]


def asked(calls: Sequence[Call]) -> list[Outcome]:
    """What each of these evaluations comes to; raises `Undecided` where CEL is not installed."""
    jobs = [_apart.Job(call, SECONDS + MORE_FOR_A_VALUE * call.size) for call in calls]
    return [outcome(answer) for answer in _apart.each(jobs, _engine.engine().asked)]
