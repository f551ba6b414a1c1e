"""The program at a terminal: what a person would see, and what is typed."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import termios
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from tests.repositories import environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = 100
PROMPT = b"] "
LONGEST = 60.0
"""Seconds; what takes longer hangs."""


class Seen(NamedTuple):
    """What a program came to at a terminal: its status, all that the terminal was sent, and what went elsewhere."""

    status: int
    screen: str
    piped: str

    @property
    def lines(self) -> list[str]:
        """What stands on the screen in the end, with what was erased gone."""
        return [re.split(r"\r\x1b\[K", line)[-1].rstrip("\r") for line in self.screen.split("\n")]


def at_a_terminal(
    folder: Path, *command: str, typed: str = "", piping: bool = False, variables: Mapping[str, str] | None = None
) -> Seen:
    """Run this Python with stdin, stdout and stderr at a terminal; `piping` has stdout go elsewhere.

    What is typed is typed when there is a question.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, COLUMNS))
    process = subprocess.Popen(  # noqa: S603 - the tests' own words
        [sys.executable, "-I", *command],
        cwd=folder,
        env={**environment(), "TERM": "xterm", **(variables or {})},
        stdin=theirs,
        stdout=subprocess.PIPE if piping else theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    screen = _all_of(ours, typed.encode())
    piped, _ = process.communicate(timeout=LONGEST)
    os.close(ours)
    return Seen(process.returncode, screen, (piped or b"").decode())


def _all_of(terminal: int, typed: bytes) -> str:
    heard, end = b"", monotonic() + LONGEST
    while monotonic() < end:
        if not select.select([terminal], [], [], 1.0)[0]:
            continue
        try:
            data = os.read(terminal, 4096)
        except OSError:  # how Linux says that nobody holds the other end any more
            break
        if not data:
            break
        heard += data
        if typed and heard.endswith(PROMPT):
            os.write(terminal, typed)
            typed = b""
    return heard.decode("utf-8", "replace").replace("\r\n", "\n")
