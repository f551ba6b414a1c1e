"""What happened in a history as the plain data that machines read, with its published schema."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from configguard.model.escaping import json_text
from configguard.reporters._facts import change_facts
from configguard.reporters._schema import report_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.change import Change
    from configguard.model.document import Place
    from configguard.model.effective import Origin
    from configguard.model.history import Event, Got, Landing, Recount
    from configguard.reporters._facts import Json

FORMAT = "configguard-log/1"
_ID = "https://github.com/configguard/configguard/schemas/log-1.json"
_OF_A_PROPOSAL = frozenset({"covered", "covered_by"})
"""What a report says of a change because somebody proposes it; what has landed is not judged again."""
_ENDS = ("beginning", "asked", "shallow")
_TEXT: dict[str, Json] = {"type": "string"}
_COUNT: dict[str, Json] = {"type": "integer", "minimum": 0}
_LANDING: dict[str, Json] = {
    "commit": {"type": "string", "pattern": "^[0-9a-f]{40,64}$"},
    "at": {
        "type": ["string", "null"],
        "description": "The committer date, ISO 8601 in UTC; null where it is none.",
    },
}


def recount_facts(recount: Recount) -> dict[str, Json]:
    """The whole recount, as `recount_schema` describes it; secrets are null in it."""
    return {
        "format": FORMAT,
        "head": json_text(recount.head.oid or recount.head.name),
        "policy": {"file": json_text(recount.policy_file), "from": recount.policy_origin},
        "events": [_event(event) for event in recount.events],
        "looked_at": {
            "commits": recount.looked_at,
            "first": None if recount.first is None else _landing(recount.first),
            "ends": recount.ends,
            "dated_before_parent": recount.backwards,
        },
        "overrides": [{"rule": rule, "commits": number} for rule, number in recount.overrides.items()],
        "notes": [json_text(note) for note in recount.notes],
    }


def recount_schema() -> dict[str, Json]:
    """The schema, JSON Schema draft 2020-12; it knows every key, and allows no other."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "ConfigGuard log",
        "description": "What `configguard log --format json` prints.",
        **_object(
            {
                "format": {"const": FORMAT},
                "head": {"type": "string", "description": "The commit whose history it is."},
                "policy": _object({"file": _TEXT, "from": {"enum": ["base", "file", "none"]}}),
                "events": _list(_event_schema(), "What each commit of the line of first parents did, newest first."),
                "looked_at": _looked_at(),
                "overrides": _list(
                    _object({"rule": _TEXT, "commits": _COUNT}),
                    "The rules that were to be overridden, and how many commits of the line brought such words.",
                ),
                "notes": _list(_TEXT, "What the reader must know of how it was read."),
            }
        ),
        "$defs": _definitions(),
    }


def _event_schema() -> dict[str, Json]:
    words = _object(
        {"text": _TEXT, "commit": {"type": "string", "description": "The short id of the commit that says it."}}
    )
    return _object(
        {
            **_LANDING,
            "author": {"type": "string", "description": "The name of its author, as the commit has it."},
            "subject": _TEXT,
            "names": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "What files were called then, by the names that the addresses have.",
            },
            "changes": _list(
                {"$ref": "#/$defs/change"}, "Of settings in files; none where a target's history is told."
            ),
            "targets": _list(_target_schema(), "Those that get something else by it, where that was asked for."),
            "shadowed": _list(_TEXT, "The changed settings that no target gets, where that was asked for."),
            "remarks": _list(_TEXT, "What else happened to the files: a new name, a version that cannot be read."),
            "said": _list(words, "The lines of intent of the commit, and of those that it merged."),
        }
    )


def _target_schema() -> dict[str, Json]:
    number: dict[str, Json] = {"type": "integer", "minimum": 1}
    place: dict[str, Json] = {"file": _TEXT, "line": _or_null(number), "column": _or_null(number)}
    origin = _object({side: _or_null(_object(place)) for side in ("before", "after")})
    change = _object({"change": {"$ref": "#/$defs/change"}, "written": origin})
    return _object(
        {
            "name": _TEXT,
            "unseen": {"type": "string", "description": "Why what it gets cannot be told; empty where it can."},
            "changes": _list(change, "Of what it gets, as in a file of its name, and where the values are written."),
            "edits": _list(
                _object({**place, "address": _or_null(_TEXT)}), "What brought that about, where it is known."
            ),
        }
    )


def _looked_at() -> dict[str, Json]:
    ends: Json = {
        "enum": list(_ENDS),
        "description": "Why no more was looked at: all begins there, or no more was asked for or is at hand.",
    }
    first: Json = {"anyOf": [_object(_LANDING), {"type": "null"}]}
    return _object({"commits": _COUNT, "first": first, "ends": ends, "dated_before_parent": _COUNT})


def _definitions() -> dict[str, Json]:
    """The report's own, a change without what is said of a proposal alone."""
    known = _part(report_schema(), "$defs")
    change = _part(known, "change")
    wanted = {name: schema for name, schema in _part(change, "properties").items() if name not in _OF_A_PROPOSAL}
    wanted["fingerprint"] = _part(known, "finding", "properties", "fingerprint")
    required = change["required"]
    kept: list[Json] = [name for name in required if name in wanted] if isinstance(required, list) else []
    return {"change": {**change, "properties": wanted, "required": kept}, "place": known["place"]}


def _part(schema: dict[str, Json], *names: str) -> dict[str, Json]:
    for name in names:
        part = schema[name]
        if not isinstance(part, dict):
            message = f"{name} is no object of the report's schema"
            raise TypeError(message)
        schema = part
    return schema


def _object(properties: dict[str, Json]) -> dict[str, Json]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _or_null(schema: dict[str, Json]) -> dict[str, Json]:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(items: Json, description: str) -> dict[str, Json]:
    return {"type": "array", "items": items, "description": description}


def _event(event: Event) -> dict[str, Json]:
    return {
        **_landing(event.landing),
        "author": json_text(event.author),
        "subject": json_text(event.subject),
        "names": {json_text(now): json_text(then) for now, then in event.names.items()},
        "changes": [*_changes(event.changes)],
        "targets": [_target(target) for target in event.targets],
        "shadowed": [json_text(str(address)) for address in event.shadowed],
        "remarks": [json_text(remark) for remark in event.remarks],
        "said": [{"text": json_text(str(said)), "commit": said.where} for said in event.said],
    }


def _changes(changes: Iterable[Change]) -> Iterator[Json]:
    for change in change_facts(changes):
        yield {key: fact for key, fact in change.items() if key not in _OF_A_PROPOSAL}


def _target(target: Got) -> dict[str, Json]:
    told = zip(target.changes, _changes(one.change for one in target.changes), strict=True)
    return {
        "name": json_text(target.name),
        "unseen": json_text(target.unseen),
        "changes": [
            {"change": change, "written": {"before": _origin(one.before), "after": _origin(one.after)}}
            for one, change in told
        ],
        "edits": [
            {**_place(edit.file, edit.place), "address": None if edit.address is None else json_text(str(edit.address))}
            for edit in target.edits
        ],
    }


def _origin(origin: Origin | None) -> Json:
    return None if origin is None else _place(origin.file, origin.place)


def _place(file: str, place: Place | None) -> dict[str, Json]:
    return {"file": json_text(file), "line": place and place.line, "column": place and place.column}


def _landing(landing: Landing) -> dict[str, Json]:
    return {"commit": landing.oid, "at": _moment(landing.at)}


def _moment(seconds: int) -> str | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
    except (OverflowError, ValueError, OSError):
        return None
