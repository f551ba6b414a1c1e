"""Runs the command line as a program of its own: `configguard`, or `python -I -m configguard`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

_OBJECTS = 500_000
_MISASKED = 2
_NO_VERDICT = 3
_INTERRUPTED = 130
_NO_DOCSTRINGS = 2


def run() -> NoReturn:
    """Run one command, then end the process at once."""
    status = _NO_VERDICT
    try:
        _open_what_is_closed()
        status = _command()
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except BaseException as error:  # noqa: BLE001 - what fails before there is a command to fail, or behind it
        _say(f"cannot judge: configguard could not be run: {type(error).__name__}: {error}")
        _say("  is it installed whole? python -m pip install --force-reinstall configguard-ci")
    finally:
        # All is written, and a git that still listens ends when we do. To take all the objects apart first took
        # another 12 ms of a small run, and 120 of a large one.
        os._exit(status)


def _command() -> int:
    # A large change makes a million objects that live as long as the run, and next to none that only the collector
    # can free: looking for those after every 700 objects, as is usual, took a fifth of the time.
    gc.set_threshold(_OBJECTS)
    if sys.flags.optimize >= _NO_DOCSTRINGS:
        _say("Python was told to leave out docstrings (-OO), and those of the rules are their manual pages")
        _say("  unset PYTHONOPTIMIZE")
        return _MISASKED
    _look_elsewhere_for_modules()
    from configguard.cli import main  # noqa: PLC0415 - so that what fails in loading is said, too

    return main()


def _look_elsewhere_for_modules() -> None:
    """Import nothing from the folder at hand: it may be the one that is judged, and hold a `yaml.py`.

    With `python -m`, Python itself has looked there by now; only `-I` or `-P` keeps it from that.
    """
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib costs time to import
    except OSError:
        return  # it is gone, and holds nothing
    sys.path[:] = [folder for folder in sys.path if folder not in {"", here}]


def _open_what_is_closed() -> None:
    """Put something into the place of a standard stream that is closed, or the next file opened would get its number.

    What goes to such a stdout fails, as it should; what goes to such a stderr is lost.
    """
    for number, mode in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # it gets the lowest number that is free, which is this one
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - for good


def _say(line: str) -> None:
    os.write(2, f"{line}\n".encode("utf-8", "backslashreplace"))


if __name__ == "__main__":
    run()
