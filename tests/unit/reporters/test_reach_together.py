"""Of many edits told together a reader learns which targets they reach, and which of them nobody declared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from configguard.model.effective import Edit
from configguard.model.finding import Finding, Remark
from configguard.model.intent import Intent
from configguard.model.level import Level
from configguard.model.plugins import Style
from configguard.reporters import render
from tests.reporters.a_reaching_report import ENTRY, NAMED, reached
from tests.reporters.a_report import changed, report, trail

if TYPE_CHECKING:
    from configguard.model.report import Report

CHANGES = tuple(
    replace(changed(f"a{n}", "1", "2", line=n + 1, scopes=(), kind="int"), trail=trail(f"a{n}", f"config/s{n}.yaml"))
    for n in range(4)
)
EDITS = tuple(Edit(change.file, change.place, change.address) for change in CHANGES)


def said(level: Level, *, intent: Intent, declare: bool = False, declared: tuple[int, ...] = ()) -> str:
    """A report of four edits, each of which reaches a target of its own, on one line."""
    entry = replace(ENTRY, declare=declare)
    targets = tuple(
        reached(f"s{n}@prod", entry=entry, edits=(edit,), covered_by=(str(NAMED),) if n in declared else ())
        for n, edit in enumerate(EDITS)
    )
    remarks = [
        Remark(f"1 edit in {edit.file}:1 reaches 1 target", edit_of, file=edit.file, address=edit.address)
        for edit, edit_of in zip(EDITS, CHANGES, strict=True)
    ]
    findings = tuple(Finding("outside-target", level, remark) for remark in remarks)
    made: Report = replace(report(changes=CHANGES, findings=findings), targets=targets, intent=intent)
    return render("text", made, Style(width=200))


HELD = Intent(targets=(NAMED,))


def test_those_that_nobody_declared_are_counted_and_named() -> None:
    text = said(Level.ERROR, intent=HELD, declared=(1,))
    assert "4 settings in 4 files reach 4 targets, 3 of them undeclared: s0@prod, s2@prod, s3@prod\n" in text
    assert "The effective configuration" not in text


@pytest.mark.parametrize("declare", [True, False])
def test_where_none_is_declared_all_are_named(*, declare: bool) -> None:
    text = said(Level.ERROR, intent=Intent() if declare else HELD, declare=declare)
    assert "reach 4 targets, all of them undeclared: s0@prod, s1@prod, s2@prod, s3@prod\n" in text


def test_where_nobody_is_held_to_them_none_is_called_undeclared() -> None:
    text = said(Level.WARNING, intent=Intent())
    assert "4 settings in 4 files reach 4 targets: s0@prod, s1@prod, s2@prod, s3@prod\n" in text
    assert "undeclared" not in text
