"""Says all that is known of a setting, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.cli import _moments
from configguard.cli._changes import said_of
from configguard.model import escaping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.guard.knowing import Known
    from configguard.model.history import LastChange

FEW = 5
"""So many of the settings that refer to one are named."""
_WIDTH = 12


def told(known: Known) -> str:
    """The setting's address, and a line for each thing that is known of it."""
    lines = [f"  {label:<{_WIDTH}} {escaping.terminal(text)}".rstrip() for label, text in _rows(known) if label or text]
    return "\n".join([escaping.terminal(str(known.address)), *lines]) + "\n"


def _rows(known: Known) -> Iterator[tuple[str, str]]:
    yield "value", f"{known.value.shown}   ({known.value.type})"
    yield "stands at", f"{known.file}:{known.place.line}:{known.place.column}"
    yield "scopes", ", ".join(known.scopes) or "none: only Config-Setting can declare it"
    listed = (
        ("owners", ", ".join(known.owners)),
        ("critical", known.critical or ""),
        ("frozen", known.frozen or ""),
        ("secret", "its value is never shown" if known.value.secret else ""),
    )
    yield from ((label, text) for label, text in listed if text)
    yield from _schema(known)
    yield from _named("refers to", known.refers)
    yield from _named("named by", known.referred)
    if known.last is not None:
        yield from _last(known.last)


def _schema(known: Known) -> Iterator[tuple[str, str]]:
    if known.schema is None:
        return
    if not known.wanted:
        yield "schema", f"{known.schema}: {known.unwanted or 'it says nothing of this setting'}"
    for number, wanted in enumerate(known.wanted):
        yield "" if number else "schema", wanted.place
        yield from (("", f"  {text}") for text in (wanted.description, ", ".join(wanted.wishes)) if text)


def _named(label: str, addresses: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for number, address in enumerate(addresses[:FEW]):
        yield "" if number else label, address
    if len(addresses) > FEW:
        yield "", f"and {len(addresses) - FEW:,} more"


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
