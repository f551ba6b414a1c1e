"""Real histories to judge: bundles of public repositories, cloned where they can be read."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.repositories import environment

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("CONFIGGUARD_CORPUS", ROOT.parent / "shared" / "corpus"))
POLICIES = Path(__file__).with_name("policies")
LATEST = 300
"""So many commits of a history are judged: its last ones."""

SOURCES = {
    "binder": "jupyterhub/mybinder.org-deploy",
    "environments": "dimagi/commcare-cloud",
    "teams": "rust-lang/team",
}
"""The bundles, and the repositories whose configuration they hold."""


@dataclass(frozen=True)
class Commit:
    """A commit: its id, its only parent's, its tree's and its message."""

    oid: str
    parent: str
    tree: str
    message: str

    @property
    def short(self) -> str:
        """Its id as people write it."""
        return self.oid[:8]


@dataclass(frozen=True)
class History:
    """A bundle, cloned into a folder."""

    name: str
    folder: Path

    @property
    def policy(self) -> str:
        """Where its policy stands."""
        return str(POLICIES / f"{self.name}.yaml")

    @cached_property
    def commits(self) -> tuple[Commit, ...]:
        """The commits that are judged, the oldest first."""
        told = self.git("log", "-z", "--first-parent", f"-{LATEST}", "--format=%H%n%P%n%T%n%B", "HEAD").decode()
        parts = (one.split("\n", 3) for one in told.split("\0") if one)
        return tuple(Commit(oid, parent, tree, message) for oid, parent, tree, message in parts)[::-1]

    def git(self, *arguments: str, feed: bytes = b"") -> bytes:
        """What git prints in its folder; raises `CalledProcessError` if it fails."""
        words = ["git", "-C", str(self.folder), *arguments]
        done = subprocess.run(words, env=environment(), input=feed, stdout=subprocess.PIPE, check=True)  # noqa: S603 - the tests' own words
        return done.stdout


def bundle(name: str) -> Path:
    """Where a bundle is, if it is there."""
    return CORPUS / f"{name}.bundle"


def clone(name: str, folder: Path) -> History:
    """The history, cloned into a folder that is to be made; nothing is checked out, for commits are compared."""
    words = ["git", "clone", "--quiet", "--no-checkout", str(bundle(name)), str(folder)]
    subprocess.run(words, env=environment(), check=True)  # noqa: S603 - the tests' own words
    return History(name, folder)
