"""Turns what goes wrong into words on stderr and an exit status that is never 0."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

from configguard import __version__
from configguard.cli._ending import OUT_OF_TIME, SECONDS, Ended, listening
from configguard.cli._output import complain, release_stdout
from configguard.cli._progress import erase
from configguard.errors import GuardError, Misasked, Undecided
from configguard.model import escaping

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNALLED = 128
"""What a shell adds to a signal's number."""

_INTERRUPTED = 130
_RESERVE = 4 << 20
"""Bytes put by, to say in what there was not enough memory for; the system gives none of them before they are used."""
REINSTALL = "python -m pip install --force-reinstall configguard-ci"


def status_of(run: Callable[[], int], *, debug: bool) -> int:
    """Run; returns its status, or that of what went wrong, said on stderr."""
    reserve = [bytearray(_RESERVE)]
    with listening() as heard:
        try:
            status = run()
            sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001 - whatever it is, it must not end as a pass
            reserve.clear()
            status = _status_of(error, debug=debug)
        erase()
    return _SIGNALLED + heard[0] if heard and not status else status


def say(error: GuardError) -> None:
    """The error in words: what is wrong first, then what puts it right."""
    kind = "cannot judge: " if isinstance(error, Undecided) else ""
    complain(f"{kind}{escaping.terminal(error.problem)}")
    for cure in error.cures:
        complain(f"  {escaping.terminal(cure)}")


def _status_of(error: BaseException, *, debug: bool) -> int:
    """Say what went wrong; returns the status of it."""
    if isinstance(error, Ended | KeyboardInterrupt):
        _hang_up()
    match error:
        case SystemExit():
            return error.code if isinstance(error.code, int) else Misasked.status
        case BrokenPipeError():
            release_stdout()  # whoever read has gone, and knows it
            return Undecided.status
        case KeyboardInterrupt():
            return _stopped(_INTERRUPTED)
        case Ended() if error.number not in OUT_OF_TIME:
            return _stopped(_SIGNALLED + error.number)
    told = error if isinstance(error, GuardError) else _fault(error)
    say(told)
    if debug and told is not error:
        complain("".join(_way(error)).rstrip())
    return told.status


def _hang_up() -> None:
    from configguard import revisions  # noqa: PLC0415 - help and the like need no git

    revisions.hang_up()


def _stopped(status: int) -> int:
    complain("stopped before there was a verdict")
    return status


def _fault(error: BaseException) -> Undecided:
    """What the machine or the guard itself failed in.

    The error's own text may quote a guarded file, so only its type and place are said.
    """
    match error:
        case MemoryError():
            cure = "give it more (ulimit -v, the container's limit), or compare less"
            return Undecided("there is not enough memory", cure)
        case Ended():
            where, limit = _place(error, -2), f"a run may take {SECONDS:g} seconds, or what ulimit -t says"
            return Undecided(f"the time that a run may take is used up, at {where}", f"compare less at once; {limit}")
        case ImportError():
            return Undecided(f"a part of what it needs is not installed: {error.name}", REINSTALL)
        case OSError() if error.errno is not None:
            refused = f"the system refused something: {os.strerror(error.errno)}, at {_place(error)}"
            return Undecided(refused, "mend that, and run it again; ulimit -a shows the limits of a shell")
    return Undecided(
        f"the guard itself failed: {type(error).__name__} at {_place(error)}",
        f"report it, with this line and: configguard {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        "run the same command with --debug for more",
    )


def _way(error: BaseException) -> list[str]:
    """The way to where it failed, the cause first; without what the errors say, which may quote a guarded file."""
    cause = error.__cause__ or error.__context__
    before = _way(cause) if cause is not None else []
    return [*before, f"{type(error).__name__} came about on this way:\n", *traceback.format_tb(error.__traceback__)]


def _place(error: BaseException, frame: int = -1) -> str:
    """Where it arose: the innermost frame, or one further out."""
    found = traceback.extract_tb(error.__traceback__)[frame]
    return f"{found.filename.rpartition('/')[2]}:{found.lineno}"
