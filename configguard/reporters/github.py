"""Says findings as annotations of a pull request, by GitHub's workflow commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.escaping import command_data, command_property
from configguard.model.level import Level
from configguard.model.plugins import Reporter
from configguard.model.record import replace
from configguard.model.words import count
from configguard.reporters._anchors import Anchors
from configguard.reporters._cases import cases
from configguard.reporters._headline import beside, headline
from configguard.reporters._overridden import as_warnings, overridden
from configguard.reporters._ways import ways_of

if TYPE_CHECKING:
    from configguard.model.plugins import Style
    from configguard.model.report import Report
    from configguard.reporters._cases import Case

MOST = 10
"""GitHub keeps 10 annotations of a level from one step; the rest vanish without a word."""
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """`::error file=…,line=…::…` for each case, nothing else; the worst first, and of those each file once.

    Of each level the tenth annotation tells how many more there are. A report without a verdict is one error.
    What was overridden is a warning of its own, before all other warnings.
    """
    anchors = Anchors(report)
    every = _spread(cases(report))
    lines = [f"::error title=ConfigGuard::{command_data(headline(report), *beside(report))}"] if report.unjudged else []
    passed = _spread(cases(replace(report, findings=as_warnings(report)))) if report.overridden else []
    for level in _COMMANDS:
        told = [case for case in every if case.level is level]
        room = MOST - len(lines) if level is Level.ERROR else MOST
        if level is Level.WARNING and passed:
            lines.append(_overridden(report))
            told, room = [*passed, *told], room - 1
        lines += [_line(case, anchors) for case in told[: room if len(told) <= room else room - 1]]
        if len(told) > room:
            lines.append(_rest(told[room - 1], len(told) - room, anchors))
    return "".join(f"{line}\n" for line in lines)


def _overridden(report: Report) -> str:
    """What was overridden, in one annotation that no limit cuts."""
    title = command_property("ConfigGuard: overridden")
    return f"::warning title={title}::{command_data(*(f'overridden: {line}' for line in overridden(report)))}"


def _spread(every: tuple[Case, ...]) -> list[Case]:
    """The cases, of equal rank the first of each file before the second of any."""
    seen: dict[str | None, int] = {}
    ranked: list[tuple[tuple[int, bool], int, Case]] = []
    for case in sorted(every, key=lambda case: case.rank):
        seen[case.file] = seen.get(case.file, 0) + 1
        ranked.append((case.rank, seen[case.file], case))
    return [case for _, _, case in sorted(ranked, key=lambda entry: entry[:2])]


def _line(case: Case, anchors: Anchors, *more: str) -> str:
    properties = {"title": f"ConfigGuard: {', '.join(dict(case.rules))}"}
    if case.file is not None:
        place = anchors.anchor(case.findings[0])
        properties = {"file": case.file, "line": str(place.line), "col": str(place.column)} | properties
    told = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[case.level]} {told}::{command_data(*_message(case), *more)}"


def _message(case: Case) -> list[str]:
    """What is wrong, in full, for here the file's name does not stand beside it; then the ways out."""
    address = case.findings[0].address
    lines = [finding.message for finding in case.findings]
    lines += [str(address)] if address is not None else []
    return lines + [f"{way.label}: {way.words} {way.note}".rstrip() for way in ways_of(case.findings)]


def _rest(case: Case, number: int, anchors: Anchors) -> str:
    return _line(case, anchors, f"and {count(number, 'more', 'more')}: see the summary of this job")


REPORTER = Reporter("github", "annotations on the lines of a pull request, in GitHub Actions", render)
