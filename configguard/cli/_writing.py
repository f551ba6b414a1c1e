"""Writes several files of the work tree, all or none."""

# ruff: noqa: PTH118, PTH123, PTH120, PTH105, PTH108, PTH107, PTH103, PTH101, PTH110
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard.errors import Undecided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.guard.restoring import Restored


def write_all(root: str, files: Sequence[Restored]) -> None:
    """Write each file beside its place first, then put all into place; an old one returns if that fails midway.

    Raises `Undecided` if a file cannot be written; then all are as they were.
    """
    ready: list[tuple[str, str | None, Restored]] = []
    done: list[tuple[str, Restored]] = []
    try:
        for file in files:
            path = _inside(root, file.path)
            ready.append((path, None if file.after is None else _beside(path, file.after, file.mode), file))
        for path, beside, file in ready:
            if beside is None:
                os.remove(path)
            else:
                os.replace(beside, path)
            done.append((path, file))
    except OSError as error:
        _undo(ready, done)
        message = f"{error.filename or 'a file'} cannot be written: {error.strerror}"
        raise Undecided(message, "nothing was changed; make it writable and run the command again") from None


def _inside(root: str, path: str) -> str:
    """The file's place; a link on the way there could lead out of the repository."""
    whole = os.path.join(root, path)
    folder = os.path.dirname(whole)
    os.makedirs(folder, exist_ok=True)
    if os.path.realpath(folder) != os.path.join(os.path.realpath(root), os.path.dirname(path)).rstrip("/"):
        message = f"{path} cannot be written: a folder on the way is a link"
        raise Undecided(message, "replace the link by the folder itself")
    return whole


def _beside(path: str, data: bytes, mode: int) -> str:
    beside = f"{path}.{os.getpid()}.part"
    with open(beside, "xb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    os.chmod(beside, mode & 0o777)
    return beside


def _undo(ready: list[tuple[str, str | None, Restored]], done: list[tuple[str, Restored]]) -> None:
    for _, beside, _ in ready:
        if beside is not None and os.path.exists(beside):
            os.unlink(beside)
    for path, file in done:
        if file.before is None:
            os.unlink(path)
        else:
            os.replace(_beside(path, file.before, file.mode), path)
