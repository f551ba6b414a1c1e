"""Says all that is known of a setting, for people."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from configguard.cli import _moments
from configguard.cli._changes import said_of
from configguard.model import escaping
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.guard.knowing import Known
    from configguard.model.change import Value
    from configguard.model.effective import Origin
    from configguard.model.history import LastChange
    from configguard.model.received import Received, Receivers, Says

FEW = 5
"""So many of the settings that refer to one are named."""
_WIDTH = 12


def told(known: Known) -> str:
    """The setting's address, and a line for each thing that is known of it."""
    lines = [f"  {label:<{_WIDTH}} {escaping.terminal(text)}".rstrip() for label, text in _rows(known) if label or text]
    return "\n".join([escaping.terminal(str(known.address)), *lines]) + "\n"


def _rows(known: Known) -> Iterator[tuple[str, str]]:
    yield "value", _value(known.value)
    yield "stands at", f"{known.file}:{known.place.line}:{known.place.column}"
    yield "scopes", ", ".join(known.scopes) or "none: only Config-Setting can declare it"
    listed = (
        ("owners", ", ".join(known.owners)),
        ("critical", known.critical or ""),
        ("frozen", known.frozen or ""),
        ("checks", ", ".join(known.checks)),
        ("secret", "its value is never shown" if known.value.secret else ""),
    )
    yield from ((label, text) for label, text in listed if text)
    yield from _schema(known)
    yield from _named("refers to", known.refers)
    yield from _named("named by", known.referred)
    yield from _receivers(known.receivers)
    if known.last is not None:
        yield from _last(known.last)


def _schema(known: Known) -> Iterator[tuple[str, str]]:
    files = ", ".join(dict.fromkeys(filter(None, (known.schema, *known.receivers.schemas))))
    if not files:
        return
    for number, wanted in enumerate(known.wanted):
        yield "" if number else "schema", wanted.place
        yield from (("", f"  {text}") for text in (wanted.description, ", ".join(wanted.wishes)) if text)
    if known.unwanted or not known.wanted:
        said = f"{files}: {known.unwanted or 'it says nothing of this setting'}"
        yield "" if known.wanted else "schema", said


def _named(label: str, addresses: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for number, address in enumerate(addresses[:FEW]):
        yield "" if number else label, address
    if len(addresses) > FEW:
        yield "", f"and {len(addresses) - FEW:,} more"


def _receivers(receivers: Receivers) -> Iterator[tuple[str, str]]:
    """Which targets get it, and of which ones another layer has the word."""
    if receivers.is_empty:
        return
    names = receivers.getting
    verb = "gets it" if len(names) == 1 else "get it"
    yield "targets", f"{len(names):,} {verb}{': ' if names else ''}{', '.join(names[:FEW])}{_more(len(names))}"
    for name, origin in receivers.shadowed[:FEW]:
        yield "", f"not {name}: " + ("it is deleted there" if origin is None else f"{place_of(origin)} has the word")
    if len(receivers.shadowed) > FEW:
        yield "", f"nor {len(receivers.shadowed) - FEW:,} more"
    for name, why in receivers.unseen[:FEW]:
        yield "", f"what {name} gets cannot be told: {why}"


def _more(count: int) -> str:
    return f" and {count - FEW:,} more" if count > FEW else ""


def received(one: Received) -> str:
    """What a target gets at a setting, and what each of its layers says there."""
    value = "nothing: a later layer deletes or replaces it" if one.value is None else _value(one.value)
    rows = [("value", value)]
    if one.origin is not None:
        rows.append(("comes from", place_of(one.origin)))
    for number, says in enumerate(one.layers):
        rows.append(("" if number else "layers", f"{_where(says):<32} {_said(says, one.origin)}"))
    if one.origin is not None:
        rows.append(("see", f"configguard explain -- {shlex.quote(str(replace(one.address, file=one.origin.file)))}"))
    lines = [f"  {label:<{_WIDTH}} {escaping.terminal(text)}".rstrip() for label, text in rows]
    return "\n".join([escaping.terminal(str(one.address)), *lines]) + "\n"


def _value(value: Value) -> str:
    return f"{value.shown}   ({value.type})"


def _where(says: Says) -> str:
    return says.file if says.place is None else f"{says.file}:{says.place.line}:{says.place.column}"


def _said(says: Says, origin: Origin | None) -> str:
    if says.value is None:
        return "says nothing" if says.there else "is not there"
    counts = origin is not None and (origin.file, origin.place) == (says.file, says.place)
    return f"{_value(says.value)}{'   this one counts' if counts else ''}"


def place_of(origin: Origin) -> str:
    """Where an effective value is written."""
    return origin.file if origin.place is None else f"{origin.file}:{origin.place.line}:{origin.place.column}"


def _last(last: LastChange) -> Iterator[tuple[str, str]]:
    if last.pending is not None:
        yield "last change", f"{said_of(last.pending)}, not committed yet"
    label = "" if last.pending else "last change"
    if last.event is None:
        if last.cut_off:
            yield label, "before what this clone has: it is shallow (git fetch --unshallow)"
        elif last.pending is None:
            yield label, "in no commit of this history"
        return
    landing, event = last.event.landing, last.event
    yield label, f"{landing.oid[:7]}  {_moments.shown(landing.at)}  {event.subject}  ({event.author})"
    yield "", f"  {said_of(event.changes[0])}"
    yield from (("", f"  said: {said}") for said in dict.fromkeys(map(str, event.said)))
