"""Git's own output, read as bytes: nothing is skipped, and what is not understood is an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from configguard.errors import Undecided
from configguard.model.revision import Difference, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RAW = re.compile(rb":([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])")
_RENAMED = re.compile(rb":([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) R[0-9]{3}")
_LISTED = re.compile(rb"([0-7]{6}) (\w+) ([0-9a-f]{40,64})\t([^\0]+)\0", re.DOTALL)
_STAGED = re.compile(
    rb"([0-7]{6}) ([0-9a-f]{40,64}) ([0-3])\t([^\0]+)\0"
    rb"  ctime: (\d+):(\d+)\n  mtime: (\d+):(\d+)\n  dev: \d+\tino: (\d+)\n  uid: \d+\tgid: \d+\n"
    rb"  size: (\d+)\tflags: ([0-9a-f]+)\n"
)
_TREE_KIND = 0o040000
_FILE_KIND = 0o100000

_RAW_OUTPUT = (
    *("-z", "--raw", "--no-abbrev", "--no-renames"),
    "--ignore-submodules=none",  # else a change can bring a .gitmodules that keeps git silent about its submodules
)
DIFF_TREE = ("diff-tree", "-r", *_RAW_OUTPUT)
RENAMES = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "-M", "--diff-filter=R", "-l1000")
DIFF_INDEX = ("diff-index", "--cached", *_RAW_OUTPUT, "--ita-invisible-in-index")


class Entry(NamedTuple):
    """One line of the index: the file, its stage, and what the file looked like when git last saw it clean.

    Times are nanoseconds.
    """

    file: Stored
    stage: int
    changed_at: int
    modified_at: int
    inode: int
    size: int
    flags: int

    @property
    def is_skipped(self) -> bool:
        """Whether it need not be in the work tree: a sparse checkout."""
        return bool(self.flags & 0x40000000)

    @property
    def is_only_intended(self) -> bool:
        """Whether it is there by `git add --intent-to-add`, without content."""
        return bool(self.flags & 0x20000000)


def decoded(path: bytes) -> str:
    """A path as text; what is not UTF-8 survives as lone surrogates."""
    return path.decode("utf-8", "surrogateescape")


def encoded(path: str) -> bytes:
    """A path as git and the file system know it."""
    return path.encode("utf-8", "surrogateescape")


def differences(output: bytes, *, conflicts: bool = False) -> tuple[Difference, ...]:
    """The records of `diff-tree` or `diff-index`; see git-diff-tree(1), “Raw output format”.

    Raises `Undecided` for a path that stands twice, and for one in conflict, unless `conflicts` says that only its
    base side is of interest.
    """
    fields = _fields(output)
    if len(fields) % 2:
        raise _incomplete("the list of files that differ")
    found = [_difference(fields[at], fields[at + 1], conflicts=conflicts) for at in range(0, len(fields), 2)]
    if len({difference.path for difference in found}) != len(found):
        raise _twice()
    return tuple(found)


def differing(output: bytes, pairs: Sequence[tuple[str, str]]) -> list[tuple[Difference, ...]]:
    """What differs in each pair of trees, of `diff-tree --stdin` fed with these pairs.

    A line with the pair's ids begins each answer. No name can stand where a record must begin, so none can
    pass for such a line.
    """
    return [tuple(_difference(h, path) for h, (path,) in records) for records in _answers(output, pairs, 1)]


def renamed(output: bytes, pairs: Sequence[tuple[str, str]]) -> list[tuple[tuple[Stored, Stored], ...]]:
    """The files with another name in each pair of trees, of the same with `-M --diff-filter=R`."""
    return [tuple(_renamed(h, *names) for h, names in records) for records in _answers(output, pairs, 2)]


def _answers(
    output: bytes, pairs: Sequence[tuple[str, str]], names: int
) -> Iterator[list[tuple[bytes, tuple[bytes, ...]]]]:
    """The records of each pair: a header and so many names."""
    at = 0
    for pair in pairs:
        line = f"{pair[0]} {pair[1]}\n".encode()
        if not output.startswith(line, at):
            raise _incomplete("what the commits touch")
        at += len(line)
        records = []
        while output.startswith(b":", at):
            fields: list[bytes] = []
            while len(fields) <= names:
                end = output.find(b"\0", at)
                if end < 0:
                    raise _incomplete("what the commits touch")
                fields.append(output[at:end])
                at = end + 1
            records.append((fields[0], tuple(fields[1:])))
        yield records
    if at != len(output):
        raise _incomplete("what the commits touch")


def _renamed(header: bytes, old: bytes, new: bytes) -> tuple[Stored, Stored]:
    found = _RENAMED.fullmatch(header)
    if found is None or not old or not new:
        raise _incomplete("the list of files that were renamed")
    before, after, was, now = found.groups()
    return Stored(decoded(old), int(before, 8), was.decode()), Stored(decoded(new), int(after, 8), now.decode())


def _difference(header: bytes, path: bytes, *, conflicts: bool = False) -> Difference:
    found = _RAW.fullmatch(header)
    if found is None or not path:
        raise _incomplete("the list of files that differ")
    before, after, old, new, status = found.groups()
    name = decoded(path)
    if status == b"U" and not conflicts:
        raise unmerged(name)
    if status not in b"AMDTU":
        raise _incomplete("the list of files that differ")
    return Difference(name, _stored(name, before, old), _stored(name, after, new))


def _stored(path: str, mode: bytes, oid: bytes) -> Stored | None:
    number = int(mode, 8)
    return Stored(path, number, oid.decode() if oid.strip(b"0") else None) if number else None


def listed(output: bytes) -> Iterator[Stored]:
    """The files of `ls-tree -r -z`."""
    for found in _all(_LISTED, output, "the list of files"):
        yield Stored(decoded(found[4]), int(found[1], 8), found[3].decode())


def staged(output: bytes) -> Iterator[Entry]:
    """The entries of `ls-files -z --stage --debug`."""
    for found in _all(_STAGED, output, "the index"):
        mode, oid, stage, path, *times = found.groups()
        seconds, fraction, modified, more, inode, size = map(int, times[:6])
        yield Entry(
            Stored(decoded(path), int(mode, 8), oid.decode()),
            int(stage),
            seconds * 1_000_000_000 + fraction,
            modified * 1_000_000_000 + more,
            inode,
            size,
            int(times[6], 16),
        )


def names(output: bytes) -> list[str]:
    """Paths that end in NUL."""
    return [decoded(field) for field in _fields(output)]


def oids(output: bytes, length: int) -> list[str]:
    """Ids, each on a line of its own."""
    lines = output.decode("ascii", "replace").split("\n")
    if lines.pop() or any(len(line) != length for line in lines):
        raise _incomplete("a list of commits")
    return lines


def tree(data: bytes, oid_size: int) -> dict[bytes, tuple[int, str]]:
    """A tree object's entries: name → mode and id; `oid_size` is in bytes. Raises `Undecided` for a name twice."""
    entries: dict[bytes, tuple[int, str]] = {}
    at = 0
    while at < len(data):
        blank, end = data.find(b" ", at), data.find(b"\0", at)
        stop = end + 1 + oid_size
        if not at < blank < end or stop > len(data):
            raise _incomplete("a tree")
        name = data[blank + 1 : end]
        if name in entries:
            raise _twice()
        entries[name] = (_canonical(data[at:blank]), data[end + 1 : stop].hex())
        at = stop
    return entries


def _canonical(mode: bytes) -> int:
    """The mode that git takes an entry's for: old trees have others, such as 100664. Source: git, `canon_mode`."""
    number = int(mode, 8)
    kind = number & 0o170000
    if kind == _FILE_KIND:
        return 0o100755 if number & 0o100 else 0o100644
    return kind if kind in {_TREE_KIND, 0o120000} else 0o160000


def is_tree(mode: int) -> bool:
    """Whether an entry of a tree is a tree itself."""
    return mode & 0o170000 == _TREE_KIND


def unmerged(path: str) -> Undecided:
    """What to raise for an index in the middle of a merge."""
    return Undecided(f"{path} has merge conflicts that are not resolved", "git status")


def _twice() -> Undecided:
    """What to raise for a tree with two files of one name: no program agrees with another on which counts."""
    return Undecided("a folder in git names one file twice", "git fsck")


def _fields(output: bytes) -> list[bytes]:
    if output and not output.endswith(b"\0"):
        raise _incomplete("a list")
    return output.split(b"\0")[:-1]


def _all(pattern: re.Pattern[bytes], output: bytes, what: str) -> Iterator[re.Match[bytes]]:
    at = 0
    while at < len(output):
        found = pattern.match(output, at)
        if found is None:
            raise _incomplete(what)
        yield found
        at = found.end()


def _incomplete(what: str) -> Undecided:
    return Undecided(f"git's answer is not complete: {what} ends or reads otherwise than it must", "git fsck")
