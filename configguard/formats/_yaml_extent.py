"""Finds where YAML nodes begin and end in the text, where PyYAML's marks say less or more."""

from __future__ import annotations

import re

_PROPERTY = re.compile(r"&[0-9A-Za-z_-]+|!<[^>\s]*>|![^\s,\[\]{}]*")
_BLANK = re.compile(r"(?:\s++(?:#[^\r\n]*+)?+)*+")
_ALIAS = re.compile(r"(?:[\s,:?\-\[{]++|#[^\r\n]*+)*+(\*[0-9A-Za-z_-]++)")
_BREAK = re.compile(r"(?:\r\n|[\r\n\x85\u2028\u2029])\Z")
_KEEPS = re.compile(r"[|>][1-9]?\+")


def behind_properties(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Where a node itself begins, behind an anchor and a tag, and the tag as written, if one is."""
    tag = None
    for _ in range(2):
        found = _PROPERTY.match(text, start, end)
        if found is None:
            break
        tag = found[0] if found[0][0] == "!" else tag
        blank = _BLANK.match(text, found.end(), end)
        start = blank.end() if blank else found.end()
    return start, tag


def block_scalar_end(text: str, start: int, end: int, content: str) -> int:
    """Where a block scalar ends: with its last line, without the line break behind it.

    Blank lines at the end of one that keeps them (`|+`) are part of it, and so are blanks that are its content.
    """
    written = text[start:end]
    if _KEEPS.match(written):
        return start + len(_BREAK.sub("", written))
    return start + len(written.rstrip("\r\n" if content.rstrip("\n")[-1:].isspace() else None))


def behind_alias(text: str, start: int, end: int) -> int:
    """Where the alias ends that is the next thing behind `start`."""
    found = _ALIAS.match(text, start, end)
    return found.end() if found else start


def empty(text: str, start: int) -> int:
    """Where a value that is not written stands: at the end of what is written before it."""
    while start and text[start - 1] in " \t\r\n":
        start -= 1
    return start
