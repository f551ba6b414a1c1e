"""The one parser of intent lines, for commit messages.

It is not git's: `git interpret-trailers` and `git log --format=%(trailers)` disagree about a `---` line,
and both see only the last paragraph, so what a squash merge appends would hide what was said before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.intent import IntentKey

KEYS: dict[str, IntentKey] = {
    "config-scope": "Config-Scope",
    "config-setting": "Config-Setting",
    "config-target": "Config-Target",
    "config-override": "Config-Override",
}
_TRAILER = re.compile(r"([A-Za-z0-9-]+)[ \t]*:(.*)", re.DOTALL)
_CHERRY_PICKED = "(cherry picked from commit "
_BLANKS = " \t\r\f\v"


class Line(NamedTuple):
    """A line of intent: its key in the standard form, and what stands behind the colon."""

    key: IntentKey
    value: str


def from_message(message: str) -> list[Line]:
    """The lines of intent in a commit's message, in order.

    Every paragraph behind the subject that consists of trailer lines alone counts; a line that begins with
    a blank goes on with the one before; `(cherry picked from commit …)`, which git appends, is one too.
    """
    return [line for paragraph in _paragraphs(message)[1:] for line in _from_paragraph(paragraph)]


def from_lines(lines: Iterable[str | None]) -> list[Line]:
    """The lines of intent among these, whatever stands around them; None separates."""
    found: list[tuple[IntentKey, list[str]]] = []
    open_line = False
    for line in lines:
        if open_line and line is not None and _is_folded(line):
            found[-1][1].append(line.strip(_BLANKS))
            continue
        trailer = _trailer(line) if line is not None else None
        open_line = trailer is not None and trailer[0] in KEYS
        if open_line and trailer is not None:
            found.append((KEYS[trailer[0]], [trailer[1]]))
    return [Line(key, " ".join(parts).strip(_BLANKS)) for key, parts in found]


def _paragraphs(message: str) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in message.split("\n"):
        if line.strip(_BLANKS):
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return paragraphs


def _from_paragraph(paragraph: list[str]) -> list[Line]:
    only_trailers = all(
        _trailer(line) or line.startswith(_CHERRY_PICKED) or (number and _is_folded(line))
        for number, line in enumerate(paragraph)
    )
    return from_lines(paragraph) if only_trailers else []


def _trailer(line: str) -> tuple[str, str] | None:
    found = _TRAILER.fullmatch(line)
    return (found[1].lower(), found[2].strip(_BLANKS)) if found else None


def _is_folded(line: str) -> bool:
    return line[:1] in {" ", "\t"} and bool(line.strip(_BLANKS))
