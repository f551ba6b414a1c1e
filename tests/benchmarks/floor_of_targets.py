"""The floor of targets: the bare minimum that knowing what each target gets has to do, once, and nothing else.

It asks git the same questions, with one process for each, parses the files of all layers once with the same parser, and
lays each service's over the defaults. It compares nothing. Run as `python floor_of_targets.py DIRECTORY BASE HEAD`,
outside any package, so that only what is needed is imported.
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


def merged(earlier: yaml.Node, later: yaml.Node) -> yaml.Node:
    """The later node over the earlier one."""
    if not isinstance(earlier, yaml.MappingNode) or not isinstance(later, yaml.MappingNode):
        return later
    entries = {key.value: (key, value) for key, value in earlier.value}
    for key, value in later.value:
        standing = entries.get(key.value)
        entries[key.value] = (key, value if standing is None else merged(standing[1], value))
    return yaml.MappingNode(later.tag, [*entries.values()])


def main() -> None:
    """Resolve, list what differs and all files, read and parse the head's, merge them."""
    base, head = git("rev-parse", sys.argv[2], sys.argv[3]).decode().split()
    parted = git("merge-base", base, head).decode().strip()
    git("diff-tree", "-r", "-z", "--raw", "--no-renames", parted, head)
    listed = git("ls-tree", "-r", "-z", "--full-tree", head).split(b"\0")[:-1]
    files = [line for line in listed if b"\tconfig/" in line]
    answers = git("cat-file", "--batch", feed=b"".join(line.split(b" ")[2][:40] + b"\n" for line in files))
    roots = []
    at = 0
    while at < len(answers):
        end = answers.index(b"\n", at)
        size = int(answers[at:end].rpartition(b" ")[2])
        roots.append(yaml.compose(answers[end + 1 : end + 1 + size].decode(), yaml.CSafeLoader))
        at = end + 1 + size + 1
    # By name: config/defaults.yaml stands before config/services/.
    defaults, *services = [root for root in roots if root is not None]
    assert all(len(merged(defaults, service).value) for service in services)


main()
