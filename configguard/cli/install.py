"""`configguard install`: sets up git's hooks without pre-commit, and takes them out again."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from configguard import revisions
from configguard.cli._asking import here
from configguard.cli._command import Command
from configguard.cli._output import remark
from configguard.cli._writing import Planned, write_all
from configguard.errors import Misasked

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HOOKS = ("pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg", "pre-push")
_MARK = "# ConfigGuard's hook: configguard install --remove takes it out."
_EXAMPLES = """\
  configguard install                                all five hooks
  configguard install --hook commit-msg              this one alone
  configguard install --remove                       take out what was set up, and nothing else
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--hook", action="append", choices=HOOKS, metavar="NAME", help=f"one of {', '.join(HOOKS)}")
    parser.add_argument("--remove", action="store_true", help="take the hooks out again")


def _run(parsed: Namespace) -> int:
    folder = revisions.hooks_folder(here())
    files = {name: os.path.join(folder, name) for name in parsed.hook or HOOKS}  # noqa: PTH118 - pathlib costs time to import
    return _remove(files) if parsed.remove else _install(files, folder)


def _install(files: dict[str, str], folder: str) -> int:
    """All of them, or none where one is somebody else's."""
    others = [name for name, file in files.items() if os.path.lexists(file) and not _is_ours(file)]
    if others:
        lines = [f'{name}: exec configguard hook {name} "$@"' for name in others]
        message = f"{folder} holds hooks of somebody else's, which are left as they are: {', '.join(others)}"
        raise Misasked(message, "end each with its line:", *lines, "and install the others: --hook NAME")
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
    write_all([Planned(file, _script(name).encode(), 0o755) for name, file in files.items()])
    for file in files.values():
        remark(f"wrote {file}")
    return 0


def _remove(files: dict[str, str]) -> int:
    ours = [file for file in files.values() if os.path.lexists(file) and _is_ours(file)]
    write_all([Planned(file, None) for file in ours])
    for file in ours:
        remark(f"removed {file}")
    if not ours:
        remark("there was no hook of ConfigGuard's")
    return 0


def _is_ours(file: str) -> bool:
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:  # noqa: PTH123 - as above
            return _MARK in opened.read(1_000)
    except OSError:
        return False


def _script(name: str) -> str:
    """What git starts: the guard of this very installation, away from the modules of the repository."""
    return f"""\
#!/bin/sh
{_MARK}
python={shlex.quote(sys.executable)}
if [ ! -x "$python" ]; then
    echo "ConfigGuard is no longer at $python. Run: configguard install (or remove this file: $0)" >&2
    exit 1
fi
exec "$python" -I -m configguard hook {name} "$@"
"""


COMMAND = Command("install", "set up git hooks", _options, _run, _EXAMPLES)
