"""Where at the head to point for a finding: what is gone from there needs a line too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Place

if TYPE_CHECKING:
    from configguard.model.change import Change
    from configguard.model.finding import Finding
    from configguard.model.report import Report


class Anchors:
    """Finds lines of the head's files: platforms show only what points into them, and best into changes."""

    def __init__(self, report: Report) -> None:
        """Look at this report's changes."""
        self._changes: dict[str, list[Change]] = {}
        for change in report.changes:
            self._changes.setdefault(change.file, []).append(change)

    def anchor(self, finding: Finding) -> Place:
        """Line and column at the head; the first of the file where nothing better is known."""
        change = finding.change
        if change is not None and change.head is None and finding.remark.place is None:
            return self._of_removed(change)
        return finding.place or Place(1, 1)

    def _of_removed(self, change: Change) -> Place:
        """The nearest relative that stands at the head; else about where the key above it must stand now."""
        neighbours = [other for other in self._changes.get(change.file, ()) if other.head is not None]
        best = max(neighbours, key=lambda other: _kinship(change, other), default=None)
        if best is not None and best.head is not None:
            return best.head.place
        if change.base is None:
            return Place(1, 1)
        line = change.base.parent[0] if change.base.parent else change.base.place.line
        gone = {c.base.place.line for c in self._changes.get(change.file, ()) if c.base and not c.head}
        return Place(max(1, line - sum(other < line for other in gone)), 1)


def _kinship(change: Change, other: Change) -> tuple[int, int]:
    """How much of their paths two settings share, then how near they stood."""
    pairs = enumerate(zip(change.trail.path, other.trail.path, strict=False))
    shared = next((n for n, (one, two) in pairs if one != two), 0)
    one, two = change.place, other.place
    return shared, -abs(one.line - two.line) if one and two else 0
