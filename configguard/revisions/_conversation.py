"""Talks with a process through its three pipes: none can fill up, none can wait for ever."""

from __future__ import annotations

import os
import select
import weakref
from typing import TYPE_CHECKING, NoReturn

from configguard.errors import Undecided

if TYPE_CHECKING:
    from subprocess import Popen
    from typing import IO

PATIENCE = 120.0
"""Seconds without a byte after which a process is given up."""

_CHUNK = 1 << 18
_COMPLAINT = 1 << 16
_GONE = 1.0


class Ended(Undecided):
    """The process ended before it had said all."""


class Conversation:
    """Says and hears bytes. Everything raises `Undecided` when the process is silent too long."""

    def __init__(self, process: Popen[bytes]) -> None:
        """Take the process over; it ends when the conversation is closed, or nobody holds it any more."""
        self._process = process
        self._in, self._out, self._err = (_number(p) for p in (process.stdin, process.stdout, process.stderr))
        os.set_blocking(self._in, False)
        self._unsaid = bytearray()
        self._heard = bytearray()
        self._complaint = bytearray()
        self._poll = select.poll()
        self._poll.register(self._out, select.POLLIN)
        self._poll.register(self._err, select.POLLIN)
        self._open = {self._out, self._err}
        self._end = weakref.finalize(self, _end, process)
        _talking.add(self)

    def say(self, data: bytes) -> None:
        """Send this, while listening to the answer."""
        if not self._unsaid and data:
            self._poll.register(self._in, select.POLLOUT)
        self._unsaid += data

    def line(self) -> bytes:
        """The next line, without its end; raises `Ended` if there is none."""
        while (at := self._heard.find(b"\n")) < 0:
            self._hear()
        line = bytes(self._heard[:at])
        del self._heard[: at + 1]
        return line

    def exactly(self, size: int) -> bytes:
        """The next `size` bytes; raises `Ended` if there are fewer."""
        while len(self._heard) < size:
            self._hear()
        data = bytes(self._heard[:size])
        del self._heard[:size]
        return data

    def discard(self, size: int) -> None:
        """Pass over the next `size` bytes, without keeping them."""
        while size > 0:
            if not self._heard:
                self._hear()
            gone = min(size, len(self._heard))
            del self._heard[:gone]
            size -= gone

    def finish(self) -> tuple[int, bytes, bytes]:
        """All that it says until it ends: its exit status, its output, its complaints."""
        while self._unsaid and self._open:
            self._pump()
        self._fall_silent()
        while self._open:
            self._pump()
        status = self._process.wait()
        self.close()
        return status, bytes(self._heard), bytes(self._complaint)

    def close(self) -> None:
        """End the process."""
        self._end()

    def _hear(self) -> None:
        if self._out not in self._open:
            self._broken()
        self._pump()

    def _fall_silent(self) -> None:
        """Let it know that nothing more will be said."""
        if self._unsaid:
            self._unsaid.clear()
            self._poll.unregister(self._in)
        _close(self._process.stdin)

    def _broken(self) -> NoReturn:
        self._fall_silent()
        while self._open:
            self._pump()
        self.close()
        words = complaint(bytes(self._complaint))
        raise Ended(f"git ended in the middle of an answer{words}", "git fsck")

    def _pump(self) -> None:
        """One turn: send what can be sent, take what has come."""
        ready = self._poll.poll(PATIENCE * 1000)
        if not ready:
            self.close()
            raise Undecided(f"git has not answered for {PATIENCE:.0f} seconds", "git fsck")
        for descriptor, _ in ready:
            if descriptor == self._in:
                self._send()
            else:
                self._take(descriptor)

    def _send(self) -> None:
        try:
            sent = os.write(self._in, self._unsaid[:_CHUNK])
        except BlockingIOError:
            return
        except BrokenPipeError:  # it has ended; its status and complaint tell why
            sent = len(self._unsaid)
        del self._unsaid[:sent]
        if not self._unsaid:
            self._poll.unregister(self._in)

    def _take(self, descriptor: int) -> None:
        data = os.read(descriptor, _CHUNK)
        if not data:
            self._open.discard(descriptor)
            self._poll.unregister(descriptor)
        elif descriptor == self._out:
            self._heard += data
        elif len(self._complaint) < _COMPLAINT:
            self._complaint += data


_talking: weakref.WeakSet[Conversation] = weakref.WeakSet()


def hang_up() -> None:
    """End every process that is talked with: one that hangs would outlive us."""
    for talk in list(_talking):
        talk.close()


def complaint(text: bytes) -> str:
    """What git complained of, as the end of a sentence: its first line, or nothing."""
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return f": {lines[0].removeprefix('fatal: ').removeprefix('error: ')}" if lines else ""


def _number(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise Undecided("git was started without a pipe", "run it again")
    return pipe.fileno()


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None and not pipe.closed:
        pipe.close()


def _end(process: Popen[bytes]) -> None:
    """End it: it goes by itself when it can hear no more, else it is made to."""
    for pipe in (process.stdin, process.stdout, process.stderr):
        _close(pipe)
    try:
        process.wait(_GONE)
    except Exception:  # noqa: BLE001 - TimeoutExpired, whose module costs time to import; whatever it is, end it
        process.kill()
        process.wait()
