"""Reads the value that a setting is declared to end with, as YAML reads a scalar."""

from __future__ import annotations

import re

from configguard.model.change import Value
from configguard.model.grammar import plain_kind

_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SURROGATES = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_TYPED = re.compile(r"!!(str|int|float|bool|null|timestamp)(?: +(.+))?")
_TAGGED = re.compile(r"(![A-Za-z0-9][\w.:/-]*)(?: +(.+))?")
_NOT_PLAIN = re.compile(r"[\[\]{},&*!|>%@`\"'#]|[-?:](?: |$)")
_EMPTY = {"{}": "mapping", "[]": "list"}
LAST_CODE_POINT = 0x10FFFF


def read(text: str) -> Value:
    """The value; `{}` and `[]` are the empty mapping and list, `!!float 1e5` has the kind that it names.

    Raises `ValueError` with the reason if the text is no single scalar on one line.
    Source: YAML 1.1, chapter 9.
    """
    if text in _EMPTY:
        return Value(_EMPTY[text], text)
    if text.startswith('"'):
        return Value("str", _double(text))
    if text.startswith("'"):
        return Value("str", _single(text))
    tagged = _TYPED.fullmatch(text) or _TAGGED.fullmatch(text)
    if tagged:
        return Value(tagged[1], _content(tagged[2] or ""))
    return Value(plain_kind(_plain(text)), text)


def _content(text: str) -> str:
    if text.startswith('"'):
        return _double(text)
    return _single(text) if text.startswith("'") else _plain(text) if text else ""


def _plain(text: str) -> str:
    if not text:
        message = "the value is missing"
        raise ValueError(message)
    if _NOT_PLAIN.match(text) or ": " in text or " #" in text or text.endswith(":"):
        message = "YAML does not read this as one plain value"
        raise ValueError(message)
    return text


def _single(text: str) -> str:
    if not _SINGLE.fullmatch(text):
        message = "the quoted value does not end with its quote"
        raise ValueError(message)
    return text[1:-1].replace("''", "'")


def _double(text: str) -> str:
    if not _DOUBLE.fullmatch(text):
        message = "the quoted value does not end with its quote"
        raise ValueError(message)
    joined = _ESCAPE.sub(_unescaped, text[1:-1])
    return _SURROGATES.sub(lambda pair: _joined(pair[1], pair[2]), joined)


def _unescaped(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits and int(digits, 16) <= LAST_CODE_POINT:
        return chr(int(digits, 16))
    if digits or found[4] not in _ESCAPES:
        message = f"{found[0]} is no escape of YAML"
        raise ValueError(message)
    return _ESCAPES[found[4]]


def _joined(high: str, low: str) -> str:
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))
