"""Makes git repositories for tests: no configuration but their own, fixed dates, fixed identity."""

from __future__ import annotations

import os
import subprocess
import types
from collections.abc import Mapping  # noqa: TC003 - part of the public signatures
from pathlib import Path  # noqa: TC003 - part of the public signatures

MERGE = "refs/pull/7/merge"
"""Where the remote keeps the merge commit of its pull request."""
Content = str | bytes | None
"""What a file is to hold; None removes it."""


class Repository:
    """A git repository in a folder of its own; its commits have the same ids in every run.

    Paths are relative to its top folder; those that are not UTF-8 are given as bytes.
    """

    def __init__(self, top: Path, *, object_format: str = "sha1", init: bool = True) -> None:
        """Make an empty repository at `top`, on an unborn branch `main`; else take what is there."""
        self.top = top
        self._clock = 1_700_000_000
        top.mkdir(parents=True, exist_ok=True)
        if init:
            self.git("init", "--quiet", f"--object-format={object_format}", "--initial-branch=main")

    @property
    def directory(self) -> str:
        """The top folder, as text."""
        return str(self.top)

    def git(self, *arguments: str | bytes, feed: bytes = b"", environ: Mapping[str, str] | None = None) -> str:
        """Run git in the top folder; what it printed, without the last line's end.

        Raises `AssertionError` with what git said when it fails.
        """
        done = self.run(*arguments, feed=feed, environ=environ)
        assert done.returncode == 0, f"git {arguments}: {done.stderr.decode(errors='replace')}"
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def run(
        self, *arguments: str | bytes, feed: bytes = b"", environ: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run git in the top folder, whatever its status."""
        return subprocess.run(  # noqa: S603 - the tests' own words
            ["git", *arguments],  # noqa: S607 - git of the PATH is what is tested
            cwd=self.top,
            env={**environment(self._clock), **(environ or {})},
            input=feed,
            capture_output=True,
            check=False,
        )

    def write(self, path: str | bytes, content: Content) -> None:
        """Write a file of the work tree, with its folders; None removes it."""
        target = os.path.join(os.fsencode(self.top), os.fsencode(path))  # noqa: PTH118 - a path may be any bytes
        if content is None:
            os.unlink(target)  # noqa: PTH108 - see above
            return
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - see above
        with open(target, "wb") as file:  # noqa: PTH123 - see above
            file.write(content.encode() if isinstance(content, str) else content)

    def write_all(self, files: Mapping[str, Content] | Mapping[bytes, Content]) -> None:
        """Write many files of the work tree."""
        for path, content in files.items():
            self.write(path, content)

    def link(self, path: str, target: str) -> None:
        """Put a symlink in the place of a file, or of an empty folder."""
        place = self.top / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir() and not place.is_symlink():
            place.rmdir()
        place.unlink(missing_ok=True)
        place.symlink_to(target)

    def point(self, path: str, oid: str) -> None:
        """Stage a submodule's pointer at a path where the index has none but such."""
        self.git("update-index", "--add", "--cacheinfo", f"160000,{oid},{path}")

    def store(self, content: str | bytes) -> str:
        """Store a content; its object id."""
        return self.git("hash-object", "-w", "--stdin", feed=content.encode() if isinstance(content, str) else content)

    def forge(self, *entries: tuple[str, str, str], message: str = "Forged", parent: str = "HEAD") -> str:
        """A commit whose tree has these entries (mode, object id, name) in this order, however odd; its id."""
        names = [os.fsencode(name) for _, _, name in entries]
        lines = zip(entries, names, strict=True)
        data = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(oid) for (mode, oid, _), name in lines)
        tree = self.git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", feed=data)
        return self.git("commit-tree", tree, "-p", parent, "-m", message)

    def add(self) -> None:
        """Stage everything: new, changed and removed files."""
        self.git("add", "--all", "--", ".")

    def commit(
        self, message: str = "Change", files: Mapping[str, Content] | Mapping[bytes, Content] | None = None
    ) -> str:
        """Write `files`, stage everything and commit it, each commit a minute later; the new commit's id."""
        self.write_all(files or {})
        self.add()
        return self.commit_staged(message)

    def commit_staged(self, message: str = "Change", *options: str) -> str:
        """Commit what is staged, even if that is nothing; the new commit's id."""
        self._clock += 60
        self.git("commit", "--quiet", "--allow-empty", "--file=-", *options, feed=message.encode())
        return self.oid("HEAD")

    def merge(self, *branches: str, message: str = "Merge") -> str:
        """Merge branches into the one at hand, never as a fast-forward; the merge commit's id."""
        self._clock += 60
        self.git("merge", "--quiet", "--no-ff", "-m", message, *branches)
        return self.oid("HEAD")

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Make a branch and switch to it."""
        self.git("switch", "--quiet", "--create", name, start)

    def switch(self, name: str) -> None:
        """Switch to a branch."""
        self.git("switch", "--quiet", name)

    def oid(self, revision: str = "HEAD") -> str:
        """The object id of a revision."""
        return self.git("rev-parse", "--verify", revision)

    def clone(self, top: Path, *options: str, branch: str | None = None) -> Repository:
        """Clone into `top`, through a file:// address so that `--depth` and `--filter` count."""
        chosen = () if branch is None else ("--branch", branch)
        self.git("config", "uploadpack.allowFilter", "true")
        self.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.git("clone", "--quiet", *options, *chosen, f"file://{self.top}", str(top))
        copy = Repository(top, init=False)
        copy._clock = self._clock
        return copy


class PullRequest:
    """A remote with a pull request of two commits and its merge commit, as GitHub has them.

    `start` is what stood when it left `main`, `first` and `last` are what its commits make of that; meanwhile `main`
    writes b.yaml.
    """

    def __init__(
        self,
        remote: Repository,
        start: Mapping[str, Content] = types.MappingProxyType({"a.yaml": "1", "b.yaml": "1"}),
        first: Mapping[str, Content] = types.MappingProxyType({"a.yaml": "2"}),
        last: Mapping[str, Content] = types.MappingProxyType({"a.yaml": "3"}),
    ) -> None:
        self.remote = remote
        remote.commit("Start", start)
        remote.branch("feature")
        remote.commit("Mine\n\nConfig-Scope: email\n", first)
        self.tip = remote.commit("Mine again", last)
        remote.switch("main")
        self.base = remote.commit("Theirs, later", {"b.yaml": "2"})
        remote.git("checkout", "--quiet", "--detach")
        self.merge = remote.merge("feature")
        remote.git("update-ref", MERGE, self.merge)
        remote.switch("main")

    def checkout(self, top: Path, depth: int | None, what: str = MERGE) -> Repository:
        """As actions/checkout does it: the one ref, so deep."""
        copy = Repository(top)
        copy.git("remote", "add", "origin", f"file://{self.remote.top}")
        how = () if depth is None else (f"--depth={depth}",)
        into = f"refs/remotes/{what.removeprefix('refs/')}" if what == MERGE else "refs/remotes/origin/main"
        wanted = ("+refs/heads/*:refs/remotes/origin/*",) if depth is None else ()
        copy.git("fetch", "--quiet", "--no-tags", *how, "origin", f"+{what}:{into}", *wanted)
        copy.git("checkout", "--quiet", "--force", "--detach", into)
        return copy


def environment(clock: int = 1_700_000_000) -> dict[str, str]:
    """The environment in which tests run git: nobody's configuration, one person, one moment."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_AUTHOR_DATE": f"{clock} +0000",
        "GIT_COMMITTER_DATE": f"{clock} +0000",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": os.devnull,
        "LC_ALL": "C",
    }
