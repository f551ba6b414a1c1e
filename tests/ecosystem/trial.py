"""Judges every commit of a history three times: as nobody explained it, as it is suggested, and with a stray edit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from configguard import guard, revisions
from configguard.errors import GuardError
from configguard.model.report import Report
from configguard.model.revision import Ask
from tests.ecosystem import straying
from tests.ecosystem.histories import Commit, History

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.policy import Policy

ABOUT_INTENT = {
    "broad-intent",
    "critical-setting",
    "missing-intent",
    "outside-intent",
    "policy-change",
    "unknown-scope",
    "unmet-intent",
    "unused-scope",
}
"""The rules that nothing is left to say for, once a change is said to be for what is suggested."""


@dataclass(frozen=True)
class Trial:
    """What came of one commit; `strayed` and `stray` are None where there was nothing to stray from, or to."""

    commit: Commit
    unsaid: Report
    said: Report
    stray: straying.Stray | None = None
    strayed: Report | None = None

    @property
    def unmet(self) -> list[str]:
        """What the suggested lines left to say."""
        return [f"{self.commit.short} {f.rule}: {f.message}" for f in self.said.findings if f.rule in ABOUT_INTENT]

    @property
    def caught(self) -> bool:
        """Whether the stray edit failed the check, at its own setting and at no other."""
        if self.strayed is None or self.stray is None:
            return False
        outside = [finding.address for finding in self.strayed.findings if finding.rule == "outside-intent"]
        return outside == [self.stray.address] and self.strayed.verdict == "fail"


@dataclass(frozen=True)
class Trials:
    """What came of a whole history; `faults` are the commits that no verdict could be given for."""

    history: History
    trials: tuple[Trial, ...]
    faults: tuple[str, ...]

    @property
    def strays(self) -> list[Trial]:
        """Those with an edit that strays."""
        return [trial for trial in self.trials if trial.stray is not None]

    @property
    def problems(self) -> list[str]:
        """What must not be: no verdict, something that the suggested lines left to say, a stray edit not caught."""
        unmet = [problem for trial in self.trials for problem in trial.unmet]
        passed = [f"{t.commit.short} let {t.stray and t.stray.address} stray" for t in self.strays if not t.caught]
        return [f"{self.history.name}: {problem}" for problem in (*self.faults, *unmet, *passed)]

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that are others as soon as one finding of one commit is another."""
        lines = [
            f"{trial.commit.oid} {finding.rule} {finding.level} {finding.address} {finding.file} {finding.message}"
            for trial in self.trials
            for report in (trial.unsaid, trial.said)
            for finding in report.findings
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def judge(history: History, commits: tuple[Commit, ...]) -> Trials:
    """What the guard makes of commits of a history under the policy that is written for it."""
    first = commits[0]
    policy = guard.look(Ask(str(history.folder), base=first.parent, head=first.oid), history.policy).policy
    trials: list[Trial] = []
    faults: list[str] = []
    for commit in commits:
        try:
            trials.append(_judged(history, commit, policy))
        except GuardError as error:
            faults.append(f"{commit.short} ended {error.status}: {error.problem}")
    return Trials(history, tuple(_strayed(history, trials)), tuple(faults))


def _judged(history: History, commit: Commit, policy: Policy) -> Trial:
    ask = Ask(str(history.folder), base=commit.parent, head=commit.oid)
    question = guard.Question(ask=ask, policy_file=history.policy, ci=True)
    unsaid = guard.judge(question)
    if not unsaid.suggested:
        return Trial(commit, unsaid, unsaid)
    said = guard.judge(replace(question, message=straying.with_lines(commit.message, unsaid.suggested)))
    scene = straying.Scene(revisions.compare(ask), policy, unsaid.changes)
    return Trial(commit, unsaid, said, straying.stray(commit, scene, straying.Said.of(unsaid.suggested)))


def _strayed(history: History, trials: list[Trial]) -> Iterable[Trial]:
    """The trials, each with the verdict on its stray edit, which is committed with the suggested lines."""
    edits = [(t.commit, t.stray, t.unsaid.suggested) for t in trials if t.stray is not None]
    refs = iter(straying.commit_strays(history, edits))
    for trial in trials:
        if trial.stray is None:
            yield trial
            continue
        ask = Ask(str(history.folder), base=trial.commit.parent, head=next(refs))
        report = guard.judge(guard.Question(ask=ask, policy_file=history.policy, ci=True))
        yield replace(trial, strayed=report)
