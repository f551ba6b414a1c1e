"""What was probably meant by a name that there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def near(said: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The names that are nearest to what was said, the nearest first; none where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    return get_close_matches(said, list(known), most, cutoff=0.7)


def meant(names: Iterable[str]) -> str:
    """`did you mean a or b?`."""
    return f"did you mean {' or '.join(names)}?"


def near_or(said: str, known: Iterable[str], otherwise: str, most: int = 1) -> str:
    """The cure for a name that there is not: the nearest one, else what is said `otherwise`."""
    found = near(said, known, most)
    return meant(found) if found else otherwise
