"""Cleans a commit message that is still being written, as git will when it takes it."""

from __future__ import annotations

_BLANKS = " \t\n\r"
_CUT = "------------------------ >8 ------------------------"
_AUTOMATIC = "#;@!$%^&|:"


def clean(text: str, comment: str = "#") -> str:
    """The message without comments, without what stands below the scissors, and without needless blanks.

    `comment` is git's `core.commentChar`; with `auto` the last line tells. Source: `git stripspace
    --strip-comments`, and git's `wt-status.c` for the scissors.
    """
    mark = _automatic(text) if comment == "auto" else comment or "#"
    lines: list[str] = []
    for raw in text.split("\n"):
        if raw.rstrip("\r") == f"{mark} {_CUT}":
            break
        if raw.startswith(mark):
            continue
        line = raw.rstrip(_BLANKS)
        if line or (lines and lines[-1]):
            lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _automatic(text: str) -> str:
    """The comment character that git chose by itself: the one that begins its own lines, which stand last."""
    last = text.rstrip(_BLANKS).rpartition("\n")[2][:1]
    return last if last and last in _AUTOMATIC else "#"
