"""A small terminal: tells what a real one would do with a text besides showing it line by line."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# After the state machine of Paul Flo Williams (vt100.net/emu/dec_ansi_parser), as far as it decides what is obeyed.
_STRINGS: Final = {"]": "title, link or clipboard", "P": "device string", "X": "string", "^": "message", "_": "program"}
_C1: Final = {"\x9d": "]", "\x90": "P", "\x98": "X", "\x9e": "^", "\x9f": "_", "\x9b": "["}
_FINAL: Final = re.compile("[@-~]")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_UNSEEN: Final = re.compile(
    "[\u2028\u2029\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)


def obeyed(text: str) -> list[str]:
    """What a terminal obeys in a text: each control but the line feed, each sequence by what it is."""
    found: list[str] = []
    control = _CONTROL.search(text)
    while control:
        char, position = control[0], control.end()
        name = f"control {ord(char):#04x}"
        if char == "\x1b" or char in _C1:
            introducer = _C1.get(char) or text[position : position + 1]
            name, position = _sequence(introducer, text, position + (char == "\x1b"))
        found.append(name)
        control = _CONTROL.search(text, position)
    return found


def hidden(text: str) -> list[str]:
    """The characters of a text that nobody sees or that turn its order round; also what cannot be encoded."""
    return [c for c in dict.fromkeys(text) if c != "\n" and (unicodedata.category(c)[0] == "C" or _UNSEEN.match(c))]


def uncoloured(text: str) -> str:
    """The text without what only colours it."""
    return _COLOUR.sub("", text)


def _sequence(introducer: str, text: str, position: int) -> tuple[str, int]:
    if introducer == "[":
        end = _FINAL.search(text, position)
        return f"CSI {end[0] if end else ''}", end.end() if end else len(text)
    if introducer in _STRINGS and introducer:
        end = re.compile("\x07|\x9c|\x1b\\\\").search(text, position)
        return _STRINGS[introducer], end.end() if end else len(text)
    return f"ESC {introducer}", position
