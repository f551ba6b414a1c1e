"""Turns what goes wrong into words on stderr and an exit status that is never 0."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING

from configguard import __version__
from configguard.errors import GuardError, Misasked, Undecided
from configguard.model import escaping

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

INTERRUPTED = 130
TERMINATED = 143


class _Terminated(BaseException):
    """Somebody asked the process to end."""


def status_of(run: Callable[[], int], *, debug: bool) -> int:
    """Run; returns its status, or that of what went wrong, said on stderr."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        status = run()
        sys.stdout.flush()
    except GuardError as error:
        say(error)
        status = error.status
    except BrokenPipeError:
        # Whoever read the report has gone; Python would complain again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = Undecided.status
    except (KeyboardInterrupt, _Terminated) as stop:
        status = INTERRUPTED if isinstance(stop, KeyboardInterrupt) else TERMINATED
        print("stopped before there was a verdict", file=sys.stderr)
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else Misasked.status
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not end as a pass
        _say_fault(error)
        status = Undecided.status
        if debug:
            traceback.print_exc()
    finally:
        signal.signal(signal.SIGTERM, before)
    return status


def say(error: GuardError) -> None:
    """The error in words: what is wrong first, then what puts it right."""
    kind = "cannot judge: " if isinstance(error, Undecided) else ""
    print(escaping.no_command(f"{kind}{escaping.terminal(error.problem)}"), file=sys.stderr)
    for cure in error.cures:
        print(escaping.no_command(f"  {escaping.terminal(cure)}"), file=sys.stderr)


def _say_fault(error: Exception) -> None:
    """A fault of the guard itself; its own text may quote a guarded file, so only its type and place are said."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - pathlib would be imported for it
    machine = f"configguard {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    say(
        Undecided(
            f"the guard itself failed: {type(error).__name__} at {where}",
            f"report it, with this line and: {machine}",
            "run the same command with --debug for more, which may show values of your files",
        )
    )


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise _Terminated
