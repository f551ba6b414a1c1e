"""Says what is fine, briefly: the changes of a pass, or those inside the intent behind what strayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.escaping import terminal
from configguard.model.words import count
from configguard.reporters._headline import declared
from configguard.reporters._layout import flow, pad, width, wrap
from configguard.reporters._reach import said_of
from configguard.reporters._values import went

if TYPE_CHECKING:
    from configguard.model.change import Change
    from configguard.model.report import Report
    from configguard.reporters._layout import Screen

_TELLS_THE_REACH = "outside-target"
_MOST_FILES = 8
_MOST_CHANGES = 6
_MOST_INSIDE = 3


def what_changed(report: Report, screen: Screen) -> list[str]:
    """The changes of a pass, each file in a row of its own."""
    files: dict[str, list[Change]] = {}
    for change in report.changes:
        files.setdefault(change.file, []).append(change)
    most = len(files) if screen.verbose else _MOST_FILES
    names = list(files)[:most]
    left = min(max((width(terminal(name)) for name in names), default=0), screen.columns // 3)
    lines = [line for name in names for line in _row(name, files[name], left, screen)]
    return lines if len(files) <= most else [*lines, f"  and {count(len(files) - most, 'more file')}"]


def reach(report: Report, screen: Screen) -> list[str]:
    """The targets that the change reaches, where no finding says so: all are declared."""
    if any(finding.rule == _TELLS_THE_REACH for finding in report.findings):
        return []
    return wrap(f"  {terminal(said_of(report.targets))}", screen.columns, "    ") if report.targets else []


def inside(report: Report, screen: Screen) -> list[str]:
    """One sentence on the changes that are covered; none where there is none."""
    covered = [change for change in report.changes if change.covered]
    blamed = {finding.address for finding in report.findings}
    fine = [change for change in covered if change.address not in blamed]
    if not fine:
        return []
    told = [f"{terminal(str(change.address))} {went(change)}" for change in fine[:_MOST_INSIDE]]
    told += [f"and {count(len(fine) - _MOST_INSIDE, 'more', 'more')}"] if len(fine) > _MOST_INSIDE else []
    within = f" in {declared(report, fine)}"
    said = f"inside the intent: {count(len(fine), 'change')}{within} ({', '.join(told)})"
    return [screen.paint("faint", line) for line in wrap(f"  {said}", screen.columns, "    ")]


def _row(name: str, changes: list[Change], left: int, screen: Screen) -> list[str]:
    most = len(changes) if screen.verbose else _MOST_CHANGES
    told = [f"{terminal(change.address.inner)} {went(change)}" for change in changes[:most]]
    told += [f"and {count(len(changes) - most, 'more', 'more')}"] if len(changes) > most else []
    first, *rest = flow(told, " · ", screen.columns - left - 4)
    head = screen.paint("strong", terminal(name)) + " " * max(left - width(terminal(name)), 0)
    return [f"  {head}  {first}", *(f"  {pad('', left)}  {line}" for line in rest)]
