"""Reads what the process apart has said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.checks._apart import Ended
from configguard.model.check import Compiled, Fault

if TYPE_CHECKING:
    from configguard.checks._apart import Answer
    from configguard.model.check import Outcome


def told(answer: Answer) -> Compiled:
    """What became of compiling an expression; one that came to no end is a fault at its beginning."""
    if isinstance(answer, Ended):
        return Compiled(faults=(Fault(0, f"the expression cannot be compiled: {answer.why}"),))
    match answer:
        case {"uses": list(names)}:
            return Compiled(uses=frozenset(map(str, names)))
        case {"faults": list(faults)}:
            return Compiled(faults=tuple(map(_fault, faults)))
    raise TypeError("no answer to a question for faults")


def _fault(said: object) -> Fault:
    match said:
        case [int(at), str(problem), str(unknown), list(known)]:
            return Fault(at, problem, unknown, tuple(map(str, known)))
    raise TypeError("no fault")


def outcome(answer: Answer) -> Outcome:
    """Whether a condition holds, or why that could not be told."""
    if isinstance(answer, Ended):
        return answer.why
    return answer if isinstance(answer, bool) else str(answer)
