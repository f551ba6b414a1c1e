"""Measures whole processes, taken in turns so that whatever else the machine does falls on all alike."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

STOPWATCH = str(Path(__file__).with_name("stopwatch.py"))
_KIB_IN_MIB = 1024


@dataclass(frozen=True, slots=True)
class Program:
    """A command, where it is run, and the exit status that says it did its work."""

    command: Sequence[str]  # the program by its whole path
    folder: Path
    status: int = 0


@dataclass(slots=True)
class Runs:
    """What the runs of one program took: seconds of wall time, MiB at most."""

    seconds: list[float] = field(default_factory=list)
    mebibytes: list[float] = field(default_factory=list)

    @property
    def best(self) -> float:
        """Seconds of the quickest run: what the program needs when nothing disturbs it."""
        return min(self.seconds)

    @property
    def middle(self) -> float:
        """Seconds of the median run."""
        return median(self.seconds)

    @property
    def memory(self) -> float:
        """MiB that the median run held at its peak."""
        return median(self.mebibytes)


def in_turns(programs: Mapping[str, Program], rounds: int) -> dict[str, Runs]:
    """Run each program once unmeasured, which leaves its bytecode behind, then all in turns, `rounds` times.

    Raises `AssertionError` if one ends otherwise than it should.
    """
    found = {name: Runs() for name in programs}
    for number in range(rounds + 1):
        for name, program in programs.items():
            seconds, mebibytes = _run(program)
            if number:
                found[name].seconds.append(seconds)
                found[name].mebibytes.append(mebibytes)
    return found


def _run(program: Program) -> tuple[float, float]:
    """Seconds and MiB of one run; variables that change how Python runs are left out."""
    done = subprocess.run(  # noqa: S603 - the commands of these benchmarks
        [sys.executable, "-I", "-S", STOPWATCH, str(program.folder), *program.command],
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kibibytes, status = done.stdout.split()
    assert int(status) == program.status, f"{program.command}: {status} {done.stderr}"
    return float(seconds), int(kibibytes) / _KIB_IN_MIB
