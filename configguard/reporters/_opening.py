"""Sets what was said against what the change touches; where nothing was said, gives the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.escaping import terminal
from configguard.reporters._headline import SILENT, strayed
from configguard.reporters._layout import pad, width, wrap

if TYPE_CHECKING:
    from configguard.model.change import Change
    from configguard.model.report import Report
    from configguard.reporters._layout import Screen

_MOST = 4
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_SAID = "You said this change is for"
_TOUCHES = "It also touches"


def opening(report: Report, screen: Screen) -> list[str]:
    """The lines that set intent against change; none where nothing strayed."""
    if any(finding.rule == SILENT for finding in report.findings):
        return _unsaid(report, screen)
    astray = strayed(report)
    return _against(report, astray, screen) if astray else []


def undo(report: Report) -> str:
    """The command that puts back what is not in the scope with most of the change; all, where nothing else is."""
    counts: dict[str, int] = {}
    for change in report.changes:
        for scope in change.scopes if change.critical is None else ():
            counts[scope] = counts.get(scope, 0) + 1
    most = max(counts, key=lambda scope: counts[scope], default=None)
    if most is not None and any(most not in change.scopes for change in report.changes):
        return words.put_back_outside(most)
    if len(report.changes) > _MOST:
        return words.PUT_BACK_ALL
    return words.put_back(*(change.address for change in report.changes)) if report.changes else ""


def _against(report: Report, astray: tuple[Change, ...], screen: Screen) -> list[str]:
    said = _limited(_said(report))
    touched = _limited(_touched(astray))
    left = max(width(name) for name, _ in (*said, *touched))
    rows = [(_SAID if n == 0 else "", *row) for n, row in enumerate(said)]
    rows += [(_TOUCHES if n == 0 else "", *row) for n, row in enumerate(touched)]
    heads = width(_SAID) if said else width(_TOUCHES)
    if heads + left + max(width(known) for _, _, known in rows) + 6 > screen.columns:
        return [line for row in rows for line in _stacked(row, screen.columns)]
    return [
        f"  {pad(head, heads)}  {screen.paint('strong', name)}{' ' * (left - width(name))}  {known}".rstrip()
        for head, name, known in rows
    ]


def _stacked(row: tuple[str, str, str], columns: int) -> list[str]:
    head, name, known = row
    told = wrap(f"    {name}  {known}".rstrip(), columns, "      ")
    return [f"  {head}", *told] if head else told


def _said(report: Report) -> list[tuple[str, str]]:
    """What was said, by name, with the key and the place of each."""
    rows: dict[str, str] = {}
    for said in report.intent.purposes:
        where = f"commit {said.where}" if _COMMIT.fullmatch(said.where) else said.where
        rows.setdefault(terminal(said.text), terminal(f"({said.key}, {where})"))
    return list(rows.items())


def _touched(astray: tuple[Change, ...]) -> list[tuple[str, str]]:
    """The scopes in which something strayed, critical ones first; a setting in no scope by its address."""
    groups: dict[str, list[Change]] = {}
    for change in astray:
        groups.setdefault(", ".join(change.scopes), []).append(change)
    ranked = sorted(groups.items(), key=lambda group: not any(c.critical is not None for c in group[1]))
    return [(terminal(name or _scopeless(changes)), _known(changes)) for name, changes in ranked]


def _scopeless(changes: list[Change]) -> str:
    return str(changes[0].address) if len(changes) == 1 else "settings in no scope"


def _known(changes: list[Change]) -> str:
    critical = sum(change.critical is not None for change in changes)
    known = [words.count(len(changes), "setting")] if len(changes) > 1 else []
    if critical:
        known.append("critical" if critical == len(changes) else f"{critical} critical")
    known += [] if changes[0].scopes or len(changes) > 1 else ["in no scope"]
    return ", ".join(known)


def _limited(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if len(rows) <= _MOST + 1:
        return rows
    return [*rows[:_MOST], (f"and {words.count(len(rows) - _MOST, 'more', 'more')}", "")]


def _unsaid(report: Report, screen: Screen) -> list[str]:
    touched = [f"{name} ({known})" if known else name for name, known in _limited(_counted(report))]
    lines = wrap(f"  This change touches  {', '.join(touched)}", screen.columns, " " * 23)
    if report.suggested:
        lines += ["", "  If that is what you mean, end the commit message with:", ""]
        lines += [f"    {screen.paint('strong', terminal(line))}" for line in report.suggested]
    command = undo(report)
    if command:
        lines += ["", f"  If not, put back what strayed:  {screen.paint('strong', terminal(command))}"]
    return lines


def _counted(report: Report) -> list[tuple[str, str]]:
    groups: dict[str, list[Change]] = {}
    for change in report.changes:
        groups.setdefault(", ".join(change.scopes), []).append(change)
    return [(terminal(name or _scopeless(changes)), _number(changes)) for name, changes in groups.items()]


def _number(changes: list[Change]) -> str:
    critical = sum(change.critical is not None for change in changes)
    said = words.count(len(changes), "setting")
    if critical:
        said = f"{len(changes)}, critical" if critical == len(changes) else f"{said}, {critical} critical"
    return said if changes[0].scopes or len(changes) > 1 else "in no scope"
