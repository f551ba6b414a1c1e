"""Does work in a process apart, which can be ended whatever it does: a library in C++ hears of no alarm."""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import time
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, NamedTuple, NoReturn, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

MEMORY = 2 << 30
"""Bytes that it may have: a document of 100,000 values takes a tenth."""

MOST_ENDED = 3
"""So many jobs may be ended, each after its own time; then the others are not begun."""

ALTOGETHER = 30.0
"""Seconds of computing time for all jobs: 100,000 usual ones take a third of it."""

SILENCE = 60.0
"""Seconds without a word after which it is ended, whatever it waits for."""

_LATE = 3
"""The exit status of one that ran out of the time for all jobs."""
_TOO_LONG = "it takes too long"
_ALL_TOO_LONG = "all checks together take too long"


class Job(NamedTuple, Generic[T]):
    """A job, and how many seconds of computing time it may take."""

    what: T
    seconds: float


class Ended(NamedTuple):
    """A job that came to no end; `why` is a part of a sentence."""

    why: str


Answer: TypeAlias = "Json | Ended"


def each(jobs: Sequence[Job[T]], work: Callable[[T], Json]) -> list[Answer]:
    """What the work makes of each job, in their order; `Ended` for one that took too long or ended the process."""
    answers: list[Answer] = []
    ended = 0
    while len(answers) < len(jobs):
        if ended == MOST_ENDED:
            answers += [Ended("others before it took too long")] * (len(jobs) - len(answers))
            break
        lines, why = _run(jobs[len(answers) :], work)
        answers += map(json.loads, lines)
        if len(answers) < len(jobs):
            answers.append(Ended(why))
            ended = MOST_ENDED if why == _ALL_TOO_LONG else ended + 1
    return answers


def _run(jobs: Sequence[Job[T]], work: Callable[[T], Json]) -> tuple[list[bytes], str]:
    """The answers of a process as far as it came, a line each, and why it came no further."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns where there are other threads; none of them runs there, and its silence is bounded.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        _be_apart(writer, jobs, work)
    os.close(writer)
    said: list[bytes] = []
    try:
        _listen(reader, said)
    finally:
        os.close(reader)
        os.kill(process, signal.SIGKILL)  # it has ended by itself, or must
        status = os.waitpid(process, 0)[1]
    return b"".join(said).split(b"\n")[:-1], _why(status)


def _listen(reader: int, said: list[bytes]) -> None:
    """Hear what is said until there is silence for too long, or nobody is left to speak."""
    ready = select.poll()
    ready.register(reader, select.POLLIN)
    while ready.poll(SILENCE * 1000):
        heard = os.read(reader, 1 << 16)
        if not heard:
            return
        said.append(heard)


def _why(status: int) -> str:
    if os.WIFSIGNALED(status):
        return _TOO_LONG if os.WTERMSIG(status) in {signal.SIGPROF, signal.SIGKILL} else "CEL gave up on it"
    return _ALL_TOO_LONG if os.WEXITSTATUS(status) == _LATE else "CEL gave up on it"


def _be_apart(writer: int, jobs: Sequence[Job[T]], work: Callable[[T], Json]) -> NoReturn:
    """The process apart: it says each answer as it comes, and leaves without a trace."""
    status = 1
    try:
        _shield()
        for what, seconds in jobs:
            signal.setitimer(signal.ITIMER_PROF, seconds)
            answer = json.dumps(work(what)).encode() + b"\n"
            while answer:
                answer = answer[os.write(writer, answer) :]
            if time.process_time() > ALTOGETHER:
                status = _LATE
                break
        else:
            status = 0
    finally:
        os._exit(status)  # nothing that belongs to the guard may run here: no handler, no file may be flushed


def _shield() -> None:
    """Keep what happens here from the guard: no handler of its own, no word on its streams, no dump, no more memory."""
    gc.disable()
    for number in (signal.SIGPROF, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > MEMORY:
        with suppress(
            ValueError, OSError
        ):  # macOS may refuse, for it maps far more; the limit of time holds there, too
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
