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
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        last = apart[-1] if apart else None
        if edit == last and edit.start < edit.end:
            continue
        if last is None or edit.start > last.end or (edit.start == last.end and (edit.text or last.text)):
            apart.append(edit)
        elif not edit.text and not last.text:
            apart[-1] = Edit(last.start, max(last.end, edit.end))
        elif edit.start == edit.end and not last.text:
            apart[-1:] = _put_into(text, last, edit)
        elif edit.text or edit.end > last.end:
            raise CannotRestore("two of these settings share the text that would have to change", _CURE)
    return apart


def _put_into(text: str, cut: Edit, edit: Edit) -> list[Edit]:
    """A cut with an insertion within."""
    if not text[cut.start : edit.start].strip():  # blanks before it part it from what stands above
        return [edit, Edit(edit.start, cut.end)]
    if edit.text[:1] in {
        "\r",
        "\n",
    }:  # it stands behind a line: of the cut lines the line breaks before go, not those behind
        return [Edit(before_break(text, cut.start), edit.start), edit, Edit(edit.start, before_break(text, cut.end))]
    return [Edit(cut.start, edit.start), edit, Edit(edit.start, cut.end)]


def before_break(text: str, offset: int) -> int:
    """The offset before the line break that ends at `offset`, if one does."""
    if text.endswith("\r\n", 0, offset):
        return offset - 2
    return offset - 1 if text.endswith("\n", 0, offset) else offset


_CURE = "put them back one at a time, or by hand"
