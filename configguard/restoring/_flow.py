"""Takes parts out of brackets and puts parts in: JSON, YAML in flow style, arrays and inline tables of TOML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.restoring._splicing import Edit

if TYPE_CHECKING:
    from configguard.model.document import Node
    from configguard.restoring._joint import Joint
    from configguard.restoring._parts import Part
    from configguard.restoring._text import Text

_COMMA = re.compile(r"(?:\s|#[^\r\n]*)*,")
_BLANK = re.compile(r"\s*")


def removals(text: Text, node: Node, parts: list[Part], going: frozenset[int], others: frozenset[str]) -> list[Edit]:
    """The edits that take out the parts at these positions; some part stays."""
    edits: list[Edit] = []
    stays = [number for number in range(len(parts)) if number not in going]
    for number in sorted(going):
        part = parts[number]
        begin = _with_comments(text, part.begin, parts[number - 1].end if number else node.start + 1, others)
        if number > stays[-1]:
            continue
        comma = _COMMA.match(text.text, part.end)
        behind = text.comment_behind(comma.end() if comma else part.end)
        found = _BLANK.match(text.text, behind)
        edits.append(Edit(begin, found.end() if found else behind))
    if len(parts) - 1 in going:
        edits += _tail(text, parts, stays[-1])
    return edits


def _tail(text: Text, parts: list[Part], last: int) -> list[Edit]:
    """The edits that take out all parts behind the `last` that stays."""
    end = parts[-1].end
    kept, gone = parts[last], parts[last + 1]
    between = text.text[kept.end : gone.begin]
    comma = _COMMA.match(text.text, kept.end)
    has_comma_behind = _COMMA.match(text.text, end)
    if "#" not in between or comma is None:
        behind = has_comma_behind.end() if has_comma_behind and comma is None else end
        return [Edit(kept.end, text.comment_behind(behind))]
    keep = text.comment_behind(comma.end())
    stop = has_comma_behind.end() if has_comma_behind else end
    cut = Edit(keep, text.comment_behind(stop))
    return [cut] if has_comma_behind else [Edit(comma.end() - 1, comma.end()), cut]


def _with_comments(text: Text, begin: int, floor: int, others: frozenset[str]) -> int:
    """Where a part begins together with the comment lines above it that the other side does not have."""
    if not text.begins_line(begin):
        return begin
    start = text.line_start(begin)
    while start > floor:
        above = text.line_start(start - 1)
        line = text.text[above:start].strip()
        if above < floor or not line.startswith("#") or line in others:
            break
        start = above
        begin = start + len(text.indentation(start))
    return begin


def insertions(joint: Joint, anchor: int, written: list[str], *, before: bool) -> list[Edit]:
    """The edits that put texts behind the head's part at position `anchor`, which stays, or before it."""
    text, parts, going = joint.head, joint.after, joint.going
    part = parts[anchor]
    gap = _gap(text, joint.new.node, parts)
    if before:
        return [Edit(part.begin, part.begin, "".join(f"{one},{gap}" for one in written))]
    comma = _COMMA.match(text.text, part.end)
    behind = text.comment_behind(comma.end() if comma else part.end)
    leading = "".join(f",{gap}{one}" for one in written)
    if all(number in going for number in range(anchor + 1, len(parts))) and anchor + 1 < len(parts):
        has_comma_behind = _COMMA.match(text.text, parts[-1].end)
        if behind == (comma.end() if comma else part.end):
            return [Edit(part.end, part.end, leading)]
        comma_at = comma.end() - 1 if comma else part.end
        comma_kept = [] if has_comma_behind else [Edit(comma_at, comma_at, ",")]
        return [*comma_kept, Edit(behind, behind, leading[1:] + ("," if has_comma_behind else ""))]
    if comma:
        return [Edit(behind, behind, "".join(f"{gap}{one}," for one in written))]
    if behind == part.end:
        return [Edit(behind, behind, leading)]
    return [Edit(part.end, part.end, ","), Edit(behind, behind, leading[1:])]


def _gap(text: Text, node: Node, parts: list[Part]) -> str:
    """The blanks that stand between two parts here."""
    opening = _BLANK.match(text.text, node.start + 1)
    first = opening[0] if opening else ""
    if "\n" in first or len(parts) == 1:
        return first if "\n" in first else " "
    comma = _COMMA.match(text.text, parts[0].end)
    found = _BLANK.match(text.text, comma.end()) if comma else None
    return found[0] if found else " "
