"""Traces what a target gets back to the edits that brought it about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.address import Key, Property
from configguard.model.effective import Edit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from configguard.model.address import Segment
    from configguard.model.change import Change, Value
    from configguard.model.effective import Effective, Origin
    from configguard.model.proposal import ChangedFile
    from configguard.model.trail import Trail

    Path = tuple[Segment, ...]


class Tracer:
    """The edits of a proposal, by where they are."""

    def __init__(self, files: Iterable[ChangedFile], changed: Collection[str]) -> None:
        """Take the changes of the files, and all files that differ."""
        self._changed = changed
        self._at: dict[tuple[str, Path], list[Edit]] = {}
        self._after: dict[Edit, Value | None] = {}
        self._on: dict[tuple[str, Path], list[Edit]] = {}
        self._beneath: dict[tuple[str, Path], list[Edit]] = {}
        for change in (change for file in files for change in file.changes if is_setting(change)):
            path, edit = change.trail.path, edit_of(change)
            trunk = _trunk(path)
            self._at.setdefault((change.file, path), []).append(edit)
            self._after[edit] = change.after
            self._on.setdefault((change.file, trunk), []).append(edit)
            for depth in range(len(trunk) + 1):
                self._beneath.setdefault((change.file, trunk[:depth]), []).append(edit)

    def edits(
        self,
        path: Path,
        before: Origin | None,
        after: Origin | None,
        files: tuple[str, ...],
        uncovering: str | None = None,
    ) -> tuple[Edit, ...]:
        """What brought it about that a target gets something else at this path.

        That is an edit where the new value is written, else where the old one was, else in another of the target's
        files (a null that deletes), each at the very setting before what is above or beneath it; else it is a file.
        Beside it there is the edit of the file that uncovered an earlier layer, for without it that one says nothing.
        """
        uncovered = self._near(uncovering, path) if uncovering is not None else []
        origins = [origin.file for origin in (after, before) if origin is not None]
        for file in (*origins, *files):
            found = self._near(file, path)
            if found:
                return tuple(dict.fromkeys((*found, *uncovered)))
        return self.whole(files, before, after)

    def _near(self, file: str, path: Path) -> list[Edit]:
        """The edits of a file at a path, else those above and beneath it."""
        return self._at.get((file, path)) or list(self._around(file, _trunk(path)))

    def rendered(self, change: Change, files: tuple[str, ...]) -> tuple[Edit, ...]:
        """What could have brought about a change in what a renderer writes, which does not tell.

        Where a setting at the very path was edited to the very value it is most likely that; else all that was edited
        in the files that it may read could have done it.
        """
        found = [edit for file in files for edit in self._at.get((file, change.trail.path), ())]
        return tuple(edit for edit in found if _same(self._after[edit], change.after)) or self.whole(files)

    def _around(self, file: str, trunk: Path) -> Iterator[Edit]:
        """The edits above, at and beneath a path without its items."""
        for depth in range(len(trunk)):
            yield from self._on.get((file, trunk[:depth]), ())
        yield from self._beneath.get((file, trunk), ())

    def whole(
        self, files: tuple[str, ...], before: Origin | None = None, after: Origin | None = None
    ) -> tuple[Edit, ...]:
        """What was edited in the files that differ: in those where the values are, before all others."""
        places = {origin.file: origin.place for origin in (before, after) if origin is not None}
        differing = [file for file in files if file in self._changed]
        found: list[Edit] = []
        for file in [file for file in differing if file in places] or differing:
            found += [Edit(file, places[file])] if file in places else self._beneath.get((file, ()), [Edit(file, None)])
        return tuple(dict.fromkeys(found))


def _same(one: Value | None, other: Value | None) -> bool:
    return other is None if one is None else one.same(other)


def uncovering(trail: Trail, base: Effective | None, head: Effective | None) -> str | None:
    """The file that had the last word at the base, where an earlier layer has it at the head; None elsewhere.

    In a list that layers replace as a whole, the trail is that of the list.
    """
    before, after = (side.origin(trail) if side is not None else None for side in (base, head))
    if before is None or after is None or before.layer is None or after.layer is None:
        return None
    return before.file if before.layer > after.layer else None


def edit_of(change: Change) -> Edit:
    """A changed setting as an edit."""
    return Edit(change.file, change.place, change.address)


def is_setting(change: Change) -> bool:
    """Whether it is one of what stands in the file, not of the file itself."""
    return not any(isinstance(segment, Property) for segment in change.trail.path)


def _trunk(path: Path) -> Path:
    """The path as far as it goes by keys: two sides may know the items of a list by different fields."""
    end = next((n for n, segment in enumerate(path) if not isinstance(segment, Key)), len(path))
    return path[:end]
