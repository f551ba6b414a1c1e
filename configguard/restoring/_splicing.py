"""Replaces stretches of a text, all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """What stands from `start` to `end` (character offsets) gives way to `text`."""

    start: int
    end: int
    text: str = ""


def splice(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """The stretch from `start` to `end` with these edits, which lie within it.

    Insertions at one offset keep their order; stretches that are cut twice are cut once; what is put into a stretch
    that is cut stays. Raises `CannotRestore` for other edits that overlap.
    """
    parts = []
    at = start
    for edit in _apart(text, edits):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at : len(text) if end is None else end]])


def _apart(text: str, edits: Iterable[Edit]) -> list[Edit]:
    apart: list[Edit] = []
    # An insertion at the edge of a stretch that is cut or replaced stands before it.
    for edit in sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end)):
        last = apart[-1] if apart else None
        if last is None or edit.start >= last.end:
            apart.append(edit)
        elif edit.text and (edit.start < edit.end or last.text):
            raise CannotRestore(_SHARED, "put them back one at a time, or by hand")
        elif edit.text:
            # The blanks before what is put in are kept: they part it from what stands above.
            blank = not text[last.start : edit.start].strip()
            apart[-1:] = [*([] if blank else [Edit(last.start, edit.start)]), edit, Edit(edit.start, last.end)]
        elif last.text and edit.end > last.end:
            raise CannotRestore(_SHARED, "put them back one at a time, or by hand")
        elif not last.text:
            apart[-1] = Edit(last.start, max(last.end, edit.end))
    return apart


_SHARED = "two of these settings share the text that would have to change"
