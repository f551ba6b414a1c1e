"""The targets that a change reaches, as a table on the page of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.reporters._html_elements import Html, code, element, lines, together
from configguard.reporters._reach import edit_text, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.effective import Reached
    from configguard.model.report import Report

_HEADS = ("target", "changes", "by", "declared by")
_MOST_EDITS = 3


def targets(report: Report) -> Iterator[Html]:
    """The table; nothing where no target is reached."""
    if report.targets:
        caption = element("caption", "Targets that get something else", class_="unseen")
        head = element("thead", element("tr", *(element("th", name, scope="col") for name in _HEADS)))
        rows = element("tbody", lines(map(_row, report.targets)))
        yield element("div", element("table", caption, head, rows), class_="file rows")


def _row(target: Reached) -> Html:
    edits = [code(edit_text(edit)) for edit in target.edits[:_MOST_EDITS]]
    left = len(target.edits) - _MOST_EDITS
    more = f" and {left:,} more" if left > 0 else ""
    declared = together(map(code, target.covered_by), ", ") or "nothing"
    cells = (f"{len(target.changes):,}", together((together(edits, ", "), more)), declared)
    told = (element("td", cell, data_l=name) for cell, name in zip(cells, _HEADS[1:], strict=True))
    return element("tr", element("th", code(name_of(target)), scope="row"), *told)
