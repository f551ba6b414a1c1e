"""Shows a change as it stands in its file, before and after, with a caret under what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.change import SECRET_SHOWN
from configguard.model.escaping import terminal
from configguard.model.record import dataclass
from configguard.reporters._layout import cut, focus, pad, width, wrap
from configguard.reporters._values import sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change, Excerpt, Value
    from configguard.reporters._layout import Screen

_TAB = "    "


@dataclass(frozen=True, slots=True)
class _Line:
    """One side's line: its number, what stands before the value, and the value; all harmless."""

    number: str
    lead: str
    value: str


def frame(change: Change, screen: Screen) -> Iterator[str]:
    """The lines of a frame below its opening one."""
    before, after = _lines(change, screen.columns)
    gutter = max(len(line.number) for line in (before, after) if line) if before or after else 1
    bar = screen.paint("frame", "│")
    yield bar
    parent = _parent(change)
    if parent:
        gutter = max(gutter, len(str(parent[0])))
        text = cut(harmless(parent[1]), screen.columns - gutter - 7)
        yield f"{bar}   {parent[0]:>{gutter}}  {text}"
    for mark, role, line in (("-", "gone", before), ("+", "new", after)):
        if line:
            said = f"{mark} {line.number:>{gutter}}  {line.lead}{line.value}"
            yield f"{bar} {screen.paint(role, said.rstrip())}"
    yield from _caret(change, after or before, gutter, screen)
    yield bar


def about(change: Change) -> str:
    """What else is known of a setting: its scopes, owners, and whether it is critical or frozen."""
    known = [f"scope: {', '.join(change.scopes)}" if change.scopes else "in no scope"]
    known += [f"owners: {' '.join(change.owners)}"] if change.owners else []
    known += ["critical"] if change.critical is not None else []
    known += ["frozen"] if change.frozen is not None else []
    known += [f"moved from {change.moved_from}"] if change.moved_from else []
    return terminal(" · ".join(known))


def _caret(change: Change, line: _Line | None, gutter: int, screen: Screen) -> Iterator[str]:
    known = about(change)
    bar = screen.paint("frame", "│")
    if line is None:
        yield f"{bar}   {known}"
        return
    blanks = " " * (gutter + 5 + width(line.lead))
    under = "─" * max(width(line.value), 1)
    if len(blanks) + len(under) + width(known) + 2 <= screen.columns:
        yield f"{bar}{blanks}{under} {known}"
    else:
        yield f"{bar}{blanks}{under}"
        room = screen.columns - gutter - 6
        yield from (f"{bar}{' ' * (gutter + 5)}{told}" for told in wrap(known, room))


def _lines(change: Change, columns: int) -> tuple[_Line | None, _Line | None]:
    """Both sides as they stand in their files; a property, which stands in none, by its values."""
    leads = [_lead(excerpt, columns // 2) for excerpt in (change.base, change.head)]
    numbers = [str(e.place.line) if e else "" for e in (change.base, change.head)]
    room = max(columns - max(map(width, leads)) - max(map(len, numbers)) - 6, 16)
    values = as_written(change, room)
    before, after = (
        None if value is None else _Line(number, lead, value)
        for number, lead, value in zip(numbers, leads, values, strict=True)
    )
    return before, after


def _lead(excerpt: Excerpt | None, columns: int) -> str:
    return cut(harmless(excerpt.text[: excerpt.caret]), columns) if excerpt else ""


def as_written(change: Change, room: int) -> tuple[str | None, str | None]:
    """Both values as they are written, or as they are where the line alone does not show the change."""
    before, after = (
        _written(excerpt, value, secret=change.secret)
        for excerpt, value in ((change.base, change.before), (change.head, change.after))
    )
    unclear = (before is None) != (change.before is None) or (after is None) != (change.after is None)
    if change.kind == "reordered" or unclear or before == after:
        return sides(change, room)
    if before is None or after is None:
        return before and cut(before, room), after and cut(after, room)
    return focus(before, after, room)


def _written(excerpt: Excerpt | None, value: Value | None, *, secret: bool) -> str | None:
    """What stands for the value in its file; None where that is not the whole value on one line."""
    if excerpt is None or value is None:
        return None
    if secret or value.secret:
        return SECRET_SHOWN
    if value.kind == "str" and ("\n" in value.text or "\r" in value.text):
        return None
    return harmless(excerpt.text[excerpt.caret :])


def _parent(change: Change) -> tuple[int, str] | None:
    excerpt = change.head or change.base
    return excerpt.parent if excerpt else None


def harmless(text: str) -> str:
    """Text of a file; its indentation stays, a tab of it is four blanks."""
    body = text.lstrip(" \t")
    return text[: len(text) - len(body)].replace("\t", _TAB) + terminal(body)


def place_line(file: str, place: tuple[int, int] | None, screen: Screen) -> str:
    """The line that opens a frame: `┌─ config/api.yaml:4:9`."""
    where = terminal(file) + (f":{place[0]}:{place[1]}" if place else "")
    return f"{screen.paint('frame', '┌─')} {where}"


def rows(shown: list[tuple[str, str]], more: str, screen: Screen) -> Iterator[str]:
    """Settings with what became of them, one a line, and what is said of more."""
    bar = screen.paint("frame", "│")
    left = min(max((width(name) for name, _ in shown), default=0), screen.columns // 2)
    for name, went in shown:
        yield f"{bar}   {pad(cut(name, left), left)}  {cut(went, screen.columns - left - 6)}"
    if more:
        yield f"{bar}   {more}"
