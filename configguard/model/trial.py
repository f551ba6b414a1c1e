"""A test of a policy: a change as it is written down, and what the policy must say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from configguard.model.declared import TRIALS
from configguard.model.document import Place
from configguard.model.record import dataclass, field


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that is expected: its level, its rule, and the address or file it is about, if it is about one."""

    level: str
    rule: str
    where: str = ""

    def __str__(self) -> str:
        """`error outside-intent config/api.yaml:database.host`."""
        return " ".join(filter(None, (self.level, self.rule, self.where)))


@dataclass(frozen=True, slots=True)
class Trial:
    """One test: the files before, what the change writes and takes away, what is said of it, and what must come of it.

    `title`, `body`, `author` and `labels` are those of its pull request. `day` is the one on which it is judged, today
    where it is empty. Where `findings` is None, only the verdict is held against what was expected, and the other way
    round.
    """

    file: str
    place: Place
    base: Mapping[str, str] = field(default_factory=dict)
    head: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    message: str = ""
    title: str | None = None
    body: str = ""
    author: str | None = None
    labels: tuple[str, ...] = ()
    day: str = ""
    strict: bool = False
    verdict: Literal["pass", "fail"] | None = None
    findings: tuple[Expected, ...] | None = None

    @property
    def name(self) -> str:
        """Its file's name within the folder of tests, without what it ends in."""
        return self.file.removeprefix(TRIALS).rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test: findings that were expected and not found, found and not expected, and verdicts that differ.

    `undecided` says why there was no verdict.
    """

    trial: Trial
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    verdict: str | None = None
    undecided: str = ""

    @property
    def holds(self) -> bool:
        """Whether all came as expected."""
        return not (self.missing or self.surplus or self.verdict or self.undecided)
