"""Names the owners of changes: those of their scopes, else of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import owners
from configguard.guard.policies import reader
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.change import Change
    from configguard.model.proposal import ChangedFile
    from configguard.model.revision import Tree


def is_to_be_asked(change: Change) -> bool:
    """Whether somebody must be asked about it: it is outside the intent, or critical."""
    return not change.covered or change.critical is not None


def owned(
    files: tuple[ChangedFile, ...], tip: Tree, wanted: Callable[[Change], bool] = is_to_be_asked
) -> tuple[ChangedFile, ...]:
    """The same files; a wanted change in no scope with owners has those of its file, as the tip lists them."""
    if not any(_is_orphan(change) and wanted(change) for file in files for change in file.changes):
        return files
    known = owners.find(reader(tip))
    if known is None:
        return files
    return tuple(
        replace(file, changes=tuple(_with(c, known) if _is_orphan(c) and wanted(c) else c for c in file.changes))
        for file in files
    )


def _is_orphan(change: Change) -> bool:
    return not change.owners


def _with(change: Change, known: owners.Owners) -> Change:
    return replace(change, owners=known.of(change.file))
