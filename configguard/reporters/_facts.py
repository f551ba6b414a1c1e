"""A report as the plain data that machines read; its shape is that of `_schema`."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, TypeAlias

from configguard.model.address import Property
from configguard.model.escaping import json_text
from configguard.model.trail import Item
from configguard.reporters._reach import edit_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.change import Change, Excerpt, Value
    from configguard.model.document import Place
    from configguard.model.effective import Reached
    from configguard.model.finding import Finding
    from configguard.model.intent import Intent
    from configguard.model.report import Report
    from configguard.model.revision import Revision
    from configguard.model.trail import Trail

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

FORMAT = "configguard-report/1"
_TRUE = frozenset({"true", "yes", "on", "y"})
_LONGEST_NUMBER = 300
_BASES = {"0x": 16, "0o": 8, "0b": 2}
_DECIMAL = re.compile(r"[-+]?[0-9]+")


def facts(report: Report) -> dict[str, Json]:
    """The whole report; secrets are null in it."""
    return {
        "format": FORMAT,
        "verdict": report.verdict,
        "advisory": report.advisory,
        "base": _revision(report.base),
        "head": _revision(report.head),
        "policy": {"file": json_text(report.policy_file), "from": report.policy_origin},
        "intent": _intent(report.intent),
        "changes": [*change_facts(report.changes)],
        "targets": target_facts(report.targets),
        "findings": [_finding(finding) for finding in (*report.findings, *report.overridden, *report.waived)],
        "looked_at": {
            "files": report.looked_at.files,
            "changes": report.looked_at.changes,
            "targets": report.looked_at.targets,
            "not_looked_into": _texts(report.looked_at.not_looked_into),
        },
        "suggested": _texts(report.suggested),
        "notes": _texts(report.notes),
        "unjudged": _texts(report.unjudged),
    }


def pointer(trail: Trail) -> str | None:
    """The setting as a JSON Pointer (RFC 6901), at the head if it is there; None for a file's property."""
    tokens: list[str] = []
    for step in trail.steps:
        if isinstance(step, Property):
            return None
        if isinstance(step, Item):
            index = step.base_index if step.head_index is None else step.head_index
            tokens.append(str(0 if index is None else index))
        else:
            tokens.append(step.text.replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{json_text(token)}" for token in tokens)


def change_facts(changes: Iterable[Change]) -> list[dict[str, Json]]:
    """The changes alone."""
    return [_change(change) for change in changes]


def target_facts(targets: Iterable[Reached]) -> list[Json]:
    """Each target: what becomes of it, how many of its settings change, what brings that about, who said so."""
    return [_target(target) for target in targets]


def _target(target: Reached) -> Json:
    said: dict[str, Json] = {
        "name": json_text(target.name),
        "kind": target.kind,
        "changes": len(target.changes),
        "caused_by": _texts(tuple(map(edit_text, target.edits))),
        "declared": bool(target.covered_by),
        "declared_by": _texts(target.covered_by),
    }
    if target.renamed_from is not None:
        said["from"] = json_text(target.renamed_from)
    if target.unseen:
        said["unseen"] = json_text(target.unseen)
    if target.withheld:
        said["withheld"] = json_text(target.withheld)
    return said


def _revision(revision: Revision) -> str:
    return json_text(revision.oid or revision.name)


def _texts(texts: tuple[str, ...]) -> list[Json]:
    return [json_text(text) for text in texts]


def _intent(intent: Intent) -> dict[str, Json]:
    return {
        "scopes": _texts(tuple(dict.fromkeys(declared.name for declared in intent.scopes))),
        "settings": _texts(tuple(dict.fromkeys(declared.pattern.text for declared in intent.settings))),
        "targets": _texts(tuple(dict.fromkeys(said.text for said in intent.targets))),
        "said": [
            {"source": said.source, "text": json_text(str(said)), "where": json_text(said.where)}
            for said in intent.said
        ],
        "unread": [
            {"source": unread.source, "why": json_text(unread.why), "cure": json_text(unread.cure)}
            for unread in intent.unread
        ],
    }


def _change(change: Change) -> dict[str, Json]:
    said: dict[str, Json] = {
        "address": json_text(str(change.address)),
        "file": json_text(change.file),
        "pointer": pointer(change.trail),
        "kind": change.kind,
        "secret": change.secret,
        "before": None if change.secret else _value(change.before),
        "after": None if change.secret else _value(change.after),
        "scopes": _texts(change.scopes),
        "owners": _texts(change.owners),
        "critical": change.critical is not None,
        "covered": change.covered,
        "covered_by": _texts(change.covered_by),
        "base": _place(change.base),
        "head": _place(change.head),
        "fingerprint": change.fingerprint(),
    }
    if not change.secret and _written(change):
        said["written"] = _written(change)
    if change.trail.document is not None:
        said["document"] = json_text(str(change.trail.document))
    if change.moved_from is not None:
        said["from"] = json_text(str(change.moved_from))
    return said


def _finding(finding: Finding) -> dict[str, Json]:
    place: Place | None = finding.place
    return {
        "rule": finding.rule,
        "level": str(finding.level),
        "address": None if finding.address is None else json_text(str(finding.address)),
        "file": None if finding.file is None else json_text(finding.file),
        "line": place and place.line,
        "column": place and place.column,
        "message": json_text(finding.message),
        "help": json_text("\n".join(f"{label}: {exact}" for label, exact in finding.remark.ways_out)),
        "fingerprint": finding.fingerprint,
        "waived": _waived(finding),
        "overridden": _overridden(finding),
    }


def _waived(finding: Finding) -> dict[str, Json] | None:
    """By what it was accepted, or None."""
    waiver = finding.waiver
    if waiver is None:
        return None
    told = {"reason": waiver.reason, "owner": waiver.owner, "expires": waiver.expires}
    return {name: json_text(text) for name, text in told.items()}


def _overridden(finding: Finding) -> dict[str, Json] | None:
    """Why it passes, who approved, and where that was asked for; or None."""
    one = finding.override
    if one is None:
        return None
    said = one.declared.said
    return {
        "reason": json_text(one.declared.reason),
        "approved_by": _texts(one.by),
        "source": said.source,
        "where": json_text(said.where),
    }


def _place(excerpt: Excerpt | None) -> dict[str, Json] | None:
    return {"line": excerpt.place.line, "column": excerpt.place.column} if excerpt else None


def _value(value: Value | None) -> Json:
    """A value with its JSON type where JSON has one, else as it is written."""
    if value is None or value.kind == "null":
        return None
    if value.kind == "bool":
        return value.text.lower() in _TRUE
    if value.kind in {"int", "float"}:
        return _number(value)
    if value.text in {"{}", "[]"} and value.kind in {"mapping", "list"}:
        return {} if value.kind == "mapping" else []
    return json_text(value.text)


def _number(value: Value) -> Json:
    text = value.text.replace("_", "").lower()
    if len(text) > _LONGEST_NUMBER:
        return json_text(value.text)
    try:
        if value.kind == "int":
            return _integer(text)
        number = float(text)
    except (KeyError, ValueError):
        return json_text(value.text)
    return number if math.isfinite(number) else json_text(value.text)


def _integer(text: str) -> int:
    digits = text.lstrip("+-")
    if _DECIMAL.fullmatch(text):
        octal = digits[0] == "0" and max(digits) < "8"
        return int(text, 8 if octal else 10)
    number = int(digits[2:], _BASES[digits[:2]])
    return -number if text.startswith("-") else number


def _written(change: Change) -> dict[str, Json] | None:
    """Both sides as written, where JSON's form of one does not show what is there (`0xA`, `yes`, `1.00`)."""
    sides = {"before": change.before, "after": change.after}
    if all(v is None or v.kind == "str" or json.dumps(_value(v)) == v.text for v in sides.values()):
        return None
    return {side: None if value is None else json_text(value.text) for side, value in sides.items()}
