"""What YAML 1.1 and YAML 1.2 read in one and the same scalar without quotes, where that differs.

YAML 1.1 is taken as its readers have it: PyYAML, Psych, SnakeYAML, and the one of Kubernetes and Helm, which takes
even `y` for true. YAML 1.2 is its core schema (YAML 1.2.2, 10.3.2), which js-yaml, serde, ruamel and the YAML package
of Go follow more or less. A timestamp counts as a text: readers of either version make the same of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from configguard.model.grammar import plain_kind, quote


class Read(NamedTuple):
    """What one version reads: the kind, and the same written so that both versions read it."""

    kind: str
    written: str


Readings: TypeAlias = tuple[Read, Read]
"""What YAML 1.1 reads, and what YAML 1.2 does."""

LONGEST = 1_000
"""The longest scalar that is looked at; no reader makes a number of a longer one."""

_TRUE = frozenset({"y", "yes", "true", "on"})
_BOTH = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false|null|~|")
"""What is read alike by both, and nearly all that is not a text."""
_MAY_DIFFER = re.compile(r"[-+]?\.?[0-9][-+.:\w]*|[yYnN]|[yY]es|YES|[nN]o|NO|[oO](?:n|ff)|ON|OFF|=|<<")
_LETTERS = frozenset("yYnN")
_MARKS = {"=": "default", "<<": "merge"}
# Compiled where a scalar may be read in two ways, which is seldom.
_INTEGER = r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
_NUMBER = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"


@lru_cache(maxsize=4096)
def readings(text: str) -> Readings | None:
    """What either version reads in a plain scalar; None where they agree."""
    if _BOTH.fullmatch(text) or not _MAY_DIFFER.fullmatch(text) or len(text) > LONGEST:
        return None
    try:
        old, new = _old(text), _core(text)
    except ValueError:  # signs and underscores without a digit, which no reader can make a number of
        return None
    return None if old == new else (old, new)


def _old(text: str) -> Read:
    kind = "bool" if text in _LETTERS else _MARKS.get(text) or plain_kind(text)
    if kind == "bool":
        return Read(kind, "true" if text.lower() in _TRUE else "false")
    if kind in {"int", "float"}:
        return Read(kind, _old_integer(text) if kind == "int" else _float(text))
    return Read(kind, text) if text in _MARKS else _text(text)


def _core(text: str) -> Read:
    if re.fullmatch(_INTEGER, text):
        base = {"0o": 8, "0x": 16}.get(text[:2], 10)
        return Read("int", str(int(text, base)))
    return Read("float", _float(text)) if re.fullmatch(_NUMBER, text) else _text(text)


def _text(text: str) -> Read:
    return Read("str", quote(text))


def _old_integer(text: str) -> str:
    sign = "-" if text.startswith("-") else ""
    digits = text.lstrip("+-").replace("_", "").lower()
    if ":" in digits:
        worth = _of_sixties(digits)
    elif digits.startswith(("0b", "0x")):
        worth = int(digits, 0)
    else:
        worth = int(digits, 8 if digits.startswith("0") else 10)
    return f"{sign if worth else ''}{worth}"


def _of_sixties(digits: str) -> int:
    worth = 0
    for part in digits.split(":"):
        worth = worth * 60 + int(part)
    return worth


def _float(text: str) -> str:
    """A number with digits on both sides of its point, and its exponent with a sign: so both versions read it."""
    whole, exponent = text.replace("_", "").lower().partition("e")[::2]
    sign = "-" if whole.startswith("-") else ""
    before, _, after = whole.lstrip("+-").partition(".")
    if ":" in before:
        before = str(_of_sixties(before))
    power = "" if not exponent else f"e{exponent if exponent[0] in '+-' else f'+{exponent}'}"
    return f"{sign}{before or '0'}.{after or '0'}{power}"
