"""Finds the fewest lines of intent that would cover a change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.address import Address, Property, quoted_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.change import Change

MANY = 8
"""From this many settings of one file on, what they have in common is named instead."""


def suggested(changes: Iterable[Change], edits_policy: bool = False) -> tuple[str, ...]:  # noqa: FBT001, FBT002 - one fact
    """The trailers that would cover these changes: scopes first, then single settings; none for no changes."""
    changes = list(changes)
    ordinary = [change for change in changes if change.critical is None]
    scopes = _fewest_scopes([set(change.scopes) for change in ordinary if change.scopes])
    if edits_policy:
        scopes.append("policy")
    lines = [words.declare_scope(*scopes)] if scopes else []
    homeless = [change for change in ordinary if not change.scopes]
    lines += [f"Config-Setting: {text}" for text in _settings(homeless)]
    lines += [words.declare_setting(c.address) for c in changes if c.critical is not None]
    return tuple(dict.fromkeys(lines))


def _fewest_scopes(wanted: list[set[str]]) -> list[str]:
    """A small set of scopes, none of them idle: each change belongs to one at least, whichever are left out of it."""
    chosen: list[str] = []
    left = wanted
    while left:
        often = Counter(scope for scopes in left for scope in scopes)
        best = min(often, key=lambda scope: (-often[scope], scope))
        chosen.append(best)
        left = [scopes for scopes in left if best not in scopes]
    for scope in sorted(chosen):  # the first choices may have become idle by later ones
        others = set(chosen) - {scope}
        if all(others & scopes for scopes in wanted):
            chosen.remove(scope)
    return sorted(chosen)


def _settings(changes: list[Change]) -> list[str]:
    """The settings one by one, or the file where many of it have changed."""
    by_file: dict[str, list[Change]] = {}
    for change in changes:
        by_file.setdefault(change.file, []).append(change)
    found: list[str] = []
    for file, group in by_file.items():
        if len(group) < MANY:
            found += [str(change.address) for change in group]
        else:
            found += [_common(file, group)]
    return found


def _common(file: str, changes: list[Change]) -> str:
    """The address of what holds all these settings: a mapping or a list, else the file."""
    paths = [change.address.path for change in changes]
    documents = {change.address.document for change in changes}
    common = 0
    while all(len(path) > common + 1 and path[common] == paths[0][common] for path in paths):
        common += 1
    if not common or len(documents) > 1 or isinstance(paths[0][0], Property):
        return quoted_file(file)
    return str(Address(file, paths[0][:common], documents.pop()))
