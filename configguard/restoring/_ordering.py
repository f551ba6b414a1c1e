"""Puts the items of a list back into the base's order by moving their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.restoring import _block
from configguard.restoring._splicing import Edit, before_break, splice
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from configguard.restoring._joint import Joint
    from configguard.restoring._text import Text


def reordered(joint: Joint, edits: list[Edit]) -> tuple[list[Edit], dict[int, int]]:
    """The edits with those that move the items that stay, and where each item comes to stand, by its position now."""
    movers = [head for _, head in joint.stayed]
    spans = {number: _span(joint, number) for number in movers}
    if not joint.is_flow and len({len(joint.head.lead(start)) for start, _ in spans.values()}) > 1:
        raise CannotRestore("the items of this list are not written alike")
    return moved(joint.head, spans, movers, edits), dict(zip(movers, sorted(movers), strict=True))


def moved(text: Text, spans: dict[int, tuple[int, int]], movers: list[int], edits: list[Edit]) -> list[Edit]:
    """The edits with those that bring stretches of the text into the order of `movers`.

    The edits within a stretch that moves go with it.
    """
    placed = [(edit, _within(text, edit, spans)) for edit in edits]
    inner = {n: [one for _, (slot, one) in placed if slot == n] for n in spans}
    pairs = [(slot, mover) for slot, mover in zip(sorted(movers), movers, strict=True) if slot != mover]
    slots = {slot for slot, _ in pairs}
    found = [edit for edit, (slot, _) in placed if slot not in slots]
    return [*found, *(Edit(*spans[slot], splice(text.text, inner[mover], *spans[mover])) for slot, mover in pairs)]


def _within(text: Text, edit: Edit, spans: dict[int, tuple[int, int]]) -> tuple[int | None, Edit]:
    """The stretch in which an edit lies, if one is, and the edit as it lies within."""
    for number, (start, end) in spans.items():
        if start <= edit.start and edit.end <= end and edit.end > start:  # what comes before a stretch stays there
            return number, edit
        if start < edit.start < end and not edit.text:  # with its last line the break before goes
            return number, Edit(before_break(text.text, edit.start), before_break(text.text, edit.end))
    return None, edit


def _span(joint: Joint, number: int) -> tuple[int, int]:
    """An item's text, in a block with the comments above and behind it."""
    part = joint.after[number]
    if joint.is_flow:
        return part.begin, part.end
    start = part.begin
    if number and joint.head.begins_line(start):
        start = _block.above_comments(joint.head, start, joint.after[number - 1].end, frozenset())
        start += len(joint.head.indentation(start))
    return start, joint.head.line_end(part.end)
