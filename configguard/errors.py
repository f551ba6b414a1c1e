"""Why no verdict could be given: every error says what is wrong, then what to do."""

from __future__ import annotations

from typing import ClassVar


class GuardError(Exception):
    """No verdict can be given; `status` is the exit status, `cures` are commands or sentences that mend it."""

    status: ClassVar[int] = 3

    def __init__(self, problem: str, cure: str, *more: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.cures = (cure, *more)


class Misasked(GuardError):
    """The question was wrong: a flag, a revision that does not exist, a policy with mistakes (status 2)."""

    status = 2


class Undecided(GuardError):
    """The question was right, but no answer could be had: git could not tell, a rule crashed (status 3)."""

    status = 3
