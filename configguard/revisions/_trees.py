"""What git has stored: the files of a commit and of the index."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.record import dataclass
from configguard.model.revision import Revision, Stored, names_in
from configguard.revisions import _parsing
from configguard.revisions._conversation import Ended
from configguard.revisions._repository import Repository

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from configguard.revisions._objects import Object


LARGEST = 5_000_000
"""Bytes; a file that is larger is not read."""
MOST = 500_000_000
"""Bytes; files that hold more together are not judged."""


@dataclass(frozen=True)
class CommitTree:
    """The files of a commit; `oid` is its tree's. Nothing is listed to find one file."""

    repository: Repository
    revision: Revision
    oid: str

    def find(self, path: str) -> Stored | None:
        """The file at exactly this path, or None."""
        *folders, name = _parsing.encoded(path).split(b"/")
        mode, oid = self._inside(folders).get(name, (0, ""))
        return None if not mode or _parsing.is_tree(mode) else Stored(path, mode, oid)

    def files(self) -> Iterator[Stored]:
        """Every file, sorted by path."""
        output = self.repository.tell("ls-tree", "-r", "-z", "--full-tree", self.oid)
        return iter(sorted(_parsing.listed(output), key=lambda file: file.path))

    def names(self, folder: str) -> Collection[str]:
        """What stands right in this folder."""
        return [_parsing.decoded(name) for name in self._inside(_parsing.encoded(folder).split(b"/") if folder else [])]

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        """The contents, without those over the size limit."""
        return read(self.repository, files)

    def _inside(self, folders: list[bytes]) -> dict[bytes, tuple[int, str]]:
        """The entries of the folder to which these lead; none where it is absent."""
        here = self.oid
        for folder in folders:
            mode, oid = self._entries(here).get(folder, (0, ""))
            if not _parsing.is_tree(mode):
                return {}
            here = oid
        return self._entries(here)

    @cached_property
    def _seen(self) -> dict[str, dict[bytes, tuple[int, str]]]:
        return {}

    def _entries(self, oid: str) -> dict[bytes, tuple[int, str]]:
        if oid not in self._seen:
            self._seen[oid] = self._tree(oid)
        return self._seen[oid]

    def _tree(self, oid: str) -> dict[bytes, tuple[int, str]]:
        if oid == self.repository.empty_tree:
            return {}
        found = _next(self.repository, self.repository.objects.many([oid], None), f"a folder of {self.revision}", oid)
        if found.kind != "tree" or found.data is None:
            raise Undecided(f"{oid[:12]} should be a folder of {self.revision}, but is a {found.kind}", "git fsck")
        return _parsing.tree(found.data, self.repository.oid_length // 2)


def empty(repository: Repository, name: str) -> CommitTree:
    """The tree without files."""
    return CommitTree(repository, Revision("empty", name), repository.empty_tree)


@dataclass(frozen=True)
class IndexTree:
    """What the next commit will hold; `file` is the index to read where it is not the usual one."""

    repository: Repository
    file: str | None = None

    @property
    def revision(self) -> Revision:
        """The index."""
        return Revision("index", "the index")

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which git reads this index."""
        return {} if self.file is None else {"GIT_INDEX_FILE": self.file}

    @cached_property
    def entries(self) -> tuple[_parsing.Entry, ...]:
        """All of the index, whatever its stage; sorted by path."""
        output = self.repository.tell("ls-files", "-z", "--stage", "--debug", environment=self.environment)
        return tuple(_parsing.staged(output))

    def find(self, path: str) -> Stored | None:
        """The file at exactly this path, or None."""
        return self._by_path.get(path)

    def files(self) -> Iterator[Stored]:
        """Every file, sorted by path."""
        return iter(sorted(self._by_path.values(), key=lambda file: file.path))

    def names(self, folder: str) -> Collection[str]:
        """What stands right in this folder."""
        return names_in(folder, self._by_path)

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        """The contents, without those over the size limit."""
        return read(self.repository, files)

    @cached_property
    def _by_path(self) -> dict[str, Stored]:
        for entry in self.entries:
            if entry.stage:
                raise _parsing.unmerged(entry.file.path)
        return {e.file.path: e.file for e in self.entries if not e.is_only_intended}


def read(repository: Repository, files: Iterable[Stored]) -> dict[Stored, bytes]:
    """What git has stored of these files, read in one go; those over the size limit are left out.

    Raises `Undecided`, naming the file, if one is not there or not what it should be, and if there is too much.
    """
    contents: dict[Stored, bytes] = {}
    left = MOST
    wanted: dict[str, list[Stored]] = {}
    for file in files:
        if file.kind == "submodule":
            contents[file] = b""
        elif file.oid is None:
            raise Undecided(f"{file.path} has no object that git could read", "judge the files as they are: --worktree")
        else:
            wanted.setdefault(file.oid, []).append(file)
    answers = repository.objects.many(list(wanted), LARGEST)
    for oid, same in wanted.items():
        found = _next(repository, answers, f"the content of {same[0].path}", oid)
        if found.kind != "blob" or found.oid != oid:
            raise Undecided(f"{oid[:12]} should be the content of {same[0].path}, but is a {found.kind}", "git fsck")
        if found.data is not None:
            left = within(left, found.data)
            contents.update(dict.fromkeys(same, found.data))
    return contents


def within(left: int, data: bytes) -> int:
    """How many bytes may still be read after these; raises `Undecided` if they are too many."""
    if len(data) > left:
        raise Undecided(
            f"the files to be judged hold more than {MOST // 1_000_000} MB together",
            "make the change in parts, or take what is no configuration out of the policy's “files”",
        )
    return left - len(data)


def _next(repository: Repository, answers: Iterator[Object | None], what: str, oid: str) -> Object:
    """The next answer; in a partial clone git ends where it misses an object, elsewhere it says so."""
    try:
        found = next(answers)
    except Ended as ended:
        raise repository.without(f"{what} ({oid[:12]}) cannot be read") from ended
    if found is None:
        raise repository.without(f"{what} ({oid[:12]}) is not in this clone")
    return found
