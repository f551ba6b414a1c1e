"""Runs the command as a process of its own, in a repository whose answers are known."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.repositories import Repository, environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COMMAND = (sys.executable, "-m", "configguard")
FINE = ("check", "--base", "main", "--head", "fine")
STRAYED = ("check", "--base", "main", "--head", "strayed")
LONG = ("check", "--base", "main", "--head", "long")
WORKTREE = ("check", "--base", "main", "--worktree")
PASSED = "✓"
PATIENCE = 60
"""Seconds after which a run is taken to hang."""

_POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes: { mail: { settings: ["config/mail.yaml", "config/more/**"] } }
"""
_BASE = {
    ".configguard.yaml": _POLICY,
    "config/mail.yaml": "pool: { size: 10 }\n",
    "config/more/pool.json": '{ "size": 10 }\n',
    "config/host.yaml": "host: db-1\n",
}
_FINE = {"config/mail.yaml": "pool: { size: 20 }\n", "config/more/pool.json": '{ "size": 20 }\n'}
_SAID = "Widen the pool\n\nConfig-Scope: mail\n"


class Ran(NamedTuple):
    """What a run came to: its exit status, negative where a signal ended it, and all that it wrote."""

    status: int
    out: str
    err: str

    def undecided(self, *words: str) -> bool:
        """Whether it ended without a verdict, in words, and said nothing that could be taken for a pass."""
        told = "cannot judge: " in self.err and all(word in self.err for word in words)
        return self.status == 3 and told and PASSED not in self.out and "Traceback" not in self.err

    def refused(self, *words: str) -> bool:
        """Whether it ended as a question that is wrong, in words."""
        return self.status == 2 and all(word in self.err for word in words) and not self.out


class Place(NamedTuple):
    """A repository, a folder beside it, and the environment in which the command runs there."""

    repository: Repository
    beside: Path
    environ: dict[str, str]

    def run(
        self,
        *arguments: str,
        environ: Mapping[str, str] | None = None,
        command: tuple[str, ...] = COMMAND,
        **how: Any,  # noqa: ANN401 - what subprocess takes
    ) -> Ran:
        """Run the command to its end; `how` is for `subprocess.run`."""
        done = subprocess.run(  # noqa: S603 - the tests' own words
            [*command, *arguments],
            cwd=how.pop("cwd", self.repository.top),
            env={**self.environ, **(environ or {})},
            stdout=how.pop("stdout", subprocess.PIPE),
            stderr=how.pop("stderr", subprocess.PIPE),
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
            **how,
        )
        return Ran(done.returncode, done.stdout or "", done.stderr or "")

    def shell(self, script: str, *arguments: str, environ: Mapping[str, str] | None = None) -> Ran:
        """Run a line of shell in which `"$@"` is the command."""
        command = ("bash", "-c", script, "bash", *COMMAND)
        return self.run(*arguments, command=command, environ=environ)

    def with_git(self, script: str) -> dict[str, str]:
        """A PATH on which `git` is this script; `$real` is the true one."""
        folder = self.beside / "bin"
        folder.mkdir(exist_ok=True)
        real = shlex.quote(str(shutil.which("git", path=self.environ["PATH"])))
        file = folder / "git"
        file.unlink(missing_ok=True)  # one that still runs cannot be written
        file.write_text(f"#!/bin/sh\nreal={real}\n{script}\n", "utf-8")
        file.chmod(0o755)
        return {"PATH": f"{folder}{os.pathsep}{self.environ['PATH']}"}


def made(folder: Path) -> Place:
    """A repository with a change that passes and one that strays."""
    repository = Repository(folder / "repository")
    repository.commit("Begin", _BASE)
    repository.branch("strayed")
    repository.commit(_SAID, {**_FINE, "config/host.yaml": "host: db-2\n"})
    repository.switch("main")
    repository.branch("fine")
    repository.commit(_SAID, _FINE)
    repository.switch("main")
    repository.branch("long")
    for path, text in _FINE.items():
        repository.commit(_SAID, {path: text})
    repository.switch("fine")
    beside = folder / "beside"
    beside.mkdir()
    kept = {name: text for name, text in environment().items() if name in {"PATH", "TMPDIR"}}
    calm = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(beside), "LANG": "C.UTF-8"}
    # Where there is no room, Python writes half of a compiled module, and trusts it later.
    calm["PYTHONDONTWRITEBYTECODE"] = "1"
    return Place(repository, beside, kept | calm)
