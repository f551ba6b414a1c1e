"""Sees that a target goes on under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Hashable

    from configguard.model.effective import Reached


def renamed(targets: tuple[Reached, ...]) -> tuple[Reached, ...]:
    """The same targets, a new one with the name of the removed one that got all the same, where that is only one."""
    gone: dict[Hashable, list[str]] = {}
    for target in targets:
        if target.kind == "removed" and target.changes:
            gone.setdefault(_what(target), []).append(target.name)
    if not gone:
        return targets
    return tuple(replace(t, renamed_from=_only(gone.get(_what(t), []))) if t.kind == "new" else t for t in targets)


def _what(target: Reached) -> Hashable:
    """What comes or goes with it: every setting with its value."""
    sides = ((change.trail.path, change.before or change.after) for change in (c.change for c in target.changes))
    return frozenset((path, value and (value.kind, value.text)) for path, value in sides)


def _only(names: list[str]) -> str | None:
    return names[0] if len(names) == 1 else None
