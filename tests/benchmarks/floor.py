"""The floor: the bare minimum that any judgement of a change has to do, and nothing else.

It asks git the same questions, with one process for each, and parses the same files with the same parser. It judges
nothing. Run as `python floor.py DIRECTORY BASE HEAD`, outside any package, so that only what is needed is imported.
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


def main() -> None:
    """Resolve, find the merge base, list the files that differ, read both sides, parse them."""
    base, head = git("rev-parse", sys.argv[2], sys.argv[3]).decode().split()
    parted = git("merge-base", base, head).decode().strip()
    fields = git("diff-tree", "-r", "-z", "--raw", "--no-renames", parted, head).split(b"\0")
    oids = [oid for line in fields[:-1:2] for oid in line.split(b" ")[2:4] if oid.strip(b"0")]
    answers = git("cat-file", "--batch", feed=b"".join(oid + b"\n" for oid in oids))
    at = nodes = 0
    while at < len(answers):
        end = answers.index(b"\n", at)
        size = int(answers[at:end].rpartition(b" ")[2])
        for document in yaml.compose_all(answers[end + 1 : end + 1 + size].decode(), yaml.CSafeLoader):
            nodes += document is not None
        at = end + 1 + size + 1


main()
