"""Finds what the sentences of many findings have in common, to say it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.level import Level
from configguard.reporters._reach import reached_together

if TYPE_CHECKING:
    from configguard.model.report import Report
    from configguard.reporters._cases import Case, Part

_TELLS_THE_REACH = "outside-target"


def shared_message(part: Part, report: Report, rule: str) -> str:
    """What the sentences of this rule have in common; where that is too little, what the rule itself says."""
    messages = _messages(part, rule)
    where = f"{part.counted} {part.where}".rstrip()
    if says_all(part, rule):
        return f"each of {where} {_predicate(*messages[0])}"
    if rule == _TELLS_THE_REACH and (reach := _reach(part, report)):
        return f"{where} {reach}"
    ends = {message.rpartition(", ")[2] for message, _ in messages}
    if len(ends) == 1 and all(", " in message and case.change for message, case in messages):
        return f"each of {where} changed, {ends.pop()}"
    info = report.rules.get(rule)
    return f"{where}: {info.summary if info else messages[0][0]}"


def _reach(part: Part, report: Report) -> str:
    """What the edits reach together, which is what a reader must know; empty where there are others than edits."""
    edited = {case.change.address for case in part.cases if case.change}
    judged = any(f.level > Level.NOTE for f in part.findings if f.rule == _TELLS_THE_REACH)
    return reached_together(edited, report, judged=judged) if len(edited) == len(part.cases) else ""


def says_all(part: Part, rule: str) -> bool:
    """Whether the sentences differ in nothing but the names of their settings."""
    told = {_predicate(message, case) for message, case in _messages(part, rule)}
    return len(told) == 1 and "" not in told


def _messages(part: Part, rule: str) -> list[tuple[str, Case]]:
    return [(finding.message, case) for case in part.cases for finding in case.findings if finding.rule == rule]


def _predicate(message: str, case: Case) -> str:
    """What a sentence says of its own setting; empty where it does not begin with its name."""
    address = case.change.address if case.change else case.findings[0].address
    names = (str(address), address.inner) if address else ()
    return next((message.removeprefix(f"{name} ") for name in names if message.startswith(f"{name} ")), "")
