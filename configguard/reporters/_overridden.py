"""Says what was overridden: nowhere as if it had passed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model.level import Level
from configguard.model.record import replace
from configguard.model.words import count
from configguard.reporters._layout import cut

if TYPE_CHECKING:
    from configguard.model.finding import Finding
    from configguard.model.override import Override
    from configguard.model.report import Report

_LONGEST = 400
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def overridden(report: Report) -> tuple[str, ...]:
    """A sentence for each line that holds: which rule, how many findings, who approved, and why; none is harmless."""
    found: dict[Override, int] = {}
    for finding in report.overridden:
        if finding.override is not None:
            found[finding.override] = found.get(finding.override, 0) + 1
    return tuple(f"{one.rule} ({count(number, 'finding')}), {approved(one)}" for one, number in found.items())


def approved(one: Override) -> str:
    """Who approved, where it was asked for, and why."""
    where = one.declared.said.where
    where = f"commit {where}" if _COMMIT.fullmatch(where) else where
    return f"approved by {' and '.join(one.by)}, asked for in {where}, because: {cut(one.declared.reason, _LONGEST)}"


def as_warnings(report: Report) -> tuple[Finding, ...]:
    """The overridden findings as what they are to a reader: no errors, and not to be overlooked."""
    return tuple(_as_warning(f, f.override) for f in report.overridden if f.override is not None)


def _as_warning(finding: Finding, one: Override) -> Finding:
    message = f"overridden: {finding.message}; {approved(one)}"
    return replace(finding, level=Level.WARNING, remark=replace(finding.remark, message=message, ways_out=()))
