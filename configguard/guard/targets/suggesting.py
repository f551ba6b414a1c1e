"""Finds the fewest lines of intent that would cover the targets that a change reaches, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.target import DeclaredTargets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.effective import Reach, Reached

FEW = 4
"""So many targets with something in common are worth a wildcard."""
ON_A_LINE = 8


def suggested_targets(reach: Reach) -> tuple[str, ...]:
    """The trailers that name these targets: by what they have in common where that is of no other target."""
    left = list(dict.fromkeys(target.name for target in reach.targets))
    others = set(reach.names) - set(left)
    said: list[str] = []
    for pattern in _common(reach.targets):
        covered = {name for name in left if DeclaredTargets(pattern).covers(name)}
        if len(covered) >= FEW and not any(map(DeclaredTargets(pattern).covers, others)):
            said.append(pattern)
            left = [name for name in left if name not in covered]
    lines = [f"Config-Target: {', '.join(said)}"] if said else []
    lines += (words.declare_target(*left[at : at + ON_A_LINE]) for at in range(0, len(left), ON_A_LINE))
    return tuple(lines)


def _common(targets: tuple[Reached, ...]) -> Iterator[str]:
    """What several targets have in common, `*@prod`, the most of them first."""
    often: dict[str, int] = {}
    for target in targets:
        for hole, value in target.bound.items() if len(target.bound) > 1 else ():
            wild = dict.fromkeys(target.bound, "*")
            pattern = words.declare_target(target.entry.name.filled({**wild, hole: value})).partition(": ")[2]
            often[pattern] = often.get(pattern, 0) + 1
    ranked = sorted(often, key=lambda pattern: (-often[pattern], pattern))
    return (p for p in ranked if often[p] >= FEW and not DeclaredTargets(p).only_wildcards)
