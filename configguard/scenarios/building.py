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
    from configguard.scenarios.gallery import Scenario

_DATE = "2025-07-25T06:32:00+0000"
_NOBODY = {"NAME": "A Founder", "EMAIL": "founder@example.com", "DATE": _DATE}


@dataclass(frozen=True, slots=True)
class Built:
    """A built repository: its folder, and the names of its branches."""

    folder: Path
    base: str = "main"
    head: str = "pull-request"
    mended: str = "put-right"


def build(scenario: Scenario, folder: Path) -> Built:
    """Build the scenario's repository in an empty folder; the work tree is left at the change.

    Raises `Undecided` if git is not there or cannot do it.
    """
    built = Built(folder)
    _git(folder, "init", "--quiet", f"--initial-branch={built.base}")
    _commit(folder, scenario.base, "Configure all services")
    _git(folder, "checkout", "--quiet", "-b", built.mended)
    _commit(folder, scenario.mended, scenario.message)
    _git(folder, "checkout", "--quiet", "-b", built.head, built.base)
    _commit(folder, scenario.head, scenario.message)
    return built


def _commit(folder: Path, files: Path, message: str) -> None:
    # With their old times, files of equal size would pass for unchanged.
    shutil.copytree(files, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--no-verify", "--message", message)


def _git(folder: Path, *arguments: str) -> None:
    """Run git with no settings but its own, so that nobody's hooks, templates or signatures play a part."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _NOBODY.items()}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TEMPLATE_DIR": ""}
    try:
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603, S607 - fixed words
    except (OSError, subprocess.CalledProcessError) as error:
        message = f"git {arguments[0]} failed in the temporary repository"
        raise Undecided(message, "git --version") from error
