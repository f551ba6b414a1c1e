"""Follows files down a history, under all the names that they had."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from configguard.model.history import History, Landing, Rename
    from configguard.model.revision import Difference, Stored


class Version(NamedTuple):
    """What one landing did to one file: what it was before, and what it is then (None where it is absent).

    `left_for` is the name that it went on under, where nobody asked for that one.
    """

    landing: Landing
    base: Stored | None
    head: Stored | None
    left_for: str = ""

    @property
    def name(self) -> str:
        """What the file was called then."""
        stored = self.head or self.base
        return stored.path if stored else ""

    @property
    def renamed_from(self) -> str:
        """The name that it had before, where this landing gave it another."""
        return self.base.path if self.base and self.head and self.base.path != self.head.path else ""


def lineages(
    history: History,
    landings: Sequence[Landing],
    wanted: Callable[[str], bool],
    paths: frozenset[str] | None,
) -> dict[str, list[Version]]:
    """The versions of each wanted file, newest first, by the name that it has in the end.

    `landings` are to be whole from the end of the history on, or names given later would not be known. `paths` are
    files and folders outside of which nothing is wanted; None is none.
    """
    found = _Found(history, landings, wanted, paths)
    names: dict[str, str] = {}
    versions: dict[str, list[Version]] = {}
    for landing, differences in zip(landings, found.differences, strict=True):
        renames = found.renames.get(landing.oid, {})
        left: dict[str, str] = {}
        for difference in differences:
            name = names.get(difference.path) or (difference.path if wanted(difference.path) else "")
            if not name:
                continue
            for version in _versions(landing, difference, renames, names, wanted):
                versions.setdefault(name, []).append(version)
                if version.renamed_from:
                    left[difference.path] = version.renamed_from
        _went_back(names, left)
    return versions


def _versions(
    landing: Landing,
    difference: Difference,
    renames: dict[str, Rename],
    names: dict[str, str],
    wanted: Callable[[str], bool],
) -> Iterator[Version]:
    """What became of a file, unless that is told of the name under which it went on."""
    rename = renames.get(difference.path)
    if rename is None:
        yield Version(landing, difference.base, difference.head)
    elif rename.head.path == difference.path:
        yield Version(landing, rename.base, rename.head)
    elif rename.head.path not in names and not wanted(rename.head.path):
        yield Version(landing, difference.base, None, rename.head.path)


def _went_back(names: dict[str, str], left: dict[str, str]) -> None:
    """Before a landing, files had the names that it took from them."""
    ends = {old: names.get(new, new) for new, old in left.items()}
    for new in left:
        names.pop(new, None)
    names.update(ends)


class _Found:
    """The differences of the landings, and the renames among them: as far as the names lead."""

    def __init__(
        self,
        history: History,
        landings: Sequence[Landing],
        wanted: Callable[[str], bool],
        paths: frozenset[str] | None,
    ) -> None:
        self.renames: dict[str, dict[str, Rename]] = {}
        self.differences = history.differences(landings, paths)
        earlier: set[str] = set()
        while True:
            came_or_went = [
                landing
                for landing, differences in zip(landings, self.differences, strict=True)
                if landing.parents
                and landing.oid not in self.renames
                and any(
                    (d.base is None or d.head is None) and (d.path in earlier or wanted(d.path)) for d in differences
                )
            ]
            renamed = history.renames(came_or_went) if came_or_went else []
            for landing, renames in zip(came_or_went, renamed, strict=True):
                self.renames[landing.oid] = {path: r for r in renames for path in (r.base.path, r.head.path)}
            known = {
                r.base.path
                for renames in self.renames.values()
                for r in renames.values()
                if r.head.path in earlier or wanted(r.head.path)
            }
            if known <= earlier:
                return
            earlier |= known
            if paths is not None:
                paths |= known
                self.differences = history.differences(landings, paths)
