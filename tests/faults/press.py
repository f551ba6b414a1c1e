"""Runs the program many times for the price of one start: a process that has loaded it forks for each run.

Each run is a process with its own streams, environment and end; what it runs is what the console script runs.
`python -m tests.faults.press` reads runs as lines of JSON and answers with a line each.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, NoReturn

from tests.faults.running import PATIENCE, Ran

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tests.faults.running import Place

ROOT = Path(__file__).parents[2]
_AT_ONCE = 2
_SENTINEL = "hunter2-S3NTINEL"


class Fault(NamedTuple):
    """What goes wrong in the program: at the `nth` call of `where` (`module:NAME` or `module:NAME.FIELD`).

    `deed` is an exception's name, a signal's name, `SIGTERM while an object dies`, `spin`, or `run` and a
    line of shell.
    """

    where: str
    deed: str
    nth: int = 1


class Press:
    """The process that forks."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Press]:
        """A press at work."""
        command = [sys.executable, "-m", "tests.faults.press"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603 - ours
            yield cls(process)

    def run(
        self,
        place: Place,
        arguments: Iterable[str],
        *,
        environ: Mapping[str, str] | None = None,
        faults: Iterable[Fault] = (),
        constants: Mapping[str, float] | None = None,
    ) -> Ran:
        """One run; `constants` are to have other values (`module:NAME`)."""
        return self.many(place, arguments, [environ or {}], faults=faults, constants=constants)[0]

    def many(
        self,
        place: Place,
        arguments: Iterable[str],
        environs: Iterable[Mapping[str, str]],
        *,
        faults: Iterable[Fault] = (),
        constants: Mapping[str, float] | None = None,
    ) -> list[Ran]:
        """A run for each of these environments."""
        ask, answer = self._process.stdin, self._process.stdout
        assert ask is not None
        assert answer is not None
        jobs: list[dict[str, object]] = [
            {
                "arguments": [*arguments],
                "cwd": str(place.repository.top),
                "environ": place.environ | dict(environ),
                "faults": [*faults],
                "constants": dict(constants or {}),
            }
            for environ in environs
        ]
        ask.write(json.dumps(jobs) + "\n")
        ask.flush()
        return [Ran(*found) for found in json.loads(answer.readline())]


def _serve() -> None:
    _load()
    for line in sys.stdin:
        signal.alarm(PATIENCE)  # what hangs ends us, and fails the test
        jobs = json.loads(line)
        answers: dict[int, tuple[int, str, str]] = {}
        running: dict[int, tuple[int, IO[bytes], IO[bytes]]] = {}
        for number, job in enumerate(jobs):
            if len(running) == _AT_ONCE:
                _collect(running, answers)
            running |= _start(number, job)
        while running:
            _collect(running, answers)
        sys.stdout.write(json.dumps([answers[number] for number in range(len(jobs))]) + "\n")
        sys.stdout.flush()


def _load() -> None:
    """Have in memory what a check loads, so that no run waits for it."""
    for name in ("__main__", "cli", "cli.check", "formats.yaml", "formats.json", "reporters.text", "reporters.json"):
        import_module(f"configguard.{name}")
    for file in (ROOT / "configguard/rules").glob("[a-z]*.py"):
        import_module(f"configguard.rules.{file.stem}")
    import_module("configguard.revisions._gitpython").starter()


def _start(number: int, job: dict[str, Any]) -> dict[int, tuple[int, IO[bytes], IO[bytes]]]:
    out, err = (tempfile.TemporaryFile() for _ in range(2))  # noqa: SIM115 - open until the run is collected
    child = os.fork()
    if not child:
        _become(job, out, err)
    return {child: (number, out, err)}


def _collect(running: dict[int, tuple[int, IO[bytes], IO[bytes]]], answers: dict[int, tuple[int, str, str]]) -> None:
    child, status = os.wait()
    number, *files = running.pop(child)
    said = []
    for file in files:
        file.seek(0)
        said.append(file.read().decode("utf-8", "backslashreplace"))
        file.close()
    answers[number] = (os.waitstatus_to_exitcode(status), said[0], said[1])


def _become(job: dict[str, Any], out: IO[bytes], err: IO[bytes]) -> NoReturn:
    """Be the program."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
        os.chdir(job["cwd"])
        os.environ.clear()
        os.environ.update(job["environ"])
        sys.argv = ["configguard", *job["arguments"]]
        for name, value in job["constants"].items():
            module, _, constant = name.partition(":")
            setattr(import_module(module), constant, value)
        for fault in job["faults"]:
            _put(Fault(*fault))
        import_module("configguard.__main__").run()
    except BaseException:  # noqa: BLE001 - said, and an end of its own
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(99)


def _put(fault: Fault) -> None:
    """Have it go wrong there."""
    module, _, path = fault.where.partition(":")
    name, _, field = path.partition(".")
    holder = import_module(module)
    found = getattr(holder, name)
    if field:
        replace = import_module("configguard.model.record").replace
        failing = _failing(getattr(found, field), fault)
        if isinstance(found, type):
            setattr(found, field, failing)
        else:
            setattr(holder, name, replace(found, **{field: failing}))
    else:
        setattr(holder, name, _failing(found, fault))


def _failing(function: Callable[..., object], fault: Fault) -> Callable[..., object]:
    calls = iter(range(1, 1_000_000))

    @wraps(function)
    def failing(*values: object, **named: object) -> object:
        if next(calls) == fault.nth:
            _do(fault.deed)
        return function(*values, **named)

    return failing


def _do(deed: str) -> None:
    if deed.startswith("run "):
        os.system(deed.removeprefix("run "))  # noqa: S605 - the tests' own words
    elif deed == "spin":
        while True:
            pass
    elif deed == "SIGTERM while an object dies":
        _Dying()
    elif deed.startswith("SIG"):
        os.kill(os.getpid(), getattr(signal, deed))
    else:
        raise vars(__import__("builtins"))[deed](28, _SENTINEL)


class _Dying:
    """An object in whose last moment a signal comes."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    _serve()
