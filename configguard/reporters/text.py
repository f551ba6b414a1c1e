"""Says a report to a person: the verdict, the worst first, and what to do, to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.escaping import no_command, terminal
from configguard.model.plugins import Reporter
from configguard.model.policy import Level
from configguard.reporters._cases import cases, parts
from configguard.reporters._headline import MARKS, SILENT, headline
from configguard.reporters._layout import Paint, width, wrap
from configguard.reporters._opening import opening
from configguard.reporters._passing import inside, what_changed
from configguard.reporters._telling import notes, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.plugins import Style
    from configguard.model.report import Report

_NARROWEST = 40
_ROLES = {"pass": "pass", "fail": "error", "unjudged": "error"}


def render(report: Report, style: Style) -> str:
    """The report for a terminal of `style.width` columns."""
    paint = Paint(style.colour)
    columns = max(style.width, _NARROWEST)
    blocks = ["\n".join(block) for block in _blocks(report, style, paint, columns) if block]
    return no_command("\n\n".join(blocks)) + "\n"


def _blocks(report: Report, style: Style, paint: Paint, columns: int) -> Iterator[list[str]]:
    first = _first(report, paint, columns)
    if report.verdict == "pass" and not report.findings:
        yield first + what_changed(report, paint, columns, verbose=style.verbose)
    else:
        yield first
        yield opening(report, paint, columns)
    weighty = [case for case in cases(report) if case.level > Level.NOTE and not _is_said(case.rules)]
    told = parts(weighty, all_alone=style.verbose)
    for part in told:
        yield list(tell(part, report, paint, columns))
    yield list(notes(report, paint, columns, verbose=style.verbose))
    if report.findings:
        yield inside(report, paint, columns)
    yield _last(report, paint, columns, cut_short=any(not part.is_one for part in told))


def _first(report: Report, paint: Paint, columns: int) -> list[str]:
    """The verdict; behind it, and before all else, what the reader must know of the run."""
    lines = wrap(headline(report), columns, "  ")
    mark = MARKS[report.verdict]
    lines[0] = paint(_ROLES[report.verdict], mark) + paint("strong", lines[0].removeprefix(mark))
    for cure in report.unjudged[1:]:
        lines.append(f"  {terminal(cure)}")
    for note in report.notes:
        lines += wrap(f"  note: {terminal(note)}", columns, "        ")
    return lines


def _is_said(rules: tuple[tuple[str, Level], ...]) -> bool:
    """Whether the opening has said it already: that nothing was declared is the whole of it."""
    return {name for name, _ in rules} == {SILENT}


def _last(report: Report, paint: Paint, columns: int, *, cut_short: bool) -> list[str]:
    """What was looked at, where the policy came from, and where to read why."""
    looked = report.looked_at
    origin = {"base": report.policy_revision, "head": report.policy_revision, "none": ""}
    policy = origin.get(report.policy_origin, report.policy_file) or report.policy_file
    seen = f"{words.count(looked.files, 'file')}, {words.count(looked.changes, 'change')}"
    said = terminal(f"Looked at {seen}, base {report.base}" + (f", policy from {policy}" if policy else ""))
    why = [f"Why: {words.explain(finding.rule)}" for finding in report.findings[:1] if finding.level > Level.NOTE]
    one = f"{said}. {why[0]}" if why else said
    lines = [one] if width(one) <= columns else [said, *why]
    if looked.not_looked_into:
        lines.append("Not looked into: " + terminal(", ".join(looked.not_looked_into)))
    if cut_short:
        lines.append("Every finding on a line of its own: configguard check --format oneline")
    return [paint("faint", wrapped) for line in lines for wrapped in wrap(line, columns)]


REPORTER = Reporter("text", "for people: what strayed, where, and both ways out", render)
