"""Says a report as JUnit XML, which nearly every CI system shows: a test case for each changed setting."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from configguard.model.escaping import no_command, terminal
from configguard.model.plugins import Reporter
from configguard.reporters._cases import cases
from configguard.reporters._headline import accepted, beside, headline
from configguard.reporters._values import went
from configguard.reporters._ways import ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.plugins import Style
    from configguard.model.report import Report
    from configguard.reporters._cases import Case

_SUITE = "ConfigGuard"


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """One `testsuite`: what fails is a `failure`, what weighs less is in `system-out`.

    What is overridden or waived is `skipped`, and a report without a verdict an `error`. Source: the elements that
    Jenkins' `junit-10.xsd` knows.
    """
    found = [*_all(report)]
    counts = {kind: sum(f"<{kind} " in text for text in found) for kind in ("failure", "error", "skipped")}
    told = (
        f'tests="{len(found)}" failures="{counts["failure"]}" errors="{counts["error"]}" skipped="{counts["skipped"]}"'
    )
    suite = f"<testsuite name={_attribute(_SUITE)} {told}>"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", suite, *found, "</testsuite>", "</testsuites>"]
    return no_command("\n".join(lines)) + "\n"


def _all(report: Report) -> Iterator[str]:
    if report.unjudged:
        yield _case(_SUITE, "verdict", _element("error", headline(report), *beside(report)))
    if report.verdict == "overridden":
        yield _case(_SUITE, "verdict", _element("skipped", headline(report), *beside(report)))
    spoken = set()
    for case in cases(report):
        spoken |= {case.change.address} if case.change else set()
        yield _case(case.file or _SUITE, _name(case), _outcome(case, report))
    for finding in (*report.overridden, *report.waived):
        said = f"{'overridden: ' if finding.override else ''}{finding.message}: {accepted(finding)}"
        yield _case(finding.file or _SUITE, f"{finding.rule} {finding.where or ''}".rstrip(), _element("skipped", said))
    yield from (_passed(change) for change in report.changes if change.address not in spoken)


def _name(case: Case) -> str:
    if case.change is not None:
        return case.change.address.inner
    first = case.findings[0]
    return f"{first.rule} {first.where or first.message}"


def _outcome(case: Case, report: Report) -> str:
    """The failure, with all that is said and the ways out; what does not fail is only told."""
    lines = [f"{finding.level}[{finding.rule}] {finding.message}" for finding in case.findings]
    place = f"{case.file}:{case.place.line}:{case.place.column}" if case.file and case.place else case.file
    lines += [place] if place else []
    lines += [f"{way.label}: {way.words} {way.note}".rstrip() for way in ways_of(case.findings)]
    if case.level >= report.fail_on:
        return _element("failure", case.findings[0].message, *lines, kind=case.findings[0].rule)
    return f"<system-out>{escape(_joined(lines))}</system-out>"


def _passed(change: Change) -> str:
    return _case(change.file, change.address.inner, f"<system-out>{escape(terminal(went(change)))}</system-out>")


def _case(group: str, name: str, inside: str) -> str:
    return f"<testcase classname={_attribute(group)} name={_attribute(name)}>{inside}</testcase>"


def _element(name: str, message: str, *lines: str, kind: str = "") -> str:
    of = f" type={_attribute(kind)}" if kind else ""
    return f"<{name} message={_attribute(message)}{of}>{escape(_joined(lines))}</{name}>"


def _joined(lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join(map(terminal, lines))


def _attribute(text: str) -> str:
    return f'"{escape(terminal(text))}"'


REPORTER = Reporter("junit", "JUnit XML: a test case for each changed setting", render)
