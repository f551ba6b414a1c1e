"""What the tests of the hooks and of the action share: a policy, a configuration, a program."""

from __future__ import annotations

import importlib.util
import os
import shlex
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POLICY = """\
version: 1
files:
  - match: "config/**/*.yaml"
scopes:
  email:
    about: Transactional email delivery
    settings: ["config/api.yaml:smtp.**"]
  storage:
    owners: ["@acme/storage"]
    settings: ["config/api.yaml:database.**", "config/old.yaml"]
"""
API = "database:\n  host: db-primary.internal\nsmtp:\n  pool:\n    size: 10\n"
API_WIDER = API.replace("size: 10", "size: 20")
API_STRAYED = API_WIDER.replace("db-primary", "db-replica")
FIRST_FILES = {
    ".configguard.yaml": POLICY,
    "config/api.yaml": API,
    "config/old.yaml": "a: 1\n",
    "notes.md": "x\n",
}


def need_command() -> None:
    """Skip the test where the command line is not part of what is tested."""
    if importlib.util.find_spec("configguard.cli") is None:
        pytest.skip("configguard has no command line here")


def command(folder: Path) -> Path:
    """A program `configguard` in `folder` that runs this checkout, isolated from what stands around it."""
    program = folder / "configguard"
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from configguard.cli import main; sys.exit(main())"
    folder.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -I -c {shlex.quote(start)} "$@"\n', "utf-8")
    program.chmod(0o755)
    return program


def path_with(folder: Path) -> str:
    """The PATH with `folder` before all others."""
    return f"{folder}{os.pathsep}{os.environ['PATH']}"
