"""Regular expressions of schemas, read as ECMA 262 means them where Python means something else."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$", re.DOTALL)
_IN_A_CLASS = re.compile(r"\\.", re.DOTALL)
_CLASSES = {r"\d": "0-9", r"\w": "A-Za-z0-9_"}
_OUTSIDE = {
    "$": r"\Z",
    r"\d": "[0-9]",
    r"\D": "[^0-9]",
    r"\w": "[A-Za-z0-9_]",
    r"\W": "[^A-Za-z0-9_]",
}
"""To Python, `$` is also before a last line break, and digits and letters are those of all scripts."""


@lru_cache(maxsize=1024)
def compiled(regex: str) -> re.Pattern[str]:
    """The expression; raises `re.error`, `RecursionError` or `OverflowError` for what is none to Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(_PARTS.sub(_translated, regex))


def matches(regex: str, text: str) -> bool:
    """Whether the expression is found anywhere in the text."""
    return compiled(regex).search(text) is not None


def _translated(part: re.Match[str]) -> str:
    if part[0].startswith("["):
        return _IN_A_CLASS.sub(lambda escape: _CLASSES.get(escape[0], escape[0]), part[0])
    return _OUTSIDE.get(part[0], part[0])
