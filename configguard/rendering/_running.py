"""Runs a program in its cell, until it ends, takes too long or writes too much."""

from __future__ import annotations

import json
import os
import signal
import subprocess  # a renderer is what this room is for; it runs as the policy of the base says
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, cast, get_args

from configguard.model.recipe import Wall
from configguard.model.record import dataclass
from configguard.model.words import count

if TYPE_CHECKING:
    from typing import IO

MOST_OUTPUT = 5_000_000
"""Bytes: what a file may hold as well, for the output is read as one."""
_CELL = Path(__file__).with_name("_cell.py")
_WALLS = frozenset(get_args(Wall))


@dataclass(frozen=True, slots=True)
class Order:
    """What to run: a program's absolute path and its arguments, and where.

    `write` is the folder that it may write to, `read` what it may read besides. `timeout` is in seconds.
    """

    words: tuple[str, ...]
    directory: Path
    write: Path
    read: tuple[str, ...]
    environment: Mapping[str, str]
    timeout: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended: `problem` is empty where all went well, else what became of it (`ends with status 1`)."""

    problem: str
    output: bytes
    error: bytes
    walls: frozenset[Wall]


def run(order: Order) -> Ended:
    """What came of it. Whatever it has started is ended with it, where the platform tells what that is."""
    with TemporaryFile() as output, TemporaryFile() as error:
        telling, told = os.pipe()
        try:
            status = _finished(order, output, error, told)
            walls = os.read(telling, 1024).decode().split()  # no more writers: it is there, or never will be
        finally:
            os.close(telling)
        written = _content(output)
        return Ended(
            _problem(status, written, order),
            written[:MOST_OUTPUT],
            _content(error)[:MOST_OUTPUT],
            frozenset(cast("Wall", wall) for wall in walls if wall in _WALLS),
        )


def _finished(order: Order, output: IO[bytes], error: IO[bytes], told: int) -> int | None:
    """Its exit status; None where its time was up. `told` is closed."""
    try:
        process = subprocess.Popen(  # noqa: S603 - what the policy of the base names, each word an argument
            [sys.executable, "-I", "-S", str(_CELL), _asked(order, told)],
            cwd=order.directory,
            env=order.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=error,
            pass_fds=(told,),
            start_new_session=True,
        )
    finally:
        os.close(told)
    try:
        return process.wait(order.timeout)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError, PermissionError):  # nothing is left of its group
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _asked(order: Order, told: int) -> str:
    asked = {
        "words": order.words,
        "write": str(order.write),
        "read": order.read,
        "output": MOST_OUTPUT + 1,
        "tell": told,
    }
    return json.dumps(asked)


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _problem(status: int | None, output: bytes, order: Order) -> str:
    if len(output) > MOST_OUTPUT:
        return f"writes more than {MOST_OUTPUT // 1_000_000} MB"
    if status is None:
        return f"does not end within {count(order.timeout, 'second')}"
    return "" if status == 0 else f"ends with status {status}"
