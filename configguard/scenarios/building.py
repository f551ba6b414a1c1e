"""Builds the repository of a scenario, with a branch for the change and one for the change put right."""

from __future__ import annotations

import os
import shutil
import subprocess  # git writes the repository here; the guard itself only reads one
from pathlib import Path
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.record import dataclass

if TYPE_CHECKING:
    from datetime import date

    from configguard.scenarios.gallery import Scenario

_NOBODY = {"NAME": "A Founder", "EMAIL": "founder@example.com"}


@dataclass(frozen=True, slots=True)
class Built:
    """A built repository: its folder, and the names of its branches; `mended` is None where nothing is put right."""

    folder: Path
    base: str
    head: str
    mended: str | None

    def difference(self) -> tuple[str, ...]:
        """What the change does to the files, line by line, as `git diff` shows it."""
        return tuple(_git(self.folder, "diff", "--no-color", "--unified=2", self.base, self.head).splitlines())


def build(scenario: Scenario, folder: Path) -> Built:
    """Build the scenario's repository in an empty folder; the work tree is left at the change.

    Raises `Undecided` if git is not there or cannot do it.
    """
    built = Built(folder, "main", "pull-request", "put-right" if scenario.mended else None)
    _git(folder, "init", "--quiet", f"--initial-branch={built.base}")
    _commit(folder, scenario.base, "Configure all services", scenario.day)
    mended = (built.mended, scenario.mended, scenario.mended_message)
    for branch, files, message in (mended, (built.head, scenario.head, scenario.message)):
        if branch and files:
            _git(folder, "checkout", "--quiet", "-b", branch, built.base)
            _commit(folder, files, message, scenario.day)
    return built


def _commit(folder: Path, files: Path, message: str, day: date) -> None:
    # With their old times, files of equal size would pass for unchanged.
    shutil.copytree(files, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--no-verify", "--message", message, day=day)


def _git(folder: Path, *arguments: str, day: date | None = None) -> str:
    """Run git with no settings but its own, so that nobody's hooks, templates or signatures play a part."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    somebody = {**_NOBODY, "DATE": f"{day}T06:32:00+0000"} if day else _NOBODY
    environment |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in somebody.items()}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TEMPLATE_DIR": ""}
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603, S607 - fixed words
    except (OSError, subprocess.CalledProcessError) as error:
        message = f"git {arguments[0]} failed in the temporary repository"
        raise Undecided(message, "git --version") from error
    return done.stdout.decode("utf-8")
