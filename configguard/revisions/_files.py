"""Files as they lie in a folder: what they are, and what they hold; a symlink is never followed."""

# ruff: noqa: PTH115, PTH118, PTH208
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
import shlex
import stat
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.revision import Stored
from configguard.revisions._parsing import decoded, encoded
from configguard.revisions._trees import LARGEST, MOST, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SYMLINK = 0o120000
_EXECUTABLE = 0o100755
_PLAIN = 0o100644


class Folder:
    """A folder on the disk. Everything raises `Undecided` for what is there and cannot be read."""

    def __init__(self, top: str) -> None:
        self._top = encoded(top).rstrip(b"/") + b"/"
        self._real: dict[bytes, bool] = {b"": True}

    def look(self, path: str) -> os.stat_result | None:
        """What stands at this path, a file or a symlink; None for all else, and for all beneath a symlink."""
        inner = encoded(path)
        if not self._is_real(inner.rpartition(b"/")[0]):
            return None
        found = self._status(inner)
        return found if found is not None and (stat.S_ISREG(found.st_mode) or stat.S_ISLNK(found.st_mode)) else None

    def content(self, path: str) -> bytes | None:
        """A file's content or a symlink's target; None if it is over the size limit."""
        full = self._top + encoded(path)
        try:
            if stat.S_ISLNK(os.lstat(full).st_mode):
                return os.readlink(full)
            descriptor = os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as problem:
            raise _unreadable(path, problem) from problem
        return None if len(data) > LARGEST else data

    def read(self, files: Iterable[Stored]) -> dict[Stored, bytes]:
        """The contents, without those over the size limit; a submodule's is empty."""
        contents: dict[Stored, bytes] = {}
        left = MOST
        for file in files:
            data = b"" if file.kind == "submodule" else self.content(file.path)
            if data is not None:
                left = within(left, data)
                contents[file] = data
        return contents

    def walk(self) -> Iterator[Stored]:
        """Every file and symlink, in no order; what git keeps for itself is passed over."""
        folders = [b""]
        while folders:
            here = folders.pop()
            for name in self._names(here):
                path = os.path.join(here, name)
                found = self._status(path)
                if found is None or name == b".git":
                    continue
                if stat.S_ISDIR(found.st_mode):
                    folders.append(path)
                elif stat.S_ISREG(found.st_mode) or stat.S_ISLNK(found.st_mode):
                    yield Stored(decoded(path), mode_of(found))

    def _names(self, folder: bytes) -> list[bytes]:
        try:
            return os.listdir(self._top + folder)
        except OSError as problem:
            raise _unreadable(decoded(folder) or decoded(self._top), problem) from problem

    def _is_real(self, folder: bytes) -> bool:
        """Whether this folder and all above it are folders, not symlinks to some."""
        if folder not in self._real:
            found = self._status(folder) if self._is_real(folder.rpartition(b"/")[0]) else None
            self._real[folder] = found is not None and stat.S_ISDIR(found.st_mode)
        return self._real[folder]

    def _status(self, path: bytes) -> os.stat_result | None:
        try:
            return os.lstat(self._top + path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:
            raise _unreadable(decoded(path), problem) from problem


def mode_of(found: os.stat_result) -> int:
    """The mode that git would give it."""
    if stat.S_ISLNK(found.st_mode):
        return SYMLINK
    return _EXECUTABLE if found.st_mode & stat.S_IXUSR else _PLAIN


def _unreadable(path: str, problem: OSError) -> Undecided:
    return Undecided(
        f"{path} cannot be read: {problem.strerror}", f"ls -ld -- {shlex.quote(path)} shows who may; let it be read"
    )
