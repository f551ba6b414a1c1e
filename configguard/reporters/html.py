"""Says a report as one page of HTML, to be looked at in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model.escaping import no_command
from configguard.model.plugins import Reporter
from configguard.model.words import count
from configguard.reporters._headline import MARKS, beside, headline
from configguard.reporters._html_changes import changes
from configguard.reporters._html_elements import Html, code, element, lines
from configguard.reporters._html_filters import filters
from configguard.reporters._html_findings import findings, let_pass, tally
from configguard.reporters._html_manual import manual
from configguard.reporters._html_names import Names
from configguard.reporters._html_page import page
from configguard.reporters._html_picture import picture
from configguard.reporters._html_targets import targets
from configguard.reporters._opening import undo
from configguard.reporters._reach import looked_at
from configguard.reporters._ways import both_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.plugins import Style
    from configguard.model.report import Report

_MOST_LINES = 40
_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_VERDICTS = {"pass": ("✓", "passed: "), "fail": ("✗", "failed: "), "overridden": ("!", ""), "unjudged": ("?", "")}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every reporter is asked alike
    """The report as one HTML file, which needs nothing else and works without its script."""
    names = Names(report)
    return no_command(page(headline(report), _verdict(report), _main(report, names), _foot(report))) + "\n"


def _verdict(report: Report) -> Html:
    """The first line, and before all else what the reader must know of the run."""
    mark, meaning = _VERDICTS[report.verdict]
    said = headline(report)
    said = said if report.verdict == "unjudged" else said.removeprefix(MARKS[report.verdict]).strip()
    outside = len(report.outside)
    tallied = [count(len(report.changes), "change")] if report.changes else []
    tallied += [f"{outside:,} outside"] if outside else []
    tallied += tally(report)
    return element(
        "header",
        lines(
            (
                element("p", element("b", "ConfigGuard"), " ", *_compared(report), class_="name"),
                element("h1", element("span", mark, class_="mark", aria_hidden="true"), _unseen(meaning), said),
                *(element("p", cure, class_="cure") for cure in beside(report)),
                *(element("p", element("b", "Note: "), note, class_="note") for note in report.notes),
                element("ul", *(element("li", one) for one in tallied), class_="tally") if len(tallied) > 1 else Html(),
            )
        ),
        class_=report.verdict,
    )


def _compared(report: Report) -> tuple[str, ...]:
    return code(str(report.base)), " → ", code(str(report.head))


def _main(report: Report, names: Names) -> Html:
    against = [picture(report, names)] if report.changes or report.intent.purposes else []
    return element(
        "main",
        lines(
            (
                _section("picture", "What was said, and what changed", against),
                _section("both-ways", "What to do", _ways(report)),
                filters(report, names),
                _section("overridden", f"{len(report.overridden):,} overridden", _passed(report, names)),
                _section("findings", count(len(report.findings), "finding"), findings(report, names)),
                _section("waived", f"{len(report.waived):,} waived", let_pass(report.waived, report, names)),
                _section("changes", _every(report), changes(report, names)),
                _section("targets", f"Reaches {count(len(report.targets), 'target')}", targets(report)),
                _section("rules", "What the rules say", _rules(report, names)),
            )
        ),
    )


def _section(name: str, title: str, inside: Iterable[Html]) -> Html:
    """A part of the page with its heading; none where there is nothing in it."""
    told = lines(inside)
    heading = element("h2", title, id=f"{name}-title")
    return element("section", lines((heading, told)), id=name, aria_labelledby=f"{name}-title") if told else Html()


def _passed(report: Report, names: Names) -> Iterator[Html]:
    return let_pass(report.overridden, report, names)


def _every(report: Report) -> str:
    number = len(report.changes)
    return "The only change" if number == 1 else f"All {number:,} changes"


def _ways(report: Report) -> Iterator[Html]:
    """The lines that declare the change, and the command that undoes it."""
    declaring, undoing = both_ways(report)
    if declaring and not undoing:
        undoing = [command] if (command := undo(report)) else []
    ways = (
        ("If you mean it, end the commit message with", declaring, "configguard suggest"),
        ("If not, put it back", undoing, "configguard restore --help"),
    )
    told = [element("div", element("h3", title), _copied(words, rest)) for title, words, rest in ways if words]
    if told:
        yield element("div", *told, class_="both")


def _copied(words: list[str], rest: str) -> Html:
    shown = (element("span", line, class_="l") for line in words[:_MOST_LINES])
    block = element("pre", element("code", *shown, class_="copy"), tabindex=0)
    left = len(words) - _MOST_LINES
    more = element("p", f"and {count(left, 'more', 'more')}: ", code(rest)) if left > 0 else Html()
    return lines((element("div", block, class_="copied"), more))


def _rules(report: Report, names: Names) -> Iterator[Html]:
    for number, rule in enumerate(names.rules):
        info = report.rules[rule]
        heading = element("h3", code(rule), " ", element("small", info.summary))
        inside = manual(info.manual, info.summary) or element("p", info.summary)
        yield element("details", element("summary", heading), inside, class_="manual", id=f"rule-{number}")


def _foot(report: Report) -> Html:
    """What was looked at, and what was not."""
    looked = report.looked_at
    told = [element("p", f"Looked at {looked_at(report)}, ", *_compared(report))]
    if report.policy_origin != "none" and report.policy_file:
        told += [element("p", "Policy ", code(report.policy_file), _origin(report))]
    if looked.not_looked_into:
        names = (element("li", code(name)) for name in looked.not_looked_into)
        told += [element("p", "Not looked into:"), element("ul", *names)]
    return element("footer", lines(told))


def _origin(report: Report) -> str:
    revision = report.policy_revision
    named = revision[:7] if _OID.fullmatch(revision) else revision
    return f" of {named}" if named and report.policy_origin in {"base", "head"} else ""


def _unseen(text: str) -> Html:
    return element("span", text, class_="unseen") if text else Html()


REPORTER = Reporter("html", "one page to look at in a browser, with filters", render)
