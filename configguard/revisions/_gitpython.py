"""Loads the one part of GitPython that is used: what starts git's processes.

`import git` takes 70 ms, most of a short run: it loads repositories, indexes, remotes and submodules, and runs
`git version` twice, without any of the hardening. Its module `git.cmd` alone takes 25 ms, with what it needs of
gitdb, and runs nothing.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

from configguard.errors import Undecided

if TYPE_CHECKING:
    from git import Git


_PACKAGES = ("git", "gitdb")


@cache
def starter() -> tuple[type[Git], type[Exception]]:
    """GitPython's `Git`, and what it raises where there is no git; raises `Undecided` if GitPython is not installed.

    A GitPython that somebody else in this process has loaded, or loads later, stays whole.
    """
    if any(package in sys.modules for package in _PACKAGES):
        return _part()
    for package in _PACKAGES:
        spec = find_spec(package)
        if spec is None:
            raise Undecided("GitPython is not installed", "python -m pip install gitpython")
        sys.modules[package] = module_from_spec(spec)  # it knows where its modules are, and never ran
    try:
        return _part()
    except (ImportError, AttributeError):
        _forget()  # a release in which this part needs more of the whole: then the whole is loaded
        return _part()
    finally:
        _forget()


def _forget() -> None:
    """Leave no half-loaded package behind."""
    for name in [name for name in sys.modules if name.partition(".")[0] in _PACKAGES]:
        del sys.modules[name]


def _part() -> tuple[type[Git], type[Exception]]:
    from git.cmd import Git  # noqa: PLC0415 - see above
    from git.exc import GitCommandNotFound  # noqa: PLC0415 - see above

    return Git, GitCommandNotFound
