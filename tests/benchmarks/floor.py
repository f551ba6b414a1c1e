"""The floors: the bare minimum that any answer has to do, and nothing else.

Each asks git the same questions as the guard, with one process for each, and parses the same files once with the same
parser. None judges anything. Run as `python floor.py WHAT DIRECTORY …`, outside any package, so that only what is
needed is imported; WHAT is one of the functions at the end.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterable, Iterator  # noqa: TC003 - typing would take longer than the rest

import yaml

gc.disable()


def git(*arguments: str, feed: bytes = b"") -> bytes:
    """What one git process answers."""
    command = ["git", "-C", sys.argv[2], *arguments]
    return subprocess.run(command, input=feed, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603 - fixed words


def differing() -> tuple[str, list[bytes]]:
    """The head, and the fields of what differs between the merge base and the head."""
    base, head = git("rev-parse", sys.argv[3], sys.argv[4]).decode().split()
    parted = git("merge-base", base, head).decode().strip()
    return head, git("diff-tree", "-r", "-z", "--raw", "--no-renames", parted, head).split(b"\0")


def configuration(head: str) -> list[bytes]:
    """The objects of all files of configuration, sorted by their names."""
    listed = git("ls-tree", "-r", "-z", "--full-tree", head).split(b"\0")[:-1]
    return [line.split(b" ")[2][:40] for line in listed if b"\tconfig/" in line]


def parsed(oids: Iterable[bytes]) -> Iterator[yaml.Node]:
    """The documents in these objects."""
    answers = git("cat-file", "--batch", feed=b"".join(oid + b"\n" for oid in oids))
    at = 0
    while at < len(answers):
        end = answers.index(b"\n", at)
        size = int(answers[at:end].rpartition(b" ")[2])
        for document in yaml.compose_all(answers[end + 1 : end + 1 + size].decode(), yaml.CSafeLoader):
            if document is not None:
                yield document
        at = end + 1 + size + 1


def merged(earlier: yaml.Node, later: yaml.Node) -> yaml.Node:
    """The later node over the earlier one."""
    if not isinstance(earlier, yaml.MappingNode) or not isinstance(later, yaml.MappingNode):
        return later
    entries = {key.value: (key, value) for key, value in earlier.value}
    for key, value in later.value:
        standing = entries.get(key.value)
        entries[key.value] = (key, value if standing is None else merged(standing[1], value))
    return yaml.MappingNode(later.tag, [*entries.values()])


def entry(root: yaml.Node, wanted: str) -> list[yaml.Node]:
    """What stands at a key of a mapping."""
    return [value for key, value in root.value if key.value == wanted] if isinstance(root, yaml.MappingNode) else []


def change() -> None:
    """Of a judgement, `BASE HEAD`: read and parse both sides of the files that differ."""
    _, fields = differing()
    for _ in parsed(oid for line in fields[:-1:2] for oid in line.split(b" ")[2:4] if oid.strip(b"0")):
        pass  # nothing is kept, as the guard keeps none


def log() -> None:
    """Of the history of a file, `FILE`: read and parse every version of it."""
    commits = git("rev-list", "--first-parent", "HEAD")
    fields = git("diff-tree", "--stdin", "--root", "-r", "-z", "--raw", "--", sys.argv[3], feed=commits).split(b"\0")
    for _ in parsed(dict.fromkeys(field.split(b" ")[3] for field in fields if field.startswith(b":"))):
        pass


def targets() -> None:
    """Of what each target gets, `BASE HEAD`: lay each service's file over the defaults, which come first by name."""
    defaults, *services = parsed(configuration(differing()[0]))
    assert all(merged(defaults, service).value for service in services)


def references() -> None:
    """Of holding names against what stands there, `BASE HEAD`: look every name up."""
    known: set[str] = set()
    named: list[str] = []
    for root in parsed(configuration(differing()[0])):
        known.update(key.value for services in entry(root, "services") for key, _ in services.value)
        named += [item.value for needs in entry(root, "needs") for item in needs.value]
    assert all(name in known for name in named)


{"change": change, "log": log, "targets": targets, "references": references}[sys.argv[1]]()
