"""The single values and keys of TOML: where they end, what they are, what they stand for."""

from __future__ import annotations

import re
import sys

_BASIC = r'"(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_VALUE = re.compile(
    rf'''(?P<text>"""(?:[^"\\]|\\[\s\S]|"(?!""))*+"""(?:"{{0,2}})'''
    rf"""|'''(?:[^']|'(?!''))*+'''(?:'{{0,2}})|{_BASIC}|{_LITERAL})"""
    rf"|(?P<timestamp>\d{{4}}-\d\d-\d\d(?:[Tt ]{_TIME}(?:[Zz]|[+-]\d\d:\d\d)?)?|{_TIME})"
    r"|(?P<bool>true|false)"
    r"|(?P<float>[+-]?(?:inf|nan)|[+-]?[0-9][0-9_]*(?:\.[0-9_]+(?:[eE][+-]?[0-9_]+)?|[eE][+-]?[0-9_]+))"
    r"|(?P<int>[+-]?[0-9][0-9A-Fa-f_xob]*)",
    re.ASCII,
)
_KEY = re.compile(rf"[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL}")
_ESCAPE = re.compile(
    r"""\\(?:(?P<letter>[btnfre"\\])|(?P<code>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"""
    r"""|[ \t]*\n[ \t\n]*)"""  # the last: a backslash at the end of a line joins it with the next text
)
_NO_CHARACTER = "\ufffd"
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def scalar(text: str, start: int) -> tuple[str, str, int] | None:
    """The kind and text of the scalar at `start` and where it ends; None if there is none."""
    found = _VALUE.match(text, start)
    if found is None:
        return None
    kind = found.lastgroup or ""
    return ("str", content(found[0]), found.end()) if kind == "text" else (kind, found[0], found.end())


def key(text: str, start: int) -> tuple[str, int] | None:
    """The part of a key at `start` and where it ends; None if there is none."""
    found = _KEY.match(text, start)
    if found is None:
        return None
    return (content(found[0]) if found[0][0] in "\"'" else found[0]), found.end()


def content(literal: str) -> str:
    """What a text in quotes stands for."""
    width = 3 if len(literal) > 5 and literal[:3] in {'"""', "'''"} else 1  # noqa: PLR2004 - two times three quotes
    inner = literal[width:-width].replace("\r\n", "\n")
    if width > 1 and inner.startswith("\n"):
        inner = inner[1:]
    return _ESCAPE.sub(_unescaped, inner) if literal[0] == '"' and "\\" in inner else inner


def _unescaped(found: re.Match[str]) -> str:
    if found["letter"] is not None:
        return _ESCAPES[found["letter"]]
    code = int(found["code"][1:], 16) if found["code"] else None
    return "" if code is None else chr(code) if code <= sys.maxunicode else _NO_CHARACTER
