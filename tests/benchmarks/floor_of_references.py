"""The floor of references: the bare minimum that holding names against what stands there has to do, and nothing else.

It asks git the same questions, with one process for each, parses the files of both ends once with the same parser, and
looks every name up. Run as `python floor_of_references.py DIRECTORY BASE HEAD`, outside any package, so that only what
is needed is imported.
"""

from __future__ import annotations

import gc
import subprocess
import sys

import yaml

gc.disable()


def git(*arguments: str, feed: bytes = b"") -> bytes:
    """What one git process answers."""
    command = ["git", "-C", sys.argv[1], *arguments]
    return subprocess.run(command, input=feed, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603 - fixed words


def entry(root: yaml.Node, wanted: str) -> yaml.Node | None:
    """What stands at a key of a mapping."""
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for key, value in root.value if key.value == wanted), None)


def main() -> None:
    """Resolve, list what differs and all files, read and parse the head's, look the names up."""
    base, head = git("rev-parse", sys.argv[2], sys.argv[3]).decode().split()
    parted = git("merge-base", base, head).decode().strip()
    git("diff-tree", "-r", "-z", "--raw", "--no-renames", parted, head)
    listed = git("ls-tree", "-r", "-z", "--full-tree", head).split(b"\0")[:-1]
    files = [line for line in listed if b"\tconfig/" in line]
    answers = git("cat-file", "--batch", feed=b"".join(line.split(b" ")[2][:40] + b"\n" for line in files))
    known: set[str] = set()
    named: list[str] = []
    at = 0
    while at < len(answers):
        end = answers.index(b"\n", at)
        size = int(answers[at:end].rpartition(b" ")[2])
        root = yaml.compose(answers[end + 1 : end + 1 + size].decode(), yaml.CSafeLoader)
        services, needs = (None if root is None else entry(root, key) for key in ("services", "needs"))
        known |= {key.value for key, _ in services.value} if services is not None else set()
        named += [item.value for item in needs.value] if needs is not None else []
        at = end + 1 + size + 1
    assert all(name in known for name in named)


main()
