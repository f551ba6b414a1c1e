"""Writes what is said: to the terminal, or whole into a file."""

from __future__ import annotations

import os
import sys

from configguard.errors import Misasked, Undecided
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
    print(escaping.no_command(escaping.terminal(text)), file=sys.stderr)


def write(text: str) -> None:
    """Write to stdout, whole; raises `Undecided` if it takes no more, `BrokenPipeError` if nobody reads it."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python would complain again at its end
        message = f"the report cannot be written: {error.strerror}"
        raise Undecided(message, "make room, or write it elsewhere") from None


def write_file(path: str, text: str) -> None:
    """Write a file whole or not at all: an old one stays until the new one is complete.

    Raises `Misasked` if its folder does not exist, `Undecided` if it cannot be written.
    """
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - pathlib costs time to import
    if not os.path.isdir(folder):  # noqa: PTH112 - as above
        message = f"{path} cannot be written: its folder does not exist"
        raise Misasked(message, f"mkdir -p -- {folder}")
    whole = f"{path}.{os.getpid()}.part"
    try:
        with open(whole, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:  # noqa: PTH123 - as above
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(whole, path)  # noqa: PTH105 - as above
    except OSError as error:
        if os.path.exists(whole):  # noqa: PTH110 - as above
            os.unlink(whole)  # noqa: PTH108 - as above
        message = f"{path} cannot be written: {error.strerror}"
        raise Undecided(message, "make room or choose another place, and run the command again") from None


def _width() -> int:
    try:
        return max(40, os.get_terminal_size(sys.stdout.fileno()).columns)
    except OSError:
        return PLAIN_WIDTH
