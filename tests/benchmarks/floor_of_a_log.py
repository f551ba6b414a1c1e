"""The floor of a log: the bare minimum that finding every change of a setting has to do, and nothing else.

It asks git for the commits, for what each has otherwise than its first parent in one file, and for all versions of
that file, and parses each of them once with the same parser. It compares nothing. Run as
`python floor_of_a_log.py DIRECTORY FILE`, outside any package, so that only what is needed is imported.
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
    """List the commits and the versions of the file, read them, parse them."""
    commits = git("rev-list", "--first-parent", "HEAD")
    fields = git("diff-tree", "--stdin", "--root", "-r", "-z", "--raw", "--", sys.argv[2], feed=commits).split(b"\0")
    oids = dict.fromkeys(field.split(b" ")[3] for field in fields if field.startswith(b":"))
    answers = git("cat-file", "--batch", feed=b"".join(oid + b"\n" for oid in oids))
    at = nodes = 0
    while at < len(answers):
        end = answers.index(b"\n", at)
        size = int(answers[at:end].rpartition(b" ")[2])
        for document in yaml.compose_all(answers[end + 1 : end + 1 + size].decode(), yaml.CSafeLoader):
            nodes += document is not None
        at = end + 1 + size + 1


main()
