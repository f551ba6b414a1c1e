"""The first line of a report, which must survive alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.escaping import terminal
from configguard.model.finding import APPROVAL
from configguard.model.level import Level
from configguard.model.words import count
from configguard.reporters._layout import cut
from configguard.reporters._overridden import approved, overridden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.change import Change
    from configguard.model.finding import Finding
    from configguard.model.report import Report

STRAYING = frozenset({"outside-intent", "critical-setting"})
SILENT = "missing-intent"
MARKS = {"pass": "✓", "overridden": "!", "fail": "✗", "unjudged": "cannot judge:"}
_MOST_NAMED = 3
_LONGEST = 240
_SHORT = 200


def headline(report: Report) -> str:
    """The verdict in one harmless line, its mark in front; advisory runs say that they are."""
    said = _SAID[report.verdict](report)
    advisory = " (advisory: reported, not enforced)" if report.advisory else ""
    return f"{MARKS[report.verdict]} {cut(said, _LONGEST)}{advisory}"


def beside(report: Report) -> tuple[str, ...]:
    """What the first line leaves out: of what could not be judged the cures, and what was overridden, in full."""
    passed = overridden(report)
    told = tuple(f"overridden: {line}" for line in passed)
    if report.verdict == "overridden" and len(passed) == 1 and len(passed[0]) < _SHORT:
        told = ()
    if report.verdict == "unjudged":
        return (*report.unjudged[1:], *told)
    return (*(f"not judged: {line}" if n == 0 else line for n, line in enumerate(report.unjudged)), *told)


def accepted(finding: Finding) -> str:
    """Why a finding that does not fail was let pass, and by whom; of another, nothing."""
    if finding.override is not None:
        return approved(finding.override)
    waiver = finding.waiver
    return f"{waiver.reason.rstrip('.')}; {waiver.owner} answers for it until {waiver.expires}" if waiver else ""


def weight(finding: Finding) -> str:
    """The level of a finding, or why it has none: `overridden`, `waived`."""
    return "overridden" if finding.override else "waived" if finding.waiver else str(finding.level)


def strays(finding: Finding) -> bool:
    """Whether it says that a change is outside the intent: one that lacks an owner's approval can be within."""
    return finding.rule in STRAYING and finding.remark.facts[:1] != (APPROVAL,)


def strayed(report: Report) -> tuple[Change, ...]:
    """The changes that are outside the intent, or critical and not named."""
    said = {finding.address for finding in report.findings if strays(finding)}
    return tuple(change for change in report.changes if change.address in said)


def declared(report: Report, changes: Sequence[Change]) -> str:
    """What covers these changes: `email`, `email and database`, `what you declared`."""
    scopes = list(dict.fromkeys(d.name for d in report.intent.scopes))
    covering = [scope for scope in scopes if any(scope in change.scopes for change in changes)]
    if not 0 < len(covering) <= _MOST_NAMED or any(not set(covering) & set(c.scopes) for c in changes):
        return "what you declared"
    return terminal(_joined(covering))


def _failed(report: Report) -> str:
    astray, worst = len(strayed(report)), report.worst
    others = [finding for finding in report.findings if finding.level is worst]
    if any(finding.rule == SILENT for finding in report.findings):
        rest = sum(finding.rule != SILENT for finding in others)
        more = f"; besides, {count(rest, f'other {worst}')}" if rest else ""
        return f"configuration changed, and nothing says what for{more}"
    if astray:
        rest = sum(not strays(finding) for finding in others)
        more = f", and {count(rest, f'other {worst}')}" if rest else ""
        return f"{_of(astray, len(report.changes))} outside the intent{more}"
    if not others:
        return "failed"
    first = terminal(others[0].message)
    return first if len(others) == 1 else f"{count(len(others), str(worst))}, first: {first}"


def _of(number: int, total: int) -> str:
    if number == total:
        return {1: "the only change is", 2: "both changes are"}.get(total, f"all {total:,} changes are")
    return f"{number:,} of {count(total, 'change')} {'is' if number == 1 else 'are'}"


def _passed(report: Report) -> str:
    if not report.changes:
        said = "no configuration changed"
    elif all(change.covered for change in report.changes):
        every = "all " if len(report.changes) > 1 else ""
        said = f"{count(len(report.changes), 'change')}, {every}inside {declared(report, report.changes)}"
    else:
        said = _partly(report)
    levels = [count(n, str(level)) for level in (Level.ERROR, Level.WARNING) if (n := report.count(level))]
    waived = [f"{len(report.waived):,} waived"] if report.waived else []
    return ", ".join([said, *levels, *waived])


def _overridden(report: Report) -> str:
    return terminal(f"overridden, no pass: {'; '.join(overridden(report))}")


def _partly(report: Report) -> str:
    number, total = len(report.outside), len(report.changes)
    if report.intent.is_empty:
        unsaid = any(finding.rule == SILENT for finding in report.findings)
        said = "and nothing says yet what for" if unsaid else "nothing declared"
        return f"{count(total, 'change')}, {said}"
    return f"{count(total, 'change')}, {number:,} not declared"


def _unjudged(report: Report) -> str:
    return terminal(report.unjudged[0]) if report.unjudged else "no verdict could be given"


def _joined(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


_SAID = {"pass": _passed, "overridden": _overridden, "fail": _failed, "unjudged": _unjudged}
