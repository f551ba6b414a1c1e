"""Finds a character of a text of YAML in the file, however the text is written there."""

from __future__ import annotations

import re

_HEADER = re.compile(r"[|>][0-9+-]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_BREAK = re.compile(r"\r\n|\r|\n")
_BREAKS = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+[ \t]*")


def spot(source: str, start: int, text: str, at: int) -> int:
    """The offset in the file of the character `at` of the text, whose token begins at `start`.

    It is that of the token where escapes and folded lines leave it in doubt.
    """
    mark = source[start : start + 1]
    if mark in {"|", ">"}:
        return _in_block(source, start, text, at)
    here = start + (mark in {'"', "'"})
    for char in text[: max(at, 0)]:
        if (mark == '"' and source[here : here + 1] == "\\") or (mark == "'" and source[here : here + 2] == "''"):
            here += 1
        folded = _BREAKS.match(source, here) if char in " \n" else None
        if folded:
            here = folded.end()
            continue
        if source[here : here + 1] != char:
            return start
        here += 1
    return here


def _in_block(source: str, start: int, text: str, at: int) -> int:
    """The same in a block; the lines of a folded one are joined, so that a blank of the text may be a line's end."""
    header = _HEADER.match(source, start)
    if header is None:
        return start
    column = _indentation(source[header.end() :]) - _indentation(text)
    here = _behind_indentation(source, header.end(), column)
    for char in text[: max(at, 0)]:
        if source[here : here + 1] == char and char != "\n":
            here += 1
            continue
        ends = _line_ends(source, here, column) if char in " \n" else here
        if ends == here:
            return start
        here = ends
    return here


def _indentation(text: str) -> int:
    """How far the first line that is not empty is indented."""
    line = text.lstrip("\r\n ")
    before = text[: len(text) - len(line)]
    return len(before) - (before.rfind("\n") + 1)


def _line_ends(source: str, here: int, column: int) -> int:
    """Where the text goes on behind the end of a line: at the column of the block, or at an empty line's end."""
    found = _BREAK.match(source, here)
    return here if found is None else _behind_indentation(source, found.end(), column)


def _behind_indentation(source: str, here: int, column: int) -> int:
    while column and source[here : here + 1] == " ":
        here, column = here + 1, column - 1
    return here
