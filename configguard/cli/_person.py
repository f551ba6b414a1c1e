"""Asks the person at the terminal, where there is one."""

from __future__ import annotations

import sys

from configguard.cli._asking import in_ci
from configguard.cli._progress import erase
from configguard.model import escaping

_YES = frozenset({"y", "yes"})


def is_at_hand() -> bool:
    """Whether somebody sees what is said and can answer: both streams are a terminal, and this is no CI."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and not in_ci()


def agrees(question: str) -> bool:
    """Whether the person says yes; everything else is a no, the end of the input too."""
    erase()
    sys.stderr.write(f"{escaping.terminal(question)} [y/N] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stderr.write("\n")
    return answer.strip().lower() in _YES
