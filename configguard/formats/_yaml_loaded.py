"""Which keys a YAML 1.1 loader takes for one and the same."""

from __future__ import annotations

import math

from configguard.model.document import TypedKey

_TRUE = frozenset({"yes", "true", "on"})
_LONGEST = 1_000
"""The longest number that is worked out; longer ones are compared as written."""


def loaded(key: TypedKey) -> TypedKey:
    """A key that equals that of every other key which loads as the same.

    Numbers and truth values of equal worth are one, as in a Python dict: `1`, `0x1`, `1.0` and `true`. The
    worth is a text, since an attacker can make numbers that hash alike.
    Source: the YAML 1.1 types, as PyYAML constructs them.
    """
    if key.kind == "null":
        return TypedKey("null", "")
    if key.kind == "bool":
        return TypedKey("number", "0x1" if key.text.lower() in _TRUE else "0x0")
    if key.kind in {"int", "float"} and len(key.text) <= _LONGEST:
        try:
            return TypedKey("number", _worth(key.kind, key.text))
        except ValueError:  # a tag that claims what the text is not: `!!int x`
            return key
    return key


def _worth(kind: str, text: str) -> str:
    digits = text.replace("_", "").lower()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    if kind == "int":
        return hex(sign * _integer(digits))
    if digits == ".nan":
        return text
    number = sign * (math.inf if digits == ".inf" else _sexagesimal(digits) if ":" in digits else float(digits))
    return hex(int(number)) if number.is_integer() else number.hex()


def _integer(digits: str) -> int:
    if digits.startswith(("0b", "0x")):
        return int(digits, 0)
    if ":" in digits:
        worth = 0
        for part in digits.split(":"):
            worth = worth * 60 + int(part)
        return worth
    return int(digits, 8) if digits.startswith("0") else int(digits)


def _sexagesimal(digits: str) -> float:
    worth = 0.0
    for part in digits.split(":"):
        worth = worth * 60 + float(part)
    return worth
