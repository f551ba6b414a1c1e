"""Says why a setting is guarded: a pattern covers it, or it tells which item of a list a pattern means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.index import PatternIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.pattern import Pattern
    from configguard.model.trail import Trail


class Guards:
    """Patterns of critical or of frozen settings, each with its reason."""

    def __init__(self, guarded: Iterable[tuple[Pattern, str]]) -> None:
        """Sort the patterns, and those of the fields by which they select items."""
        patterns = tuple(guarded)
        self._settings = PatternIndex(patterns)
        self._fields = PatternIndex((field, why) for pattern, why in patterns for field in pattern.selecting)

    def why(self, trail: Trail) -> str | None:
        """The reason why the setting is guarded, or None.

        A field is guarded by which an item is selected at the base and no more at the head, or the other way round:
        nobody gets rid of a guard, or gives it to something else, by renaming what it looks at.
        """
        found = next(self._settings.matches(trail), None)
        if found is None:
            fields = (match for match in self._fields.matches(trail) if not _selects_both(match.pattern, trail))
            found = next(fields, None)
        return None if found is None else found.owner


def _selects_both(field: Pattern, trail: Trail) -> bool:
    return all(field.covers(side) for side in trail.sides())
