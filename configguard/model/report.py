"""What the guard has to say: one report feeds every reporter."""

from __future__ import annotations

from typing import Literal

from configguard.model.change import Change
from configguard.model.effective import Reached
from configguard.model.finding import Finding
from configguard.model.intent import Intent
from configguard.model.level import Level
from configguard.model.record import dataclass, field
from configguard.model.revision import Revision

Verdict = Literal["pass", "overridden", "fail", "unjudged"]


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What reporters say of a rule: its name, own level, summary and manual page (Markdown)."""

    name: str
    level: Level
    summary: str
    manual: str


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What was judged, counted: files that differ, settings that changed, targets; and what could not be seen."""

    files: int = 0
    changes: int = 0
    not_looked_into: tuple[str, ...] = ()
    targets: int = 0


@dataclass(frozen=True)
class Report:
    """The whole report.

    `findings` are sorted, the worst first; `waived` are those that the team has accepted, which weigh nothing;
    `overridden` are those that would fail, and pass because somebody who may has approved of it;
    `notes` are sentences for the reader (`the policy is not yet on main`);
    `unjudged` says why there is no verdict, with its cures. `level_from` tells where a rule's level was set when
    it is not its own. `suggested` are the intent lines that would cover the change. `descriptions` say of lists
    that are compared by position what happened to them. `targets` are those that the change reaches. Findings from the
    level `fail_on` on are what fails.
    """

    verdict: Verdict
    base: Revision
    head: Revision
    policy_file: str
    policy_origin: Literal["base", "head", "file", "none"]
    policy_revision: str
    intent: Intent
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    overridden: tuple[Finding, ...] = ()
    rules: dict[str, RuleInfo] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    looked_at: LookedAt = field(default_factory=LookedAt)
    advisory: bool = False
    fail_on: Level = Level.ERROR
    targets: tuple[Reached, ...] = ()

    def count(self, level: Level) -> int:
        """How many findings have this level."""
        return sum(finding.level is level for finding in self.findings)

    @property
    def outside(self) -> tuple[Change, ...]:
        """The changes that the intent does not cover."""
        return tuple(change for change in self.changes if not change.covered)

    @property
    def worst(self) -> Level:
        """The highest level among the findings."""
        return max((finding.level for finding in self.findings), default=Level.OFF)
