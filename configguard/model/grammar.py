"""How names are written in addresses and patterns: what may stand bare, how the rest is quoted."""

from __future__ import annotations

import json
import re
import unicodedata

_BARE_MARKS = frozenset("_-/@$,")
_BARE_ASCII = re.compile(r"[A-Za-z0-9_\-/$,][A-Za-z0-9_\-/@$,]*")
# What shows nothing although it is neither a control nor a format character: Unicode's
# Default_Ignorable_Code_Point beyond the categories that `is_visible` knows; and Braille's blank.
_SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_PLAIN_KINDS = (
    ("null", re.compile(r"~|null|Null|NULL|")),
    ("bool", re.compile(r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF")),
    (
        "int",
        re.compile(
            r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
            r"|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
        ),
    ),
    (
        "float",
        re.compile(
            r"[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
            r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
    ),
    (
        "timestamp",
        re.compile(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
            r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
            r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
        ),
    ),
)


def plain_kind(text: str) -> str:
    """What YAML 1.1 reads in an unquoted scalar: `null`, `bool`, `int`, `float`, `timestamp` or `str`.

    Source: the YAML 1.1 type repository, as PyYAML's resolver implements it.
    """
    return next((kind for kind, form in _PLAIN_KINDS if form.fullmatch(text)), "str")


def is_bare(text: str) -> bool:
    """Whether a key can stand unquoted: letters and digits of any script and `_-/@$,`."""
    if text.isascii():
        return _BARE_ASCII.fullmatch(text) is not None
    return text[0] != "@" and all(c in _BARE_MARKS or (c.isalnum() and is_visible(c)) for c in text)


def quote(text: str) -> str:
    """`text` as a JSON string in which every control, invisible and unpaired character is escaped."""
    return "".join(_escaped(c) for c in json.dumps(text, ensure_ascii=False))


def bare_or_quoted(text: str) -> str:
    """A text key: bare where it can be, and where nothing else would be read in it."""
    return text if is_bare(text) and plain_kind(text) == "str" else quote(text)


def unquote(literal: str) -> str:
    """The text of a JSON string; raises `ValueError` if it is none."""
    text = json.loads(literal)
    if not isinstance(text, str):
        message = f"{literal} is not a quoted name"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for one kind of mistake
    return text


def is_visible(char: str) -> bool:
    """Whether a character shows itself: no control, format, surrogate, private, odd blank or filler."""
    return char == " " or (unicodedata.category(char)[0] not in "CZ" and not _SHOWS_NOTHING.match(char))


def _escaped(char: str) -> str:
    if is_visible(char):
        return char
    code = ord(char)
    if code <= 0xFFFF:  # noqa: PLR2004 - the last code that one JSON escape can hold
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
