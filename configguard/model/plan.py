"""A plan that another tool has made: what it is going to change."""

from __future__ import annotations

from configguard.model.document import Document
from configguard.model.record import dataclass

SENSITIVE, UNKNOWN = "!sensitive", "!unknown"
"""The kinds of values that must not be shown, and of those that nobody knows yet."""
NOT_KNOWN = "known after apply"


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """A plan as somebody gave it: the name of its target, the file that it stands in, and what that holds."""

    name: str
    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan says, as documents like those of a file: what is there, and what will be.

    What nobody may see is a scalar of the kind `!sensitive`, whose text tells equal ones from others and nothing else;
    what nobody knows yet is one of the kind `!unknown`. `sensitive` are the texts that must not be shown.
    `notes` say what the plan does not tell.
    """

    before: tuple[Document, ...]
    after: tuple[Document, ...]
    notes: tuple[str, ...] = ()
    sensitive: frozenset[str] = frozenset()


class NoPlan(Exception):
    """Why a file is no plan that can be judged: one sentence without a full stop, and what mends that."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.cure = cure
