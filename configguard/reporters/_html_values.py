"""Shows what a setting was and what it became, what differs between the two marked."""

from __future__ import annotations

import re
from itertools import starmap
from typing import TYPE_CHECKING, TypeVar

from configguard.model.escaping import terminal
from configguard.model.words import count
from configguard.reporters._html_elements import Html, element, together
from configguard.reporters._layout import cut
from configguard.reporters._values import sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.change import Change, Value

T = TypeVar("T")

LONGEST = 600
"""So many columns of a value are shown; more of it is cut around what differs."""
ABSENT = element("span", "not there", class_="absent")
_MOST_LINES = 40
_AROUND = 2
_LONG_WORD = 24
_TOKEN = re.compile(r"\w+|\W")


def both(change: Change) -> tuple[Html, Html]:
    """Both values, side for side; a text of several lines by its lines, the type where it is what changed."""
    if is_of_lines(change):
        return _by_lines(_lines(change.before), _lines(change.after))
    before, after = sides(change, LONGEST)
    if before is None or after is None:
        return (ABSENT if before is None else _deleted(before)), (ABSENT if after is None else _inserted(after))
    one, other = marked(before, after)
    return _typed(one, change, change.before), _typed(other, change, change.after)


def is_of_lines(change: Change) -> bool:
    """Whether either value is a text of several lines, which may be shown."""
    values = [value for value in (change.before, change.after) if value]
    return not change.secret and all(v.kind == "str" for v in values) and any("\n" in v.text for v in values)


def marked(before: str, after: str) -> tuple[Html, Html]:
    """Two texts of one line, the words that differ in `del` and `ins`; of long words the letters that differ."""
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    first, last = _shared_ends(one, other)
    if max(map(len, (*one[first : len(one) - last], *other[first : len(other) - last])), default=0) > _LONG_WORD:
        one, other = list(before), list(after)
        first, last = _shared_ends(one, other)
    parts = []
    for tokens, tag in ((one, "del"), (other, "ins")):
        end = len(tokens) - last
        changed = "".join(tokens[first:end])
        differing = element(tag, changed) if changed else ""
        parts.append(together(("".join(tokens[:first]), differing, "".join(tokens[end:]))))
    return parts[0], parts[1]


def _deleted(shown: str) -> Html:
    return element("code", element("del", shown))


def _inserted(shown: str) -> Html:
    return element("code", element("ins", shown))


def _typed(shown: Html, change: Change, value: Value | None) -> Html:
    plain = element("code", shown)
    return together((plain, element("small", value.type)), " ") if value and change.kind == "retyped" else plain


def _lines(value: Value | None) -> list[str] | None:
    return None if value is None else value.text.split("\n")


def _by_lines(before: list[str] | None, after: list[str] | None) -> tuple[Html, Html]:
    """The lines that differ, with a few around them; where they are as many on both sides, each beside its own."""
    first, last = _shared_ends(before or [], after or [])
    one, other = (_shown((side or [])[first : len(side or []) - last][:_MOST_LINES]) for side in (before, after))
    if before and after and len(before) == len(after):
        pairs = list(starmap(marked, zip(one, other, strict=True)))
        told = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    else:
        told = [element("del", line) for line in one], [element("ins", line) for line in other]
    gone, new = (
        ABSENT if side is None else _block(side, first, changed, last)
        for side, changed in zip((before, after), told, strict=True)
    )
    return gone, new


def _block(every: list[str], first: int, changed: list[Html], last: int) -> Html:
    """A side's lines: what differs, and what stands around it."""
    end = len(every) - last
    start = max(first - _AROUND, 0)
    told: list[str] = [_count(start, "as before"), *_shown(every[start:first]), *changed]
    told += [_count(end - first - len(changed), "more")]
    told += [*_shown(every[end : end + _AROUND]), _count(last - _AROUND, "as before")]
    return element("code", *(element("span", line, class_="l") for line in told if line is not _NOTHING))


_NOTHING = Html()


def _count(number: int, what: str) -> Html:
    return element("i", f"{count(number, 'line')} {what}") if number > 0 else _NOTHING


def _shown(every: Sequence[str]) -> list[str]:
    return [cut(terminal(line), LONGEST) for line in every]


def _shared_ends(one: Sequence[T], other: Sequence[T]) -> tuple[int, int]:
    """How many the two have in common at the beginning, and how many of the rest at the end."""
    first = _shared(one, other)
    return first, _shared(one[first:][::-1], other[first:][::-1])


def _shared(one: Sequence[T], other: Sequence[T]) -> int:
    length = min(len(one), len(other))
    return next((n for n in range(length) if one[n] != other[n]), length)
