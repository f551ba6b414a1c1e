"""A fixed report of a change that reaches targets which nobody named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from configguard.model.effective import Edit, Effective, EffectiveChange, Reached
from configguard.model.fileglob import FileGlob
from configguard.model.finding import Finding, Remark
from configguard.model.intent import DeclaredScope, Intent, Said
from configguard.model.level import Level
from configguard.model.report import LookedAt
from configguard.model.target import Layer, TargetEntry, TargetName
from configguard.model.words import declare_target, put_back
from tests.reporters.a_report import SAID, SIZE, report

if TYPE_CHECKING:
    from configguard.model.report import Report

NAMED = Said("trailer", "Config-Target", "email@prod", "4be2f1a", "4be2f1a")
ENTRY = TargetEntry(TargetName("{service}@{env}"), (Layer(FileGlob("config/api.yaml", anchored=True)),))
EDIT = Edit(SIZE.file, SIZE.place, SIZE.address)
GETS = Effective("email@prod", (), lambda _: None)
CHANGE = EffectiveChange(SIZE, None, None, (EDIT,))


def reached(name: str, **parts: object) -> Reached:
    """A target of which one setting changes by the edit, unless said otherwise."""
    plain = Reached(name, ENTRY, {}, GETS, GETS, (CHANGE,), (EDIT,))
    return replace(plain, **parts)  # type: ignore[arg-type]


def reaching() -> Report:
    """One declared, others not: changed, new, removed, called otherwise, and one that cannot be seen."""
    targets = (
        reached("api@prod"),
        reached("email@prod", covered_by=(str(NAMED),)),
        reached("mail@test", base=None, renamed_from="post@test"),
        reached("post@test", head=None),
        reached("web@prod", base=None, changes=(), edits=(Edit("config/prod/web.yaml", None),)),
        reached("web@test", unseen="config/test/web.yaml holds 2 documents, and a layer is one"),
    )
    message = "1 edit in config/api.yaml:12 reaches 4 targets, 3 of them undeclared: api@prod, mail@test and post@test"
    ways = (("put it back", put_back(SIZE.address)), ("or declare what it reaches", declare_target("api@prod")))
    remark = Remark(message, file=SIZE.file, place=SIZE.place, address=SIZE.address, ways_out=ways)
    made = report(
        intent=Intent(scopes=(DeclaredScope("email", SAID),), targets=(NAMED,), said=(SAID, NAMED)),
        changes=(SIZE,),
        findings=(Finding("outside-target", Level.ERROR, remark),),
    )
    return replace(made, targets=targets, looked_at=LookedAt(1, 1, (), 14))


def declared() -> Report:
    """All that it reaches was declared."""
    covered = (reached("email@prod", covered_by=(str(NAMED),)),)
    return replace(reaching(), verdict="pass", findings=(), targets=covered)
