"""A Kubernetes tree for kustomize, made of a history of values: one release, and a patch for each deployment."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from tests.ecosystem.histories import History
from tests.repositories import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.ecosystem.histories import Commit

DEFAULTS = "mybinder/values.yaml"
NO_DEPLOYMENT = frozenset({"cert-manager", "bids-ovh-kubelet"})
_DEPLOYMENT = re.compile(r"config/([^/]+)\.yaml")
_RELEASE = b"""\
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: mybinder
spec:
  values:
"""
_BASE = b"resources: [release.yaml]\n"
_OVERLAY = b"resources: [../../base]\npatches: [{ path: release.yaml }]\n"
_NOBODY = "committer A <a@example.org> 1700000000 +0000"


def kustomized(source: History, commits: Sequence[Commit], folder: Path) -> History:
    """A history with a commit for each of these, which follow one another, and one before them."""
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], env=environment(), check=True)  # noqa: S603, S607 - the tests' own words
    made = History("kustomize", folder)
    made.git("fast-import", "--quiet", feed=b"".join(_stream(source, commits)))
    return made


def _stream(source: History, commits: Sequence[Commit]) -> Iterator[bytes]:
    """What git's fast-import reads."""
    known: dict[bytes, int] = {}
    for oid, message in [(commits[0].parent, "Begin"), *((commit.oid, commit.message) for commit in commits)]:
        files = dict(_files(source, oid))
        for content in files.values():
            if content not in known:
                known[content] = len(known) + 1
                yield b"blob\nmark :%d\ndata %d\n%s\n" % (known[content], len(content), content)
        said = message.encode()
        yield f"commit refs/heads/main\n{_NOBODY}\ndata {len(said)}\n".encode() + said + b"\ndeleteall\n"
        for path, content in files.items():
            yield f"M 100644 :{known[content]} {path}\n".encode()


def _files(source: History, oid: str) -> Iterator[tuple[str, bytes]]:
    """The tree that is made of one commit's."""
    yield "base/kustomization.yaml", _BASE
    yield "base/release.yaml", _release(source.git("show", f"{oid}:{DEFAULTS}"))
    for path in source.git("ls-tree", "-r", "--name-only", oid, "--", "config/").decode().splitlines():
        found = _DEPLOYMENT.fullmatch(path)
        if found and found[1] not in NO_DEPLOYMENT:
            yield f"overlays/{found[1]}/kustomization.yaml", _OVERLAY
            yield f"overlays/{found[1]}/release.yaml", _release(source.git("show", f"{oid}:{path}"))


def _release(values: bytes) -> bytes:
    """Values as those of a release: the same text, further in."""
    lines = values.splitlines()
    return _RELEASE + b"".join(b"    %s\n" % line if line.strip() else b"\n" for line in lines)
