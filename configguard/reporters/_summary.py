"""A report as one page of Markdown, with the words to paste in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.escaping import markdown_code, markdown_fence, markdown_prose
from configguard.reporters._cases import worst_first
from configguard.reporters._headline import accepted, beside, headline, strayed, weight
from configguard.reporters._layout import cut
from configguard.reporters._markdown import Page, left_out
from configguard.reporters._reach import edit_text, looked_at, name_of
from configguard.reporters._values import sides
from configguard.reporters._ways import both_ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.effective import Reached
    from configguard.model.finding import Finding
    from configguard.model.report import Report

_FOR_THE_END = 2_000
_FOR_CHANGES = 4  # a quarter of the page is kept for the changes
_MOST_LINES = 20
_LONGEST = 120
_MOST_EDITS = 3
_LONGEST_MESSAGE = 600


def summary(report: Report, most: int) -> str:
    """The report as Markdown in at most `most` bytes of UTF-8; what does not fit is counted."""
    page = Page(most)
    page.add(f"## {markdown_prose(cut(headline(report), _LONGEST_MESSAGE))}")
    for block in (*_opening(report), *_words(report)):
        page.add(block)
    _findings(report, page, most)
    _changes(report, page)
    _targets(report, page)
    page.add(_looked_at(report))
    return page.text()


def _opening(report: Report) -> Iterator[str]:
    for line in beside(report):
        yield f"- {markdown_prose(cut(line, _LONGEST_MESSAGE))}"
    for note in report.notes:
        yield f"> {markdown_prose(f'Note: {cut(note, _LONGEST_MESSAGE)}')}"
    astray = strayed(report)
    if not astray:
        return
    said = [f"{_code(said.text)} ({said.key}, {_code(said.where)})" for said in report.intent.purposes[:_MOST_LINES]]
    touched = dict.fromkeys(scope for change in astray for scope in change.scopes)
    also = [_code(scope) for scope in list(touched)[:_MOST_LINES]]
    scopeless = sum(not change.scopes for change in astray)
    also += [f"{words.count(scopeless, 'setting')} in no scope"] if scopeless else []
    yield f"You said this change is for {', '.join(said) or 'nothing'}. It also touches {', '.join(also)}."


def _words(report: Report) -> Iterator[str]:
    """The lines that would declare the change, and the commands that undo it; each fit to be copied."""
    lines, commands = both_ways(report)
    if lines:
        yield "If you mean it, end the commit message with:"
        yield markdown_fence(_first(lines, "configguard suggest"))
    if commands:
        yield "If not, put it back:"
        yield markdown_fence(_first(commands, "configguard restore --help"), "sh")


def _first(lines: list[str], rest: str) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[:_MOST_LINES], f"# and {len(lines) - _MOST_LINES:,} more: {rest}"]


def _findings(report: Report, page: Page, most: int) -> None:
    every = worst_first(report)
    if not every:
        return
    also = f", {len(report.overridden):,} overridden" if report.overridden else ""
    also += f", {len(report.waived):,} waived" if report.waived else ""
    page.add(f"### {words.count(len(every), 'finding')}{also}")
    rows = (_finding_row(finding) for finding in every)
    missing = page.table(("level", "rule", "where", "what"), rows, _FOR_THE_END + most // _FOR_CHANGES)
    page.add(left_out(missing, "finding"))


def _finding_row(finding: Finding) -> tuple[str, ...]:
    place = f":{finding.place.line}" if finding.place else ""
    where = _code(f"{finding.file}{place}") if finding.file else ""
    why = f": {said}" if (said := accepted(finding)) else ""
    message = markdown_prose(cut(finding.message + why, _LONGEST_MESSAGE)).replace("|", "&#124;")
    return weight(finding), f"`{finding.rule}`", where, message


def _changes(report: Report, page: Page) -> None:
    if not report.changes:
        return
    page.add(_who_said_what(report))
    summary = "the only change" if len(report.changes) == 1 else f"all {len(report.changes):,} changes"
    page.add(f"<details><summary>{summary}</summary>")
    rows = (_change_row(change) for change in report.changes)
    missing = page.table(("setting", "before", "after", "scope", "declared by"), rows, _FOR_THE_END)
    page.add(left_out(missing, "change"))
    page.add("</details>")


def _who_said_what(report: Report) -> str:
    """Each line of intent with where it was said, and the sources that could not be read."""
    every = report.intent.said
    said = [f"{_code(str(line))} ({line.source}, {_code(line.where)})" for line in every[:_MOST_LINES]]
    said += [words.count(len(every) - _MOST_LINES, "more", "more")] if len(every) > _MOST_LINES else []
    unread = [one.source for one in report.intent.unread]
    told = [f"Said: {', '.join(said)}"] if said else []
    told += [f"Could not be read: {', '.join(unread)}"] if unread else []
    return ". ".join(told)


def _change_row(change: Change) -> tuple[str, ...]:
    before, after = ("" if side is None else _code(side) for side in sides(change, _LONGEST))
    scopes = ", ".join(_code(scope) for scope in change.scopes)
    covered = ", ".join(_code(line) for line in change.covered_by) if change.covered else "nothing"
    return _code(str(change.address)), before, after, scopes, covered


def _targets(report: Report, page: Page) -> None:
    if not report.targets:
        return
    page.add(f"<details><summary>reaches {words.count(len(report.targets), 'target')}</summary>")
    rows = (_target_row(target) for target in report.targets)
    missing = page.table(("target", "changes", "by", "declared by"), rows, _FOR_THE_END)
    page.add(left_out(missing, "target"))
    page.add("</details>")


def _target_row(target: Reached) -> tuple[str, ...]:
    edits = [_code(edit_text(edit)) for edit in target.edits[:_MOST_EDITS]]
    edits += [f"and {len(target.edits) - _MOST_EDITS:,} more"] if len(target.edits) > _MOST_EDITS else []
    declared = ", ".join(_code(line) for line in target.covered_by) or "nothing"
    return _code(name_of(target)), f"{len(target.changes):,}", ", ".join(edits), declared


def _looked_at(report: Report) -> str:
    looked = report.looked_at
    said = f"Looked at {looked_at(report)}, base {_code(str(report.base))}, policy {_code(report.policy_file)}"
    skipped = ", ".join(_code(name) for name in looked.not_looked_into[:_MOST_LINES])
    return said + (f"; not looked into: {skipped}" if skipped else "")


def _code(text: str) -> str:
    return markdown_code(cut(text, _LONGEST * 2)) if text else ""
