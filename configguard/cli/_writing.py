"""Writes several files, all or none: each beside its place first, then all are put into place."""

# ruff: noqa: PTH118, PTH123, PTH120, PTH105, PTH107, PTH101, PTH100
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from configguard.errors import Undecided

if TYPE_CHECKING:
    from collections.abc import Sequence


class Planned(NamedTuple):
    """A file as it is to be: no `content` is no file, no `mode` is that of the old one or of any new file."""

    path: str
    content: bytes | None
    mode: int | None = None


def write_all(files: Sequence[Planned]) -> None:
    """Write these files, or leave all as they were, whatever stands in the way.

    An old file stays whole until the new ones are; a symlink is replaced and never written through. Raises
    `Undecided`, naming the file, for what the system refuses.
    """
    steps = [_Step(file) for file in files]
    step = None
    try:
        for step in steps:
            step.prepare(alone=len(steps) == 1)
        for step in steps:
            step.take()
    except BaseException as error:
        for each in steps:
            each.undo()
        if step is None or not isinstance(error, OSError):
            raise
        problem = f"{step.path} cannot be written: {error.strerror}"
        raise Undecided(problem, "nothing was changed; make room or let it be written, and run it again") from None
    for step in steps:
        step.forget()


class _Step:
    """One file on its way: what it is to be and what it was, both beside its place."""

    def __init__(self, file: Planned) -> None:
        self._file = file
        self.path = file.path
        # A name that no change can foresee, and that no other run has.
        beside = os.path.join(os.path.dirname(os.path.abspath(file.path)), f".configguard-{os.urandom(8).hex()}")
        self._new, self._old = f"{beside}.new", f"{beside}.old"
        self._taken = self._stood = False

    def prepare(self, *, alone: bool) -> None:
        """Have both at hand; a file that is `alone` comes into its place or not, and needs no way back."""
        path, content, mode = self._file
        self._stood = os.path.lexists(path)
        if self._stood and not alone:
            _keep(path, self._old)
        if content is None:
            return
        _write(self._new, content)
        mode = _mode_of(path) if mode is None else mode
        if mode is not None:
            os.chmod(self._new, mode & 0o777)

    def take(self) -> None:
        """Put it into place."""
        self._taken = True
        if self._file.content is None:
            os.remove(self._file.path)
        else:
            os.replace(self._new, self._file.path)

    def undo(self) -> None:
        """Have the place as it was."""
        if self._taken and os.path.lexists(self._old):
            os.replace(self._old, self._file.path)
        elif self._taken and not self._stood and os.path.lexists(self._file.path):
            os.remove(self._file.path)
        self.forget()

    def forget(self) -> None:
        """Leave nothing beside the place."""
        for beside in (self._new, self._old):
            if os.path.lexists(beside):
                os.remove(beside)


def _write(path: str, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: str, beside: str) -> None:
    """The file under a second name; putting it back takes no room."""
    try:
        os.link(path, beside, follow_symlinks=False)
    except OSError:  # not every file system can
        with open(path, "rb") as file:
            _write(beside, file.read())
        os.chmod(beside, os.stat(path).st_mode & 0o777)  # noqa: PTH116 - as above


def _mode_of(path: str) -> int | None:
    """The mode of the plain file that stands there."""
    return os.stat(path).st_mode if os.path.isfile(path) and not os.path.islink(path) else None  # noqa: PTH113, PTH114, PTH116 - as above
