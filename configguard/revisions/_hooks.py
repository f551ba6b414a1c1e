"""Finds the folder in which git looks for a repository's hooks."""

# ruff: noqa: PTH118
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.revisions import _parsing

if TYPE_CHECKING:
    from configguard.revisions._repository import Repository

_LARGEST = 100_000
_OWN = frozenset({b"local", b"worktree"})


def folder(repository: Repository) -> str:
    """The folder, absolute; it need not exist yet.

    Raises `Misasked` where the user's own configuration names one, whose hooks would run in every repository.
    """
    _, output, _ = repository.ask("config", "--show-scope", "--null", "--get-all", "core.hooksPath")
    parts = output.split(b"\0")
    said = [(scope, path) for scope, path in zip(parts[::2], parts[1::2], strict=False) if scope != b"command"]
    if not said:
        return os.path.join(repository.common_folder, "hooks")
    scope, path = said[-1]
    named = _parsing.decoded(path)
    if scope not in _OWN:
        problem = f"core.hooksPath of your {scope.decode()} configuration names {named}, for every repository"
        raise Misasked(problem, f"git config --local core.hooksPath {shlex.quote(_own_folder(repository))}")
    return os.path.join(repository.top or repository.git_folder, os.path.expanduser(named))  # noqa: PTH111 - as above


def runs(repository: Repository) -> bool:
    """Whether a hook that git would run names ConfigGuard."""
    try:
        place = folder(repository)
    except Misasked:
        return False
    return any(_names_the_guard(os.path.join(place, name)) for name in ("pre-commit", "commit-msg"))


def _names_the_guard(file: str) -> bool:
    if not (os.path.isfile(file) and os.access(file, os.X_OK)):  # noqa: PTH113 - as above
        return False
    with open(file, "rb") as opened:  # noqa: PTH123 - as above
        return b"configguard" in opened.read(_LARGEST)


def _own_folder(repository: Repository) -> str:
    return os.path.join(repository.common_folder, "hooks")
