"""Says one report in every way that was asked for, without a pass before all of it is said."""

# ruff: noqa: PTH100, PTH112, PTH120, PTH123
# pathlib costs time to import.

from __future__ import annotations

import os
import shlex
import stat
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from configguard import reporters
from configguard.cli._failing import say
from configguard.cli._near import meant, near
from configguard.cli._output import PLAIN_WIDTH, release_stdout, style, write
from configguard.cli._writing import Planned, write_all
from configguard.errors import Misasked, Undecided
from configguard.model.plugins import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.report import Report

_FOLDERS_OF_STREAMS = ("/dev/fd/", "/proc/")
_NO_FILE = "write it to a file: --format NAME=FILE"


class Wanted(NamedTuple):
    """A reporter, and the file that it writes; None is stdout."""

    name: str
    file: str | None


def wanted(texts: Sequence[str]) -> list[Wanted]:
    """What these `NAME[=FILE]` ask for; raises `Misasked` for what cannot be. At most one may take stdout."""
    found = [Wanted(name, file if equals else None) for name, equals, file in (t.partition("=") for t in texts)]
    for name, file in found:
        if name not in reporters.names():
            message = f"there is no reporter “{name}”"
            known = reporters.names()
            raise Misasked(
                message, *map(meant, filter(None, [near(name, known)])), f"the reporters are {', '.join(known)}"
            )
        if file is not None:
            _refuse_place(name, file)
    plain = [name for name, file in found if file is None]
    if len(plain) > 1:
        message = f"only one reporter can write to the terminal, not {' and '.join(plain)}"
        raise Misasked(message, f"give the others a file: --format {plain[1]}=FILE")
    files = [os.path.abspath(file) for _, file in found if file is not None and not _is_stream(file)]
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None:
        message = f"two reports cannot be one file: {twice}"
        raise Misasked(message, "give each a file of its own")
    return found


def say_report(report: Report, ways: Sequence[Wanted], colour: str, status: int) -> None:
    """Say the report: the files first, all or none, and stdout last.

    What cannot be said is no pass: for a `status` of 0 raises `Undecided`, and stdout says nothing where a file
    cannot be written. Another status stays what it is, and all is said that can be.
    """
    said = [(file, reporters.render(name, report, _style(file, colour))) for name, file in ways]
    files = [(file, text) for file, text in said if file is not None]
    plain = "".join(text for file, text in said if file is None)
    for part in (partial(_write_files, files), partial(_write_out, plain)):
        try:
            part()
        except Undecided as lost:
            if not status:
                raise
            say(lost)


def _style(file: str | None, colour: str) -> Style:
    return style(colour=colour) if file is None else Style(width=PLAIN_WIDTH)


def _write_files(files: Sequence[tuple[str, str]]) -> None:
    data = [(file, text.encode("utf-8", "backslashreplace")) for file, text in files]
    write_all([Planned(file, content) for file, content in data if not _is_stream(file)])
    for file, content in data:
        if _is_stream(file):
            _pour(file, content)


def _pour(stream: str, content: bytes) -> None:
    try:
        with open(stream, "wb") as opened:
            opened.write(content)
    except OSError as error:
        message = f"{stream} cannot be written: {error.strerror}"
        raise Undecided(message, _NO_FILE) from None


def _write_out(text: str) -> None:
    try:
        if text:  # even nothing cannot be written to what is full
            write(text)
    except BrokenPipeError:
        release_stdout()
        problem = "whoever read the report went away before its end"
        raise Undecided(problem, f"let it be read to its end, or {_NO_FILE}") from None


def _refuse_place(name: str, file: str) -> None:
    if not file:
        message = f"--format {name}= names no file"
        raise Misasked(message, f"write --format {name}=FILE, or --format {name} for the terminal")
    if os.path.isdir(file):
        message = f"{file} cannot be written: it is a folder"
        raise Misasked(message, f"name a file in it: --format {name}=FILE")
    folder = os.path.dirname(os.path.abspath(file))
    if not os.path.isdir(folder):
        message = f"{file} cannot be written: its folder does not exist"
        raise Misasked(message, f"mkdir -p -- {shlex.quote(folder)}")


def _is_stream(file: str) -> bool:
    """Whether it is a terminal, a pipe or a device, of which there is no other to put into its place."""
    whole = os.path.abspath(file)
    if os.path.dirname(whole) == "/dev" or whole.startswith(_FOLDERS_OF_STREAMS):
        return True
    try:
        mode = os.lstat(whole).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode))
