"""The functions that an expression finds beside those of CEL: durations, sizes, shares, versions, networks, lists."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from configguard.checks import _hosts, _lists, _versions
from configguard.checks._sentences import OURS

if TYPE_CHECKING:
    from collections.abc import Callable


class Overload(NamedTuple):
    """One form of a function: the types that it takes and gives, as CEL names them, and what does the work."""

    takes: tuple[str, ...]
    gives: str
    work: Callable[..., object]


_NUMBER = r"(\d+(?:\.\d*)?|\.\d+)"
_PERIOD = re.compile(rf"([-+]?)((?:{_NUMBER}\s*[a-zµμ]+\s*)+)", re.ASCII | re.IGNORECASE)
_PART = re.compile(rf"{_NUMBER}\s*([a-zµμ]+)", re.IGNORECASE)
_SIZE = re.compile(rf"{_NUMBER}\s*([kmgtpe]?)(i?)(b?)", re.ASCII | re.IGNORECASE)
_PERCENT = re.compile(rf"([-+]?{_NUMBER})\s*%", re.ASCII)
_UNITS = {
    "ns": Fraction(1, 10**9),
    "us": Fraction(1, 10**6),
    "µs": Fraction(1, 10**6),
    "μs": Fraction(1, 10**6),
    "ms": Fraction(1, 1000),
    "s": Fraction(1),
    "m": Fraction(60),
    "min": Fraction(60),
    "h": Fraction(3600),
    "d": Fraction(86400),
    "w": Fraction(604800),
}
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5, "e": 6}
_LONGEST_PERIOD = 10_000 * 365 * 86_400
_LARGEST = 1 << 63


def period(text: str) -> timedelta:
    """`30s`, `1h30m`, `500ms`, as Go writes them, and `7d`, `2w`; to the microsecond."""
    found = _PERIOD.fullmatch(text.strip())
    parts = [(Fraction(number), _UNITS.get(unit.lower())) for number, unit in _PART.findall(found[2])] if found else []
    if found is None or any(unit is None for _, unit in parts):
        raise ValueError(OURS + 'period() takes a text like "30s", "1h30m" or "7d"')
    seconds = sum((number * unit for number, unit in parts if unit is not None), Fraction(0))
    if seconds > _LONGEST_PERIOD:
        raise ValueError(OURS + "period() takes no more than 10,000 years")
    return timedelta(microseconds=round(seconds * 10**6)) * (-1 if found[1] == "-" else 1)


def quantity(text: str) -> int:
    """`512Mi`, `1.5GB`, `64k`, `100`: bytes; with an i in powers of 1024, else of 1000."""
    found = _SIZE.fullmatch(text.strip())
    if found is None or (found[3] and not found[2]):
        raise ValueError(OURS + 'bytesOf() takes a text like "512Mi", "1.5GB" or "64k"')
    number = Fraction(found[1]) * (1024 if found[3] else 1000) ** _POWERS[found[2].lower()]
    if number.denominator != 1 or number >= _LARGEST:
        raise ValueError(OURS + "bytesOf() gives whole bytes, and fewer than 8 EiB")
    return int(number)


def percent(text: str) -> float:
    """`12.5%` is 12.5."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(OURS + 'percent() takes a text like "12.5%"')
    return float(found[1])


def _same(number: float) -> float:
    return number


FUNCTIONS: dict[str, tuple[Overload, ...]] = {
    "period": (Overload(("string",), "duration", period),),
    "bytesOf": (Overload(("string",), "int", quantity), Overload(("int",), "int", _same)),
    "percent": (
        Overload(("string",), "double", percent),
        Overload(("double",), "double", _same),
        Overload(("int",), "double", float),
    ),
    "isVersion": (Overload(("string",), "bool", _versions.is_version),),
    "compareVersions": (Overload(("string", "string"), "int", _versions.compare),),
    "major": (Overload(("string",), "int", _versions.major),),
    "minor": (Overload(("string",), "int", _versions.minor),),
    "patch": (Overload(("string",), "int", _versions.patch),),
    "hostOf": (Overload(("string",), "string", _hosts.host_of),),
    "isAddress": (Overload(("string",), "bool", _hosts.is_address),),
    "isNetwork": (Overload(("string",), "bool", _hosts.is_network),),
    "inNetwork": (Overload(("string", "string"), "bool", _hosts.in_network),),
    "isUnique": (Overload(("list<dyn>",), "bool", _lists.is_unique),),
    "sumOf": (Overload(("list<dyn>",), "dyn", _lists.sum_of),),
    "minOf": (Overload(("list<dyn>",), "dyn", _lists.least_of),),
    "maxOf": (Overload(("list<dyn>",), "dyn", _lists.greatest_of),),
    "isPrivate": (Overload(("string",), "bool", _hosts.is_private),),
}
"""By the name under which an expression calls it."""
