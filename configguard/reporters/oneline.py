"""Says each finding on a line of its own, for editors and `grep`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.escaping import no_command, terminal
from configguard.model.plugins import Reporter
from configguard.reporters._headline import accepted, beside, headline, weight

if TYPE_CHECKING:
    from configguard.model.finding import Finding
    from configguard.model.plugins import Style
    from configguard.model.report import Report


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """`file:line:column: level[rule] message (address)` for each finding; the verdict last."""
    lines = [_line(finding) for finding in (*report.overridden, *report.findings, *report.waived)]
    lines += [f"note: {terminal(line)}" for line in beside(report)]
    lines += [f"note: {terminal(note)}" for note in report.notes]
    return no_command("\n".join([*lines, headline(report)])) + "\n"


def _line(finding: Finding) -> str:
    place = f":{finding.place.line}:{finding.place.column}" if finding.place else ""
    where = f"{terminal(finding.file)}{place}: " if finding.file else ""
    address = f" ({terminal(str(finding.address))})" if finding.address else ""
    why = f": {terminal(said)}" if (said := accepted(finding)) else ""
    return f"{where}{weight(finding)}[{finding.rule}] {terminal(finding.message)}{address}{why}"


REPORTER = Reporter("oneline", "one finding a line, for editors and grep", render)
