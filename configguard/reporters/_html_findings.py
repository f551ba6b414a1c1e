"""Shows findings, the worst first: what is wrong, how it stands before and after, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.words import count
from configguard.reporters._cases import cases, parts
from configguard.reporters._headline import accepted, weight
from configguard.reporters._html_elements import Html, code, element, lines, together
from configguard.reporters._html_frames import facts, frame, in_a_row
from configguard.reporters._html_names import state
from configguard.reporters._layout import cut
from configguard.reporters._sharing import says_all, shared_message
from configguard.reporters._ways import ways_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.finding import Finding
    from configguard.model.report import Report
    from configguard.reporters._cases import Case, Part
    from configguard.reporters._html_names import Names
    from configguard.reporters._ways import Way

_LONGEST = 1_000
_OPEN = 12
"""So many settings of one part are listed at once; more can be opened."""
_MARKS = {"error": "✗", "warning": "!", "note": "i", "waived": "✓", "overridden": "!"}


def findings(report: Report, names: Names) -> Iterator[Html]:
    """An article for each case, or for many that are alike."""
    for part in parts(cases(report)):
        yield _one(part, report, names) if part.is_one else _many(part, report, names)


def let_pass(listed: Iterable[Finding], report: Report, names: Names) -> Iterator[Html]:
    """An article for each of these findings, which were accepted or overridden: what, where, why, and by whom."""
    changes = {change.address: change for change in report.changes}
    for finding in listed:
        kind = weight(finding)
        change = changes.get(finding.address) if finding.address else None
        told = [element("h3", *_said(finding, finding.message, names, kind))]
        told += [_where(finding.file, finding.place, names.of(change) if change else None)]
        lead = element("b", "Overridden: " if finding.override else "Accepted: ")
        told += [element("p", lead, f"{accepted(finding)}.", class_="reason")]
        about = [change] if change else []
        yield element(
            "article", *told, class_=f"finding item stop {kind} {state(about)}".rstrip(), data_s=names.kept(about)
        )


def _one(part: Part, report: Report, names: Names) -> Html:
    case = part.cases[0]
    change = case.change
    about = [change] if change else []
    told = _heads(((finding, finding.message) for finding in case.findings), names)
    told += [_where(case.file, case.place, names.of(change) if change else None)]
    if change is not None:
        told += [frame(change), facts(about, [finding.message for finding in case.findings])]
    told += [*_described(report, part), _ways(part, report)]
    kind = f"finding item stop {case.level} {state(about)}".rstrip()
    return element("article", lines(told), class_=kind, data_s=names.kept(about), data_f=_number(case))


def _many(part: Part, report: Report, names: Names) -> Html:
    first = part.cases[0]
    shared = [(f, shared_message(part, report, f.rule)) for f in {g.rule: g for g in first.findings}.values()]
    told = _heads(shared, names)
    changes = [case.change for case in part.cases if case.change]
    if changes:
        told += [facts(changes, [finding.message for finding in first.findings])]
    known = {rule for rule, _ in first.rules if says_all(part, rule)}
    files: dict[str, list[Case]] = {}
    for case in part.cases:
        files.setdefault(case.file or "", []).append(case)
    listed = lines(_of_file(file, members, known, names) for file, members in files.items())
    summary = element("summary", f"{part.counted} {part.where}".rstrip())
    few = len(part.cases) <= _OPEN
    told += [element("details", summary, listed, class_="members" if few else "members far", open=few)]
    told += [*_described(report, part), _ways(part, report)]
    return element("article", lines(told), class_=f"finding group stop {first.level}")


def _of_file(file: str, members: list[Case], known: set[str], names: Names) -> Html:
    rows = (_member(case, known, names) for case in members)
    listed = element("ul", lines(rows))
    return element("div", element("h4", code(file)), listed, class_="group") if file else listed


def _member(case: Case, known: set[str], names: Names) -> Html:
    """One of many: its name, what became of it, and what is said of it alone."""
    own = [cut(finding.message, _LONGEST) for finding in case.findings if finding.rule not in known]
    said = [element("small", message) for message in own]
    about = [case.change] if case.change else []
    if case.change is not None:
        told = together((names.link(case.change, case.change.address.inner), in_a_row(case.change), *said), " ")
    else:
        told = together((f"line {case.place.line}: " if case.place else "", *said))
    kind = f"item {case.level} {state(about)}".rstrip()
    return element("li", told, class_=kind, data_s=names.kept(about), data_f=_number(case))


def _number(case: Case) -> int | None:
    """How many findings a case is, where that is not one."""
    return len(case.findings) if len(case.findings) > 1 else None


def _heads(said: Iterable[tuple[Finding, str]], names: Names) -> list[Html]:
    """The worst as the heading, the others below."""
    return [
        element("p" if number else "h3", *_said(finding, message, names, str(finding.level)), class_="head")
        for number, (finding, message) in enumerate(said)
    ]


def _said(finding: Finding, message: str, names: Names, level: str) -> tuple[str, ...]:
    mark = element("span", _MARKS[level], aria_hidden="true")
    badge = element("span", mark, " ", level, class_=f"level {level}")
    text = element("span", cut(message, _LONGEST), class_="message")
    return badge, " ", text, " ", element("span", names.rule(finding), class_="rule")


def _where(file: str | None, place: tuple[int, int] | None, row: str | None) -> Html:
    if file is None:
        return Html()
    where = code(file + (f":{place[0]}:{place[1]}" if place else ""))
    return element("p", element("a", where, href=f"#{row}") if row else where, class_="where")


def _described(report: Report, part: Part) -> Iterator[Html]:
    """What happened to the lists in which the cases stand, where they are compared by position."""
    addresses = [str(case.change.address) for case in part.cases if case.change] if report.descriptions else []
    for place, sentence in report.descriptions:
        if any(address == place or address.startswith(f"{place}[") for address in addresses):
            yield element("p", code(place), f": {sentence}", class_="quiet")


def _ways(part: Part, report: Report) -> Html:
    ways = ways_of_part(part, report)
    return element("ul", *(_way(way) for way in ways), class_="ways") if ways else Html()


def _way(way: Way) -> Html:
    label = way.label.removeprefix("or ")
    note = element("small", f" {way.note}") if way.note else ""
    exact = element("code", way.words, class_="copy") if way.exact else element("span", way.words)
    return element("li", element("span", label, class_="label"), exact, note)


def tally(report: Report) -> list[str]:
    """How many findings there are of which level."""
    levels = dict.fromkeys(finding.level for finding in report.findings)
    counted = [count(report.count(level), str(level)) for level in sorted(levels, reverse=True)]
    counted += [f"{len(report.overridden):,} overridden"] if report.overridden else []
    return counted + ([f"{len(report.waived):,} waived"] if report.waived else [])
