"""Says in a sentence which targets a change reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.address import quoted_file
from configguard.model.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.effective import Edit, Reached
    from configguard.model.report import Report

_MOST = 8


def said_of(targets: Sequence[Reached], most: int = _MOST) -> str:
    """`reaches 3 targets: email@prod, email@test, web@prod`; empty where it reaches none."""
    named = [name_of(target) for target in targets[:most]]
    named += [f"and {count(len(targets) - most, 'more', 'more')}"] if len(targets) > most else []
    return f"reaches {count(len(targets), 'target')}: {', '.join(named)}" if targets else ""


def name_of(target: Reached) -> str:
    """A target's name, with what becomes of it where that is more than a change."""
    name = quoted_file(target.name)
    if target.renamed_from is not None:
        return f"{name} (it was {quoted_file(target.renamed_from)})"
    return name if target.kind == "changed" else f"{name} ({target.kind})"


def edit_text(edit: Edit) -> str:
    """The setting that was edited; the file and its line where that is not known."""
    if edit.address is not None:
        return str(edit.address)
    return quoted_file(edit.file) + (f":{edit.place.line}" if edit.place else "")


def looked_at(report: Report) -> str:
    """`2 files, 7 changes`, and `14 targets` where some may be reached."""
    looked = report.looked_at
    targets = f", {count(looked.targets, 'target')}" if looked.targets else ""
    return f"{count(looked.files, 'file')}, {count(looked.changes, 'change')}{targets}"
