"""The last changes of real projects' configuration are all put back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from configguard import formats
from configguard.diffing import Identity, compare
from configguard.restoring import put_back

ROOT = Path(__file__).parents[3]
CORPUS = Path(os.environ.get("CONFIGGUARD_CORPUS", ROOT.parent / "shared" / "corpus"))
SUFFIXES = (".yaml", ".yml", ".json", ".toml")
COMMITS = 100


class Edited(NamedTuple):
    """A file that a commit changed, with its blobs on both sides."""

    path: str
    base: str
    head: str


@pytest.mark.parametrize("name", ["binder", "environments", "teams"])
def test_every_edit_of_a_real_history_is_put_back(name: str, tmp_path: Path) -> None:
    bundle = CORPUS / f"{name}.bundle"
    if not bundle.exists():
        pytest.skip(f"{bundle} is absent")
    _git(tmp_path, "clone", "--quiet", "--bare", str(bundle), "history")
    history = tmp_path / "history"
    edited = _edited(history)
    blobs = _blobs(history, {blob for edit in edited for blob in (edit.base, edit.head)})
    outcomes = [_outcome(edit.path, blobs[edit.base], blobs[edit.head]) for edit in edited]
    assert {outcome for outcome in outcomes if outcome} == {"put back"}
    assert outcomes.count("put back") > COMMITS


def _outcome(path: str, before: bytes, after: bytes) -> str:
    """What came of it; nothing where a side is unreadable or no setting changed."""
    base, head = (formats.read(path, data) for data in (before, after))
    if not isinstance(base, tuple) or not isinstance(head, tuple):
        return ""
    changes = compare(path, base, head, Identity(), lambda _: False)
    if not changes:
        return ""
    suffix = path.rpartition(".")[2]
    text = put_back("yaml" if suffix == "yml" else suffix, base, head, changes)
    restored = formats.read(path, text.encode())
    if not isinstance(restored, tuple):
        return f"{path} cannot be read any more"
    left = compare(path, base, restored, Identity(), lambda _: False)
    return f"{path} differs at {left[0].address}" if left else "put back"


def _edited(history: Path) -> list[Edited]:
    options = ("--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=M", "--format=")
    parts = _git(history, "log", f"-{COMMITS}", *options).decode().strip("\0\n").split("\0")
    facts = [part.strip("\n").split() for part in parts[::2]]
    pairs = [Edited(path, fact[2], fact[3]) for fact, path in zip(facts, parts[1::2], strict=True)]
    return [edit for edit in pairs if edit.path.endswith(SUFFIXES)]


def _blobs(history: Path, names: set[str]) -> dict[str, bytes]:
    ordered = sorted(names)
    data = _git(history, "cat-file", "--batch", feed="\n".join(ordered).encode() + b"\n")
    found = {}
    at = 0
    for name in ordered:
        header = data.index(b"\n", at)
        size = int(data[at:header].split()[2])
        found[name] = data[header + 1 : header + 1 + size]
        at = header + 2 + size
    return found


def _git(folder: Path, *arguments: str, feed: bytes = b"") -> bytes:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=folder, input=feed, capture_output=True, check=True).stdout  # noqa: S603 - the test's own words
