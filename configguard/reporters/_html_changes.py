"""Shows every change in tables, file by file, before and after side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.words import count
from configguard.reporters._html_elements import Html, code, element, lines, together
from configguard.reporters._html_names import NO_SCOPE, state
from configguard.reporters._html_values import both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.report import Report
    from configguard.reporters._html_names import Names

_ROWS = 100
"""A table has at most so many: what is not in view a browser can leave out by the table, not by the row."""
_OPEN = 200
"""In a report of more changes, the files begin closed."""
_HEADS = ("setting", "before", "after", "scope and owners", "declared by")
_KINDS = {"added": "added", "removed": "removed", "retyped": "type changed", "reordered": "order changed"}


def changes(report: Report, names: Names) -> Iterator[Html]:
    """A block for each file."""
    files: dict[str, list[Change]] = {}
    for change in report.changes:
        files.setdefault(change.file, []).append(change)
    spoken = set()
    for file, members in files.items():
        summary = element("summary", element("h3", code(file)), " ", element("small", _counted(members)))
        rows = [_row(change, names, first=change.address not in spoken) for change in members]
        spoken |= {change.address for change in members}
        tables = [_table(file, rows, start) for start in range(0, len(rows), _ROWS)]
        is_open = len(report.changes) <= _OPEN
        yield element("details", summary, "\n" and lines(tables), class_="file group", open=is_open)


def _counted(members: list[Change]) -> str:
    outside = sum(not change.covered for change in members)
    critical = sum(change.critical is not None for change in members)
    told = [count(len(members), "change")]
    told += [f"{outside:,} outside"] if outside else []
    told += [f"{critical:,} critical"] if critical else []
    return ", ".join(told)


def _table(file: str, rows: list[Html], start: int) -> Html:
    part = rows[start : start + _ROWS]
    several = f"Changes {start + 1:,} to {start + len(part):,} of {len(rows):,} in " if len(rows) > _ROWS else ""
    caption = element("caption", several or "Changes in ", code(file), class_=None if several else "unseen")
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in _HEADS)))
    return element(
        "div",
        element("table", caption, head, element("tbody", lines(part))),
        class_="rows group far" if len(part) == _ROWS else "rows group",
    )


def _row(change: Change, names: Names, *, first: bool) -> Html:
    before, after = both(change)
    return element(
        "tr",
        element("th", code(change.address.inner), _tags(change), scope="row"),
        element("td", before, data_l="before"),
        element("td", after, data_l="after"),
        element("td", _scopes(change), data_l="scope"),
        element("td", _declared_by(change), data_l="declared by"),
        id=names.of(change) if first else None,
        class_=f"item stop {state([change])}",
        data_s=names.kept([change]),
    )


def _tags(change: Change) -> Html:
    """What is special about it, and where it stands."""
    told = [element("span", "critical", class_="tag critical")] if change.critical is not None else []
    told += [element("span", "frozen", class_="tag frozen")] if change.frozen is not None else []
    told += [element("span", _KINDS[change.kind], class_="tag")] if change.kind in _KINDS else []
    told += [element("span", "secret", class_="tag")] if change.secret else []
    if change.place:
        told.append(element("small", f"line {change.place.line}" + ("" if change.head else " before")))
    if change.moved_from:
        told.append(element("small", "moved from ", code(str(change.moved_from))))
    return element("div", together(told, " "), class_="tags") if told else Html()


def _scopes(change: Change) -> Html:
    scopes = together(map(code, change.scopes), ", ") or element("span", NO_SCOPE, class_="absent")
    owners = element("small", " ".join(change.owners)) if change.owners else ""
    return together((scopes, owners), " ")


def _declared_by(change: Change) -> Html:
    lines_of_intent = together(map(code, change.covered_by), ", ")
    if change.covered:
        return lines_of_intent
    if not change.covered_by:
        return element("span", "nothing", class_="tag outside")
    return together((lines_of_intent, element("span", "not by itself", class_="tag outside")), " ")
