"""Says in a sentence which targets a change reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.address import quoted_file
from configguard.model.words import count

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from configguard.model.address import Address
    from configguard.model.effective import Edit, Reached
    from configguard.model.report import Report

_MOST = 8


def said_of(targets: Sequence[Reached], most: int = _MOST) -> str:
    """`reaches 3 targets: email@prod, email@test, web@prod`; empty where it reaches none."""
    named = [name_of(target) for target in targets[:most]]
    named += [f"and {count(len(targets) - most, 'more', 'more')}"] if len(targets) > most else []
    return f"reaches {count(len(targets), 'target')}: {', '.join(named)}" if targets else ""


def reached_together(edited: Collection[Address], report: Report, *, judged: bool) -> str:
    """`reach 6 targets, 2 of them undeclared: api@prod, api@test`; empty where they reach none.

    Where nobody is held to targets, what is undeclared is not told apart.
    """
    targets = [target for target in report.targets if any(edit.address in edited for edit in target.edits)]
    outside = [target for target in targets if judged and _is_undeclared(target, report)]
    if not outside:
        return f"reach {said_of(targets).removeprefix('reaches ')}" if targets else ""
    some = f"{len(outside):,} of them undeclared" if len(outside) < len(targets) else "all of them undeclared"
    some = "undeclared" if len(targets) == 1 else some
    return f"reach {count(len(targets), 'target')}, {some}: {said_of(outside).partition(': ')[2]}"


def _is_undeclared(target: Reached, report: Report) -> bool:
    return not target.covered_by and (target.entry.declare or bool(report.intent.targets))


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
