"""Reads numbers as configuration files write them."""

from __future__ import annotations

MOST_DIGITS = 4300
"""Python neither reads nor prints longer integers."""

_TRUE = frozenset({"true", "yes", "on", "y"})
_RADIX = {"0x": 16, "0o": 8, "0b": 2}


def truth(text: str) -> bool:
    """What a boolean says."""
    return text.lower() in _TRUE


def integer(text: str) -> int:
    """An integer as JSON, TOML or YAML 1.1 writes it: `0xA`, `0o17`, `017`, `1_000`, `1:30`.

    Raises `ValueError` or `ArithmeticError` for what is none.
    """
    digits = text.replace("_", "").lower()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    if digits[:2] in _RADIX:
        return sign * int(digits[2:], _RADIX[digits[:2]])
    if len(digits) > 1 and digits[0] == "0" and digits.isdigit():
        return sign * int(digits, 8)
    if ":" in digits:
        return sign * int(_sexagesimal(digits))
    if len(digits) > MOST_DIGITS:
        raise ValueError("too long")
    return sign * int(digits)


def floating(text: str) -> float:
    """A number as JSON, TOML or YAML 1.1 writes it: `1e3`, `1_000.5`, `1:30.5`, `.inf`, `.nan`.

    Raises `ValueError` or `ArithmeticError` for what is none.
    """
    digits = text.replace("_", "").lower()
    if ":" in digits:
        sign = -1 if digits.startswith("-") else 1
        return sign * float(_sexagesimal(digits.lstrip("+-")))
    return float(digits.replace(".inf", "inf").replace(".nan", "nan"))


def _sexagesimal(digits: str) -> float:
    """A number in base 60, `1:30` or `1:30.5`; it is a whole one where its last part is. Source: YAML 1.1."""
    *high, last = digits.split(":")
    value = 0
    for part in high:
        value = value * 60 + int(part)
    return value * 60 + (float(last) if "." in last else int(last))
