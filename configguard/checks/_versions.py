"""Semantic versions: which of two comes first, and what they are made of, as semver.org has them."""

from __future__ import annotations

import re
from typing import NamedTuple

from configguard.checks._sentences import OURS

_PARTS = r"(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = re.compile(
    rf"v?(0|[1-9]\d*)(?:\.(0|[1-9]\d*))?(?:\.(0|[1-9]\d*))?(?:-({_PARTS}(?:\.{_PARTS})*))?(?:\+[0-9A-Za-z.-]+)?",
    re.ASCII,
)
_MOST_DIGITS = 18


class Version(NamedTuple):
    """The three numbers, and what comes before the release; what is not written is 0."""

    numbers: tuple[int, int, int]
    before: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[tuple[int, int, int], bool, tuple[tuple[bool, int, str], ...]]:
        """What sorts: numbers before texts, fewer parts before more, and all of them before the release itself."""
        parts = ((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in self.before)
        return self.numbers, not self.before, tuple(parts)


def is_version(text: str) -> bool:
    """Whether it is `1.2.3`, `v1.2`, `1.2.3-rc.1+build`."""
    return _read(text) is not None


def compare(one: str, other: str) -> int:
    """-1, 0 or 1, as the first comes before the second, is of the same rank, or comes behind it."""
    first, second = _version(one).order, _version(other).order
    return (first > second) - (first < second)


def major(text: str) -> int:
    """The first number."""
    return _version(text).numbers[0]


def minor(text: str) -> int:
    """The second number."""
    return _version(text).numbers[1]


def patch(text: str) -> int:
    """The third number."""
    return _version(text).numbers[2]


def _version(text: str) -> Version:
    found = _read(text)
    if found is None:
        raise ValueError(OURS + 'a version is a text like "1.2.3", "v1.2" or "1.2.3-rc.1"')
    return found


def _read(text: str) -> Version | None:
    found = _VERSION.fullmatch(text.strip())
    if found is None or any(len(part) > _MOST_DIGITS for part in re.findall(r"\d+", text)):
        return None
    before = tuple(found[4].split(".")) if found[4] else ()
    return Version((int(found[1]), int(found[2] or 0), int(found[3] or 0)), before)
