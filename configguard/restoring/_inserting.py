"""Puts parts of the base beside those that the head has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Scalar
from configguard.restoring import _block, _flow
from configguard.restoring._cutting import kept
from configguard.restoring._landing import NO_LINES, Landing, own_lines
from configguard.restoring._parts import Part, is_flow, needs_break, value_start
from configguard.restoring._splicing import Edit, splice
from configguard.restoring._text import carried
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from configguard.restoring._joint import Joint
    from configguard.restoring._wishing import Wish

_IN_LINES = "the base writes this in lines of its own, the head within brackets"
_IN_BRACKETS = "the base writes this within brackets, the head in lines of its own"


def insertions(joint: Joint, coming: list[tuple[int, Wish]], moves: dict[int, int]) -> list[Edit]:
    """The edits that put the base's parts at these positions into the head, of each what is wished.

    A part comes behind the nearest part before it that stays, else before the next one. `moves` says where the head's
    parts come to stand.
    """
    edits: list[Edit] = []
    landing = Landing(joint.head)
    for (number, before), group in _groups(joint, coming, moves).items():
        if joint.is_flow:
            texts = [_flow_text(joint, joint.before[at], wish) for at, wish in group]
            edits += _flow.insertions(joint, number, texts, before=before)
        else:
            edits += [_line_insertion(joint, landing, number, one, before=before) for one in group]
    return edits


def _groups(
    joint: Joint, coming: list[tuple[int, Wish]], moves: dict[int, int]
) -> dict[tuple[int, bool], list[tuple[int, Wish]]]:
    """What comes, by the part beside which it comes and whether it comes before that one."""
    at_head = dict(joint.stayed)
    groups: dict[tuple[int, bool], list[tuple[int, Wish]]] = {}
    for at, wish in sorted(coming, key=lambda one: one[0]):
        above = max((n for n in at_head if n < at), default=None)
        below = min((n for n in at_head if n > at), default=None)
        if above is not None:
            number, before = at_head[above], False
        elif below is not None:
            number, before = at_head[below], True
        else:
            number, before = _first_that_stays(joint), True
        groups.setdefault((moves.get(number, number), before), []).append((at, wish))
    return groups


def _first_that_stays(joint: Joint) -> int:
    staying = [number for number in range(len(joint.after)) if number not in joint.going]
    if not staying:
        raise CannotRestore("no part of it is left beside which it could be put")
    return staying[0]


def _flow_text(joint: Joint, part: Part, wish: Wish) -> str:
    """A part of the base as it can stand within brackets."""
    if not joint.was_flow:
        return _one_line(joint, part, wish)
    text = splice(joint.base.text, kept(joint.base, part, wish), part.begin, part.end)
    margins = (joint.base.margin(part.begin), joint.head.margin(joint.after[0].begin)) if joint.indents else ("", "")
    return carried(text, *margins, joint.head.line_break)


def _one_line(joint: Joint, part: Part, wish: Wish) -> str:
    """A single line of a block as a part within brackets."""
    base = joint.base.text
    text = base[value_start(joint.base, part) if part.is_item else part.begin : part.end]
    is_block = not isinstance(part.node, Scalar) and not is_flow(joint.base, part.node)
    is_plain = isinstance(part.node, Scalar) and base[part.node.start : part.node.start + 1] not in {'"', "'"}
    ends_plain = is_plain and not set(",[]{}").isdisjoint(base[part.node.start : part.node.end])
    if is_block or "\n" in text or ends_plain or not wish.covers(part.node, of_base=True):
        raise CannotRestore(_IN_LINES)
    return text


def _line_insertion(joint: Joint, landing: Landing, number: int, coming: tuple[int, Wish], *, before: bool) -> Edit:
    at, wish = coming
    head, new, part = joint.head, joint.after[number], joint.before[at]
    margin = " " * len(head.lead(new.begin))
    if joint.was_flow:
        lines, comments, written = NO_LINES, "", _line(joint, part, wish)
    else:
        lines = own_lines(joint.base, part.begin, part.end, joint.before[at - 1].end if at else 0)
        cuts = kept(joint.base, part, wish)
        text = splice(joint.base.text, cuts, lines.begin, lines.end)
        margins = " " * len(joint.base.lead(part.begin)), margin
        written = carried(text, *margins, head.line_break)
        comments = margin + carried(joint.base.text[lines.comments : lines.begin], *margins, head.line_break)
        comments = comments.removesuffix(margin)
    if needs_break(joint.base, part.node) and head.line_end(new.end) == len(head.text):
        written += head.line_break
    if not before:
        lines = lines._replace(below=_blanks_below(joint, at))
        return landing.behind(new.end, lines, comments, margin + written, is_last=number == len(joint.after) - 1)
    if not head.begins_line(joint.after[0].begin) and all(n in joint.going for n in range(number)):
        first = joint.after[0].begin  # behind the dash, where those before it go
        return Edit(first, first, written + head.line_break + margin)
    start = _block.above_comments(head, new.begin, 0, head.others)
    return Edit(start, start, comments + margin + written + head.line_break * (lines.below + 1))


def _blanks_below(joint: Joint, at: int) -> int:
    """How long the blank lines are behind the parts that come together with this one, one behind the other."""
    there = dict(joint.stayed)
    last = next((n - 1 for n in range(at + 1, len(joint.before)) if n in there), len(joint.before) - 1)
    return _block.blank_lines(joint.base, joint.base.behind_break(joint.base.line_end(joint.before[last].end)))


def _line(joint: Joint, part: Part, wish: Wish) -> str:
    """A part from within brackets as a line of a block."""
    if not wish.covers(part.node, of_base=True) or "\n" in joint.base.text[part.begin : part.end]:
        raise CannotRestore(_IN_BRACKETS)
    value = joint.base.text[value_start(joint.base, part) : part.end]
    if part.is_item:
        return f"- {value}"
    key = joint.base.text[part.begin : part.behind].rstrip().removesuffix(":").rstrip()
    return f"{key}: {value}".rstrip()
