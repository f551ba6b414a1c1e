"""Where at the head to point for a finding: what is gone from there needs a line too."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from configguard.model.document import Place

if TYPE_CHECKING:
    from configguard.model.address import Segment
    from configguard.model.change import Change
    from configguard.model.finding import Finding
    from configguard.model.report import Report


class Anchors:
    """Finds lines of the head's files: platforms show only what points into them, and best into changes."""

    def __init__(self, report: Report) -> None:
        """Look at this report's changes."""
        self._standing: dict[tuple[str, tuple[Segment, ...]], list[Place]] = {}
        self._gone: dict[str, list[int]] = {}
        for change in report.changes:
            if change.head is not None:
                path = change.trail.path
                for depth in range(len(path) + 1):
                    self._standing.setdefault((change.file, path[:depth]), []).append(change.head.place)
            elif change.base is not None:
                self._gone.setdefault(change.file, []).append(change.base.place.line)
        for places in self._standing.values():
            places.sort()
        for lines in self._gone.values():
            lines.sort()

    def anchor(self, finding: Finding) -> Place:
        """Line and column at the head; the first of the file where nothing better is known."""
        change = finding.change
        if change is not None and change.head is None and finding.remark.place is None:
            return self._of_removed(change)
        return finding.place or Place(1, 1)

    def _of_removed(self, change: Change) -> Place:
        """The nearest relative that changed; without any, about where the key above it must stand now."""
        base = change.base
        line = base.place.line if base else 1
        path = change.trail.path
        for depth in range(len(path), -1, -1):
            relatives = self._standing.get((change.file, path[:depth]))
            if relatives:
                return _nearest(relatives, line)
        above = base.parent[0] if base and base.parent else line
        return Place(max(1, above - bisect_left(self._gone.get(change.file, []), above)), 1)


def _nearest(places: list[Place], line: int) -> Place:
    after = bisect_left(places, Place(line, 0))
    return min(places[max(after - 1, 0) : after + 1], key=lambda place: abs(place.line - line))
