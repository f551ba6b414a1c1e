"""Finds programs, and what of the machine they need to read."""

# ruff: noqa: PTH113, PTH117, PTH118, PTH119, PTH120
# As in the other places where a name may be any bytes.

from __future__ import annotations

import os

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store")
_LOADER = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime")
_DEVICES = ("/dev/zero", "/dev/random", "/dev/urandom")
_BESIDE = ("lib", "lib64", "libexec", "pyvenv.cfg")
_LONGEST_LINE = 256


def folders() -> list[str]:
    """The absolute folders of the PATH: a change could put a program into a relative one."""
    return [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]


def find(name: str) -> str | None:
    """A program's absolute path, or None."""
    for folder in folders():
        file = os.path.join(folder, name)
        if os.path.isfile(file) and os.access(file, os.X_OK):
            return file
    return None


def needs(program: str) -> list[str]:
    """The files and folders that a program may read: the system's, and where it is installed, no one's own files."""
    return [*_SYSTEM, *_LOADER, *_DEVICES, *_installed(program), *_interpreter(program)]


def _installed(program: str) -> list[str]:
    """The folder of a program, and of what it is a link to; a `bin` has beside it what it needs."""
    found = []
    for file in dict.fromkeys((program, os.path.realpath(program))):
        folder = os.path.dirname(file)
        beside = _BESIDE if os.path.basename(folder) == "bin" else ()
        found += [folder, *(os.path.join(os.path.dirname(folder), name) for name in beside)]
    return found


def _interpreter(program: str) -> list[str]:
    """Where the interpreter of a script is installed."""
    try:
        with open(program, "rb") as file:  # noqa: PTH123 - as above
            first = file.readline(_LONGEST_LINE)
    except PermissionError:  # what can be run need not be readable, unless it is a script
        return []
    if not first.startswith(b"#!"):
        return []
    path, *words = os.fsdecode(first[2:]).split() or [""]
    if os.path.basename(path) == "env":
        path = next((found for word in words if (found := find(word))), path)
    return _installed(path)
