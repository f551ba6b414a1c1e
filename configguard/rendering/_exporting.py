"""Writes files of a revision to an empty folder, so that nothing stands or leads outside of it."""

# ruff: noqa: PTH103, PTH108, PTH118, PTH120, PTH211
# Names of files may be any bytes, and what is written must be refused where anything stands already.

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from configguard.model.revision import Stored

MOST_FILES = 20_000
_FORBIDDEN = frozenset({b"", b".", b".."})
_EXECUTABLE = 0o100


class NotExported(Exception):
    """Why a revision's files cannot be written: one sentence, in which a stranger's name may stand."""


def export(contents: Mapping[Stored, bytes], top: Path) -> None:
    """Write these files beneath `top`, an empty folder that is there; a submodule is left out, as git does.

    A link that leads out of `top`, straight or by way of others, is left out: whoever asks for it finds nothing.
    Raises `NotExported` for names that no work tree can hold, and for too many files.
    """
    if len(contents) > MOST_FILES:
        raise NotExported(f"it reads more than {MOST_FILES:,} files")
    here = os.fsencode(top)
    links = [stored for stored in contents if stored.kind == "symlink"]
    for stored, data in contents.items():
        if stored.kind == "file":
            _write(_path(here, stored), data, executable=bool(stored.mode & _EXECUTABLE))
    _link({_path(here, stored): contents[stored] for stored in links}, here)


def _path(top: bytes, stored: Stored) -> bytes:
    """Where it is to stand; its folder is made. Links come last, so that no folder is one."""
    parts = stored.path.encode("utf-8", "surrogateescape").split(b"/")
    if any(part in _FORBIDDEN or b"\0" in part or _is_gits(part) for part in parts):
        raise NotExported(f"no work tree can hold a file of this name: {stored.path}")
    path = os.path.join(top, *parts)
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    except OSError as problem:
        raise NotExported(f"{stored.path} cannot be written: {problem.strerror}") from problem
    return path


def _is_gits(part: bytes) -> bool:
    """Whether git itself would look into it, on a disk that keeps no case either; it never checks such a name out."""
    return part.lower() == b".git"


def _write(path: bytes, data: bytes, *, executable: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(path, flags, 0o700 if executable else 0o600), "wb") as file:
            file.write(data)
    except OSError as problem:
        raise NotExported(f"{os.fsdecode(path)} cannot be written: {problem.strerror}") from problem


def _link(targets: Mapping[bytes, bytes], top: bytes) -> None:
    """Make the links, then take out those that lead outside: only when all are there is it known where each leads."""
    for path, target in targets.items():
        try:
            os.symlink(target, path)
        except (OSError, ValueError) as problem:
            raise NotExported(f"{os.fsdecode(path)} cannot be linked: {problem}") from problem
    real = os.path.realpath(top)
    for path in _leading_out(targets, real):
        os.unlink(path)


def _leading_out(links: Iterable[bytes], top: bytes) -> list[bytes]:
    return [link for link in links if not (os.path.realpath(link) + b"/").startswith(top + b"/")]
