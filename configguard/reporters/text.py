"""Says a report to a person: the verdict, the worst first, and what to do, to the letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.escaping import no_command, terminal
from configguard.model.level import Level
from configguard.model.plugins import Reporter
from configguard.reporters._cases import cases, parts
from configguard.reporters._headline import MARKS, SILENT, beside, headline
from configguard.reporters._layout import Screen, flow, width, wrap
from configguard.reporters._opening import opening
from configguard.reporters._passing import inside, reach, what_changed
from configguard.reporters._reach import looked_at
from configguard.reporters._telling import let_pass, notes, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.plugins import Style
    from configguard.model.report import Report

_NARROWEST = 40
_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_ROLES = {"pass": "pass", "overridden": "overridden", "fail": "error", "unjudged": "error"}


def render(report: Report, style: Style) -> str:
    """The report for a terminal of `style.width` columns."""
    screen = Screen(max(style.width, _NARROWEST), style.colour, style.verbose)
    blocks = ["\n".join(block) for block in _blocks(report, screen) if block]
    return no_command("\n\n".join(blocks)) + "\n"


def _blocks(report: Report, screen: Screen) -> Iterator[list[str]]:
    first = _first(report, screen)
    fine = report.verdict in {"pass", "overridden"} and report.worst <= Level.NOTE
    yield first + what_changed(report, screen) if fine else first
    yield reach(report, screen)
    yield list(let_pass(report.overridden, screen))
    yield opening(report, screen)
    every = cases(report)
    weighty = [case for case in every if case.level > Level.NOTE and not _is_said(case.rules)]
    told = parts(weighty, all_alone=screen.verbose)
    for part in told:
        yield list(tell(part, report, screen))
    yield list(notes(every, screen))
    yield list(let_pass(report.waived, screen))
    if not fine:
        yield inside(report, screen)
    yield _last(report, screen, cut_short=any(not part.is_one for part in told))


def _first(report: Report, screen: Screen) -> list[str]:
    """The verdict; behind it, and before all else, what the reader must know of the run."""
    mark = MARKS[report.verdict]
    rest = screen.paint("strong", headline(report).removeprefix(mark))
    lines = [screen.paint(_ROLES[report.verdict], mark) + rest]
    lines += [f"  {terminal(cure)}" for cure in beside(report)]
    for note in report.notes:
        lines += wrap(f"  note: {terminal(note)}", screen.columns, "        ")
    return lines


def _is_said(rules: tuple[tuple[str, Level], ...]) -> bool:
    """Whether the opening has said it already: that nothing was declared is the whole of it."""
    return {name for name, _ in rules} == {SILENT}


def _last(report: Report, screen: Screen, *, cut_short: bool) -> list[str]:
    """What was looked at, where the policy came from, and where to read why."""
    looked = report.looked_at
    revision = report.policy_revision
    named = revision[:7] if _OID.fullmatch(revision) else revision
    origin = {"base": named, "head": named, "none": ""}
    policy = origin.get(report.policy_origin, report.policy_file) or report.policy_file
    seen = looked_at(report)
    said = terminal(f"Looked at {seen}, base {report.base}" + (f", policy from {policy}" if policy else ""))
    first = [finding.rule for finding in report.findings[:1] if finding.level > Level.NOTE]
    why = [f"Why: {words.explain(rule)}" for rule in first]
    one = f"{said}. {why[0]}" if why else said
    lines = [one] if width(one) <= screen.columns else [*wrap(said, screen.columns), *why]
    if looked.not_looked_into:
        lines += wrap("Not looked into: " + terminal(", ".join(looked.not_looked_into)), screen.columns, "  ")
    if cut_short:
        lines += flow(["Each finding on a line:", "configguard check --format oneline"], " ", screen.columns)
    return [screen.paint("faint", line) for line in lines]


REPORTER = Reporter("text", "for people: what strayed, where, and both ways out", render)
