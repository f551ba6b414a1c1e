"""Links an addition to the removal that it moves, where there is no doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from configguard.model.record import replace

if TYPE_CHECKING:
    from configguard.model.change import Change, Value
    from configguard.model.proposal import ChangedFile

_Key = Callable[["Change", "Value"], Hashable]


def linked(files: tuple[ChangedFile, ...]) -> tuple[ChangedFile, ...]:
    """The same files, each addition that moves a removed setting linked to it.

    A move is a removal and an addition of the same value at the same path, else under the same last key, when each
    has exactly one such counterpart.
    """
    changes = [change for file in files for change in file.changes]
    removed = [c for c in changes if c.kind == "removed"]
    added = [c for c in changes if c.kind == "added"]
    if not removed or not added:
        return files
    origins: dict[int, Change] = {}
    for key in (_by_path, _by_last_key):
        _link(removed, added, key, origins)
    return tuple(replace(file, changes=tuple(_moved(c, origins.get(id(c))) for c in file.changes)) for file in files)


def _moved(change: Change, origin: Change | None) -> Change:
    return change if origin is None else replace(change, moved_from=origin.address)


def _link(removed: list[Change], added: list[Change], key: _Key, origins: dict[int, Change]) -> None:
    taken = {id(origin) for origin in origins.values()}
    left, arrived = defaultdict(list), defaultdict(list)
    for change in removed:
        if change.before is not None and id(change) not in taken:
            left[key(change, change.before)].append(change)
    for change in added:
        if change.after is not None and id(change) not in origins:
            arrived[key(change, change.after)].append(change)
    for facts, news in arrived.items():
        olds = left.get(facts, [])
        if len(olds) == len(news) == 1:
            origins[id(news[0])] = olds[0]


def _by_path(change: Change, value: Value) -> Hashable:
    return change.trail.path, value.kind, value.text


def _by_last_key(change: Change, value: Value) -> Hashable:
    return change.trail.path[-1:], value.kind, value.text
