"""Draws what was said as a fence, and what the change touches inside and outside of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from configguard.model.words import count
from configguard.reporters._html_elements import Html, code, element, lines, together
from configguard.reporters._html_names import NO_SCOPE, state
from configguard.reporters._layout import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.change import Change
    from configguard.model.intent import Said
    from configguard.model.report import Report
    from configguard.reporters._html_names import Names

_MOST_TILES = 8
_MANY_TILES = 4
_MOST_SAID = 12
_MOST_MARKS = 48
_IN_A_ROW = 12
_STEP = 18
_UNITS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000)
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_SHAPES = {
    "in": "h10v10h-10z",
    "out": "h10v10h-10z",
    "critical-in": "m5-2l7 7l-7 7l-7-7z",
    "critical-out": "m5-2l7 7l-7 7l-7-7z",
}
_MEANINGS = {
    "in": "inside",
    "out": "outside",
    "critical-in": "critical, inside",
    "critical-out": "critical, outside",
}


class _Tile(NamedTuple):
    """Settings of the same scopes on one side of the fence; `untouched` says why a declared scope has none."""

    scopes: tuple[str, ...]
    changes: tuple[Change, ...]
    untouched: str = ""


def picture(report: Report, names: Names) -> Html:
    """The fence with what is inside, and what is outside beside it."""
    inside = [*_tiles(change for change in report.changes if change.covered), *_untouched(report)]
    outside = _tiles(report.outside)
    unit = _unit(tile.changes for tile in (*inside, *outside))
    fenced = element(
        "div",
        element("h3", "Inside: you said this change is for"),
        _said(report.intent.purposes),
        _listed(inside, names, unit),
        class_="fence" if report.intent.purposes else "fence open",
    )
    beyond = element(
        "div",
        element("h3", "Outside: it also touches" if report.intent.purposes else "Outside: it touches"),
        _listed(outside, names, unit) if outside else element("p", "nothing", class_="quiet"),
        class_="beyond",
    )
    shape = "" if outside else " whole"
    shape += " uneven" if max(len(inside), len(outside)) > _MANY_TILES else ""
    ground = element("div", fenced, beyond, class_=f"ground{shape}")
    return lines((ground, _legend(report.changes, unit), _unread(report)))


def _said(said: tuple[Said, ...]) -> Html:
    if not said:
        return element("p", "nothing was declared", class_="quiet")
    rows = [element("li", code(cut(str(one), 240)), " ", element("small", _source(one))) for one in said]
    shown = element("ul", *rows[:_MOST_SAID], class_="said")
    if len(rows) <= _MOST_SAID:
        return shown
    more = element("summary", f"and {count(len(rows) - _MOST_SAID, 'more line')}")
    return together((shown, element("details", more, element("ul", *rows[_MOST_SAID:], class_="said"))))


def _source(said: Said) -> str:
    where = f"commit {said.where}" if _COMMIT.fullmatch(said.where) else said.where
    return f"{said.source}, {where}" if where else said.source


def _tiles(changes: Iterable[Change]) -> list[_Tile]:
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(change.scopes, []).append(change)
    tiles = [_Tile(scopes, tuple(members)) for scopes, members in groups.items()]
    return sorted(tiles, key=lambda tile: (not any(c.critical is not None for c in tile.changes), -len(tile.changes)))


def _untouched(report: Report) -> Iterator[_Tile]:
    """The declared scopes that cover nothing."""
    for name in dict.fromkeys(declared.name for declared in report.intent.scopes):
        touched = [change for change in report.changes if name in change.scopes]
        if not any(change.covered for change in touched):
            yield _Tile((name,), (), "only what must be named itself changed" if touched else "nothing changed in it")


def _listed(tiles: list[_Tile], names: Names, unit: int) -> Html:
    shown = [_tile(tile, names, unit) for tile in tiles]
    first = element("ul", *shown[:_MOST_TILES], class_="tiles")
    if len(shown) <= _MOST_TILES:
        return first if shown else Html()
    rest = tiles[_MOST_TILES:]
    summary = f"and {count(len(rest), 'more scope')}, {count(sum(len(t.changes) for t in rest), 'setting')}"
    more = element("details", element("summary", summary), element("ul", *shown[_MOST_TILES:], class_="tiles"))
    return together((first, more))


def _tile(tile: _Tile, names: Names, unit: int) -> Html:
    name = together((code(cut(scope, 80)) for scope in tile.scopes), " + ") or element("i", NO_SCOPE)
    if not tile.changes:
        return element("li", element("b", name), element("small", tile.untouched), class_="empty")
    critical = sum(change.critical is not None for change in tile.changes)
    told = count(len(tile.changes), "setting")
    if critical:
        told += ", critical" if critical == len(tile.changes) else f", {critical:,} critical"
    owners = list(dict.fromkeys(owner for change in tile.changes for owner in change.owners))
    known = [element("small", told)]
    known += [element("small", cut(" ".join(owners[:4]), 120))] if owners else []
    link = element("a", name, href=f"#{names.of(tile.changes[0])}")
    return element("li", element("b", link), _marks(tile.changes, unit), *known, class_=state(tile.changes))


def _unit(every: Iterable[tuple[Change, ...]]) -> int:
    """For how many settings a mark stands, the same everywhere."""
    most = max(map(len, every), default=0)
    return next((unit for unit in _UNITS if most <= unit * _MOST_MARKS), most)


def _marks(changes: tuple[Change, ...], unit: int) -> Html:
    """A mark for each setting, or so many of them: its shape says critical or not, its filling inside or not."""
    kinds: dict[str, int] = {}
    for change in sorted(changes, key=lambda change: change.critical is None):
        kinds[_kind(change)] = kinds.get(_kind(change), 0) + 1
    drawn, number = [], 0
    for kind, amount in kinds.items():
        marks = -(-amount // unit)
        drawn.append(_path(kind, range(number, number + marks)))
        number += marks
    width, height = min(number, _IN_A_ROW) * _STEP, -(-number // _IN_A_ROW) * _STEP
    return element("svg", *drawn, width=width, height=height, viewBox=f"0 0 {width} {height}", aria_hidden="true")


def _kind(change: Change) -> str:
    side = "in" if change.covered else "out"
    return f"critical-{side}" if change.critical is not None else side


def _path(kind: str, numbers: Iterable[int]) -> Html:
    starts = ((n % _IN_A_ROW * _STEP + 4, n // _IN_A_ROW * _STEP + 4) for n in numbers)
    return element("path", class_=f"m {kind}", d="".join(f"M{x} {y}{_SHAPES[kind]}" for x, y in starts))


def _legend(changes: tuple[Change, ...], unit: int) -> Html:
    kinds = [kind for kind in _SHAPES if any(_kind(change) == kind for change in changes)]
    if not kinds:
        return Html()
    keys = [
        together((element("svg", _path(k, [0]), width=18, height=18, aria_hidden="true"), _MEANINGS[k]), " ")
        for k in kinds
    ]
    each = "Each mark is a setting: " if unit == 1 else f"Each mark stands for up to {unit:,} settings: "
    return element("p", each, *(element("span", key) for key in keys), class_="legend")


def _unread(report: Report) -> Html:
    """The sources that could not be read, with why and the cure."""
    unread = report.intent.unread
    if not unread:
        return Html()
    rows = [element("li", code(one.source), f": {one.why}. To have it read: ", code(one.cure)) for one in unread]
    summary = element("summary", f"{count(len(unread), 'place')} where you may have said more could not be read")
    return element("details", summary, element("ul", *rows), class_="unread")
