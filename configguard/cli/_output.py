"""Writes what is said to the terminal: reports to stdout, all else to stderr."""

from __future__ import annotations

import errno
import os
import sys

from configguard.cli._progress import erase
from configguard.errors import Undecided
from configguard.model import escaping
from configguard.model.plugins import Style

PLAIN_WIDTH = 100


def style(*, colour: str = "auto", verbose: bool = False) -> Style:
    """How stdout is to look: coloured on a terminal unless `NO_COLOR` is set, as wide as the terminal."""
    terminal = sys.stdout.isatty()
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(wanted if colour == "auto" else colour == "always", _width() if terminal else PLAIN_WIDTH, verbose)


def tell(text: str) -> None:
    """Write text for people to stdout, in which no CI runner sees a command of its own; raises as `write`."""
    write(escaping.no_command(text))


def remark(text: str) -> None:
    """Write a line for people to stderr, with the same care."""
    complain(escaping.terminal(text))


def complain(text: str) -> None:
    """Write lines to stderr; where they cannot be written, the exit status must do."""
    erase()
    try:
        print(escaping.no_command(text), file=sys.stderr, flush=True)
    except OSError:
        return


def write(text: str) -> None:
    """Write to stdout, whole; raises `Undecided` if it takes no more, `BrokenPipeError` if nobody reads it."""
    erase()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        release_stdout()
        reason = "stdout is closed" if error.errno == errno.EBADF else error.strerror
        message = f"the report cannot be written: {reason}"
        raise Undecided(message, "make room, or write it elsewhere: --format NAME=FILE") from None


def release_stdout() -> None:
    """Let go of a stdout that takes no more: what is left of it would be tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _width() -> int:
    try:
        return max(40, os.get_terminal_size(sys.stdout.fileno()).columns)
    except OSError:
        return PLAIN_WIDTH
