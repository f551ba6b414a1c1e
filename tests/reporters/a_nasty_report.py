"""A report in which one string stands everywhere where a stranger's text can stand."""

from __future__ import annotations

from configguard.model.address import Address, DocumentId, Key, Selector
from configguard.model.change import Change, Excerpt, Value
from configguard.model.document import Place
from configguard.model.effective import Edit, Reached
from configguard.model.finding import Finding, Remark
from configguard.model.intent import DeclaredOverride, DeclaredScope, Intent, Said, Unread
from configguard.model.level import Level
from configguard.model.override import Override
from configguard.model.record import replace
from configguard.model.report import LookedAt, Report
from configguard.model.revision import Revision
from configguard.model.trail import Item, Trail
from configguard.model.words import declare_setting, put_back
from tests.reporters.a_reaching_report import reached
from tests.reporters.a_report import RULES


def nasty(text: str) -> Report:
    """The report full of `text`."""
    said = Said("trailer", "Config-Scope", text, text, text)
    trail = Trail(
        text or "x",
        (Key(text), Item(Selector(((text, text),)), None, None, None, 0), Key(text)),
        DocumentId((text or "x",)),
    )
    first = text.splitlines()[0] if text.splitlines() else ""
    excerpt = Excerpt(Place(3, 5), f"{first}: {first}", len(first) + 2, max(len(first), 1), (1, first))
    change = Change(
        trail,
        "changed",
        Value("str", text),
        Value("str", f"{text}!"),
        excerpt,
        excerpt,
        (text,),
        (text,),
        (text,),
        text,
        frozen=text,
        moved_from=Address(text or "x", (Key(text),)),
    )
    gone = Change(trail, "removed", Value("str", text), None, excerpt)
    ways = (
        ("put it back", put_back(change.address)),
        (text, text),
        ("declare", declare_setting(change.address)),
    )
    findings = (
        Finding("outside-intent", Level.ERROR, Remark(text, change, ways_out=ways)),
        Finding("outside-intent", Level.ERROR, Remark(text, gone, file=f"{text}2", ways_out=ways)),
        Finding("unused-scope", Level.WARNING, Remark(text, facts=(text,))),
        Finding("unreadable-config", Level.NOTE, Remark(text, file=text, place=Place(1, 1))),
    )
    return Report(
        "fail",
        Revision("commit", text, "0" * 40),
        Revision("worktree", text),
        text,
        "base",
        text,
        Intent((DeclaredScope(text, said),), said=(said,), unread=(Unread("label", text, text),)),
        (change, gone),
        findings,
        overridden=(
            replace(findings[0], override=_override(text, said)),
            replace(findings[2], override=_override(text, said)),
        ),
        rules=RULES,
        notes=(text,),
        unjudged=(text, text),
        suggested=(text,),
        descriptions=((str(change.address), text),),
        looked_at=LookedAt(2, 2, (text,), 1),
        targets=(_reached(text, change),),
    )


def _reached(text: str, change: Change) -> Reached:
    edits = (Edit(text, Place(1, 1)), Edit(text, Place(1, 1), change.address))
    return replace(reached(text, covered_by=(text,), renamed_from=text, unseen=text), edits=edits)


def _override(text: str, said: Said) -> Override:
    return Override(DeclaredOverride("outside-intent", text, replace(said, key="Config-Override")), by=(text,))
