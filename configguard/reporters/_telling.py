"""Tells one part of a report: what is wrong, where it stands, and the ways out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from configguard.model.escaping import terminal
from configguard.model.level import Level
from configguard.model.words import count
from configguard.reporters._cases import Part
from configguard.reporters._frames import about, frame, place_line, rows
from configguard.reporters._headline import accepted, weight
from configguard.reporters._layout import cut, width, wrap
from configguard.reporters._sharing import says_all, shared_message
from configguard.reporters._values import went
from configguard.reporters._ways import ways_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from configguard.model.finding import Finding
    from configguard.model.report import Report
    from configguard.reporters._cases import Case
    from configguard.reporters._layout import Screen
    from configguard.reporters._ways import Way

_MOST_ROWS = 5
_MOST_SCOPES = 6
_LONGEST = 1_000
_WIDEST_LABEL = 32
_MOST_NOTES = 3


def tell(part: Part, report: Report, screen: Screen) -> Iterator[str]:
    """The lines that tell a part."""
    told = list(_one(part.cases[0], report, screen) if part.is_one else _many(part, report, screen))
    ways = list(_ways(ways_of_part(part, report), screen))
    closed = not ways and told[-1] == f"  {screen.paint('frame', '│')}"
    yield from told[:-1] if closed else told
    yield from ways


def notes(every: tuple[Case, ...], screen: Screen) -> Iterator[str]:
    """The findings that weigh nothing, one a line; of each rule only the first few."""
    seen: Counter[str] = Counter()
    for finding in (case.findings[0] for case in every if case.level is Level.NOTE):
        seen[finding.rule] += 1
        if screen.verbose or seen[finding.rule] <= _MOST_NOTES:
            told = not finding.file or finding.file in finding.message
            message = finding.message if told else f"{finding.message} ({finding.file})"
            yield from _labelled("note", finding.rule, message, screen)
    for rule, number in seen.items():
        if number > _MOST_NOTES and not screen.verbose:
            yield f"note[{rule}]  and {count(number - _MOST_NOTES, 'more', 'more')}"


def let_pass(findings: Iterable[Finding], screen: Screen) -> Iterator[str]:
    """The findings that were accepted or overridden, one a line: never cut, for nothing else tells of them here."""
    for finding in findings:
        where = f" ({finding.where})" if finding.where and finding.where not in finding.message else ""
        yield from _labelled(weight(finding), finding.rule, f"{finding.message}{where}: {accepted(finding)}", screen)


def _one(case: Case, report: Report, screen: Screen) -> Iterator[str]:
    for finding in case.findings:
        yield from _labelled(str(finding.level), finding.rule, finding.message, screen)
    if case.file is not None:
        yield f"  {place_line(case.file, case.place, screen)}"
    if case.change is not None:
        for line in frame(case.change, screen.narrower(2)):
            yield f"  {line}"
        yield from _described(report, [case], screen)


def _many(part: Part, report: Report, screen: Screen) -> Iterator[str]:
    first = part.cases[0]
    for rule, level in first.rules:
        yield from _labelled(str(level), rule, shared_message(part, report, rule), screen)
    files = {case.file for case in part.cases}
    if first.file is not None:
        if len(files) == 1:
            yield f"  {place_line(first.file, first.place, screen)}"
        else:
            yield f"  {screen.paint('frame', '┌─')} {terminal(_folder([file for file in files if file]))}"
    bar = screen.paint("frame", "│")
    yield f"  {bar}"
    listed, more = _listed(part)
    yield from (f"  {line}" for line in rows(listed, more, screen.narrower(2)))
    known = _about_all(part)
    if known:
        yield f"  {bar}"
        yield from (f"  {bar}   {line}" for line in wrap(known, screen.columns - 6))
    yield f"  {bar}"
    yield from _described(report, part.cases, screen)


def _about_all(part: Part) -> str:
    """What else is known of all the settings alike; of those in several scopes, the scopes' names."""
    known = {about(case.change) for case in part.cases if case.change}
    if len(known) < 2:  # noqa: PLR2004 - one or none
        return next(iter(known), "")
    scopes = list(dict.fromkeys(scope for case in part.cases for scope in case.scopes))
    named = ", ".join(scopes[:_MOST_SCOPES])
    more = f" and {count(len(scopes) - _MOST_SCOPES, 'more', 'more')}" if len(scopes) > _MOST_SCOPES else ""
    return terminal(f"scopes: {named}{more}") if scopes else "in no scope"


def _listed(part: Part) -> tuple[list[tuple[str, str]], str]:
    """The first few cases, and how many more there are; where they are in several files, file by file."""
    files: dict[str, list[Case]] = {}
    for case in part.cases:
        files.setdefault(case.file or "", []).append(case)
    if len(files) == 1 or len(part.cases) <= _MOST_ROWS:
        left = len(part.cases) - _MOST_ROWS
        more = f"and {count(left, 'more', 'more')} {terminal(part.where)}".rstrip() if left > 0 else ""
        return [_row(case, part, several=len(files) > 1) for case in part.cases[:_MOST_ROWS]], more
    shown = list(files.items())[:_MOST_ROWS]
    left = len(part.cases) - sum(len(cases) for _, cases in shown)
    more = f"and {count(left, 'more', 'more')} in {count(len(files) - len(shown), 'other file')}" if left else ""
    return [
        _row(cases[0], part, several=True) if len(cases) == 1 else _row_of_file(file, cases) for file, cases in shown
    ], more


def _row_of_file(file: str, cases: list[Case]) -> tuple[str, str]:
    inside = Part(tuple(cases))
    shared = inside.where.removeprefix("under ") if inside.where.startswith("under ") else ""
    told = f"{inside.counted} under {shared}" if shared else inside.counted
    first = cases[0].change
    if first is None:
        return terminal(file), terminal(told)
    name = first.address.inner.removeprefix(f"{shared}.")
    return terminal(file), f"{terminal(f'{told}: {name}')} {went(first)}, …"


def _row(case: Case, part: Part, *, several: bool) -> tuple[str, str]:
    """A case by its place, and what is said of it beyond what is said of all."""
    if case.change is not None:
        name = str(case.change.address) if several else case.change.address.inner
        return terminal(name), went(case.change)
    place = f":{case.place.line}:{case.place.column}" if case.place else ""
    address = case.findings[0].address
    is_told = address is not None and says_all(part, case.findings[0].rule)
    said = address.inner if address is not None and is_told else case.findings[0].message
    return terminal(f"{case.file or ''}{place}"), terminal(said.removeprefix(f"{case.file} "))


def _folder(files: list[str]) -> str:
    shared = files[0].split("/")[:-1]
    for file in files[1:]:
        pairs = enumerate(zip(shared, file.split("/")[:-1], strict=False))
        shared = shared[: next((number for number, (one, other) in pairs if one != other), file.count("/"))]
    return count(len(files), "file") + (f" in {'/'.join(shared)}/" if shared else "")


def _labelled(level: str, rule: str, message: str, screen: Screen) -> list[str]:
    label = f"{level}[{rule}]"
    lines = wrap(f"{label}  {cut(terminal(message), _LONGEST)}", screen.columns, "    ")
    return [screen.paint(level, label) + lines[0].removeprefix(label), *lines[1:]]


def _described(report: Report, told: Sequence[Case], screen: Screen) -> Iterator[str]:
    """What happened to the lists in which the cases stand, where they are compared by position."""
    if not report.descriptions:
        return
    bar = screen.paint("frame", "│")
    addresses = [str(case.change.address) for case in told if case.change]
    for place, sentence in report.descriptions:
        if any(address == place or address.startswith(f"{place}[") for address in addresses):
            said = wrap(f"{terminal(place)}: {terminal(sentence)}", screen.columns - 6)
            yield from (f"  {bar}   {line}" for line in said)
            yield f"  {bar}"


def _ways(ways: list[Way], screen: Screen) -> Iterator[str]:
    left = max((width(way.label) for way in ways if width(way.label) <= _WIDEST_LABEL), default=0)
    for way in ways:
        label = f"{way.label}:" + " " * (left - width(way.label))
        note = f"     {way.note}" if way.note else ""
        yield f"  {screen.paint('frame', '=')} {label} {screen.paint('strong', way.words)}{note}"
