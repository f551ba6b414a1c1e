"""The door to git: GitPython starts it, hardened, read-only, bytes in and bytes out.

Only plumbing is run, and only its process is taken from GitPython: its diff loses every file when one name is
not UTF-8, and its index ignores `GIT_INDEX_FILE`.
"""

# ruff: noqa: PTH112, PTH113, PTH117, PTH118
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided
from configguard.revisions._gitpython import starter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from subprocess import Popen

_PIPE = -1  # subprocess.PIPE, whose module costs time to import
_FLAGS = ("--no-replace-objects", "--no-optional-locks", "--literal-pathspecs", "--no-pager")
_SETTINGS = (
    "core.fsmonitor=false",  # would run a program, even for diff-tree
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.bigFileThreshold=5m",  # what is larger than any file that is read is streamed
    "core.quotePath=false",
    "color.ui=false",
    "safe.bareRepository=explicit",  # a change can bring a bare repository, whose settings run programs
)
_ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone fetches nothing; unlike a setting, no other setting overrides it
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}
_KEPT = frozenset(
    {
        "GIT_CONFIG_GLOBAL",  # where the user's safe.directory may stand
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CEILING_DIRECTORIES",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    }
)


def start(directory: str, arguments: tuple[str, ...], environment: Mapping[str, str] | None = None) -> Popen[bytes]:
    """A running git with three pipes, in `directory`.

    Raises `Misasked` if there is no such folder, `Undecided` if git is not there or cannot be started.
    """
    if not os.path.isdir(directory):
        raise Misasked(f"{directory} is not a folder", "name one that exists, or cd to it")
    executable = _executable()
    options = [part for setting in _SETTINGS for part in ("-c", setting)]
    with _nobody_elses_environment(executable):
        git, not_found = starter()
        try:
            process = git(directory).execute(
                [executable, *_FLAGS, *options, *arguments],
                istream=_PIPE,  # GitPython hands it to Popen, which knows the number
                as_process=True,
                env={**_ENVIRONMENT, **(environment or {})},
                shell=False,
            )
        except (OSError, not_found) as problem:
            raise Undecided(f"git could not be started: {problem}", "git --version") from problem
    return _taken(process)


def _taken(process: object) -> Popen[bytes]:
    """The process itself, out of the wrapper that would end it when it is collected, and complain then."""
    running: Popen[bytes] = process.proc  # type: ignore[attr-defined]
    process.proc = None  # type: ignore[attr-defined]
    return running


def _executable() -> str:
    """Git's absolute path; relative folders of the PATH are passed over: a change could put a git there."""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        file = os.path.join(folder, "git")
        if os.path.isabs(folder) and os.path.isfile(file) and os.access(file, os.X_OK):
            return file
    raise Undecided("git is not installed, or not on the PATH", "git --version")


@contextmanager
def _nobody_elses_environment(executable: str) -> Iterator[None]:
    """Git's variables put aside while git is started: GitPython hands on whatever is set.

    `GIT_DIR` would lead into another repository, `GIT_CONFIG_COUNT` bring settings.
    """
    aside = {name: os.environ.pop(name) for name in list(os.environ) if _is_gits(name)}
    ours = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": executable}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)
        os.environ.update(aside)


def _is_gits(name: str) -> bool:
    return name.startswith("GIT_") and name not in _KEPT
