"""Cuts from a file what shows one setting, and nothing of its neighbours."""

from __future__ import annotations

import re
from typing import NamedTuple

from configguard.model.change import SECRET_SHOWN, Excerpt
from configguard.model.document import Entry, Mapping, Node, Scalar, Source

_PROPERTY = re.compile("[!&]")
_TABLE = re.compile(r"\s*\[\[?[^\[\]{}=,:#]*")

WIDEST_INDENT = 200
WIDEST = 1_000
"""Characters; a file may be one line of millions, and each of its changes has an excerpt."""


class Standing(NamedTuple):
    """A node as it stands on one side: under which key, within what."""

    node: Node
    entry: Entry | None = None
    within: Standing | None = None


def excerpt(source: Source, standing: Standing, *, secret: bool) -> Excerpt:
    """The setting's own line, its value masked where it is secret, and the line of the key above it."""
    node, entry = standing.node, standing.entry
    place = source.place(node.start)
    begin = node.start
    if entry is not None and source.place(entry.key_start).line == place.line and entry.key_start < begin:
        begin = entry.key_start
    shown = SECRET_SHOWN if secret else _shown(source, node)
    lead = source.text[begin : min(node.start, begin + WIDEST)]
    if secret and entry is not None and begin == entry.key_start:
        lead = _untagged(lead, entry.key_end - begin)
    text = _indent(source.place(begin).column) + lead + shown
    return Excerpt(place, text, len(text) - len(shown), max(len(shown), 1), _parent(source, standing, place.line))


def _untagged(lead: str, key: int) -> str:
    """What stands before a value without its tag or anchor: `password: !hunter2` is a secret written as one."""
    found = _PROPERTY.search(lead, key)
    return lead if found is None else lead[: found.start()]


def _parent(source: Source, standing: Standing, line: int) -> tuple[int, str] | None:
    """Line and text of the nearest key that stands on a line above."""
    above = standing.within
    while above is not None:
        if above.entry is not None:
            place = source.place(above.entry.key_start)
            if place.line < line:
                return place.line, _key_line(source, above.entry, place.column)
        above = above.within
    return None


def _key_line(source: Source, entry: Entry, column: int) -> str:
    key = source.text[entry.key_start : min(entry.key_end, entry.key_start + WIDEST)]
    if column > WIDEST_INDENT:
        return f"{_indent(column)}{key}:"
    before = source.text[entry.key_start - column + 1 : entry.key_start]
    if before and _TABLE.fullmatch(before):
        return f"{before}{key}{']' * before.count('[')}"
    return f"{_indent(column)}{key}:"


def _indent(column: int) -> str:
    return " " * min(column - 1, WIDEST_INDENT)


def _shown(source: Source, node: Node) -> str:
    """The first line of a single value, or the brackets of a container: what it holds are settings of their own."""
    if isinstance(node, Scalar):
        lines = source.text[node.start : min(node.end, node.start + WIDEST)].splitlines()
        return lines[0] if lines else ""
    begin, end = "{}" if isinstance(node, Mapping) else "[]"
    filled = node.entries if isinstance(node, Mapping) else node.items
    return f"{begin}…{end}" if filled else f"{begin}{end}"
