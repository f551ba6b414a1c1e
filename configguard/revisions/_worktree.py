"""The work tree: the files themselves, whatever the index says of them; no filter is run.

A file that looks as it did when git last saw it clean is what the index says, so only the others are read.
Its times and size tell, not what git was told to assume. A submodule is the pointer in the index.
"""

# ruff: noqa: PTH116, PTH118
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from typing import TYPE_CHECKING

from configguard.model.record import dataclass
from configguard.model.revision import Revision, Stored, names_in
from configguard.model.words import count
from configguard.revisions import _parsing
from configguard.revisions._files import SYMLINK, Folder, mode_of
from configguard.revisions._repository import Repository
from configguard.revisions._trees import IndexTree, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from configguard.revisions._parsing import Entry

_KINDS = 0o170000


@dataclass(frozen=True)
class WorkTree:
    """The files of a work tree, those included that are not yet added and not ignored."""

    repository: Repository
    top: str

    @property
    def revision(self) -> Revision:
        """The work tree."""
        return Revision("worktree", "the work tree")

    def find(self, path: str) -> Stored | None:
        """The file at exactly this path, or None."""
        return self._state.files.get(path)

    def files(self) -> Iterator[Stored]:
        """Every file, sorted by path."""
        found = self._state.files
        return iter(found[path] for path in sorted(found))

    def names(self, folder: str) -> Collection[str]:
        """What stands right in this folder."""
        return names_in(folder, self._state.files)

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        """The contents, without those over the size limit; from git where it has them."""
        wanted = list(files)
        contents = read(self.repository, [f for f in wanted if f.oid is not None or f.kind == "submodule"])
        contents.update(self._folder.read(f for f in wanted if f.oid is None and f.kind != "submodule"))
        return contents

    @property
    def unlike_index(self) -> Mapping[str, Stored | None]:
        """The files that are not as the index has them; None is absent."""
        return self._state.unlike_index

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of it."""
        return self._state.notes

    @cached_property
    def _folder(self) -> Folder:
        return Folder(self.top)

    @cached_property
    def _state(self) -> _State:
        state = _State()
        look = _Look(self.repository, self._folder)
        for entry in IndexTree(self.repository).entries:
            state.add(entry, look.at(entry))
        for path in self._others():
            if path.endswith("/"):
                state.repositories.append(path)
            elif (found := self._folder.look(path)) is not None:
                state.files[path] = state.unlike_index[path] = Stored(path, mode_of(found))
        return state

    def _others(self) -> list[str]:
        return _parsing.names(self.repository.tell("ls-files", "-z", "--others", "--exclude-standard"))


class _State:
    """What was found in the work tree."""

    def __init__(self) -> None:
        self.files: dict[str, Stored] = {}
        self.unlike_index: dict[str, Stored | None] = {}
        self.repositories: list[str] = []
        self._skipped = 0

    def add(self, entry: Entry, found: Stored | None) -> None:
        """Take in what stands where the index has this entry; a path in conflict has several."""
        path = entry.file.path
        if found is None and entry.is_skipped:
            self._skipped += 1
            found = entry.file
        if found is not None:
            self.files[path] = found
        if found is not entry.file and found != entry.file:
            self.unlike_index[path] = found

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know."""
        skipped = f"left out of this sparse checkout and taken as unchanged: {count(self._skipped, 'file')}"
        inner = f"repositories inside the work tree are not looked into: {', '.join(sorted(self.repositories))}"
        return (*([skipped] if self._skipped else []), *([inner] if self.repositories else []))


class _Look:
    """Compares files with what the index knows of them."""

    def __init__(self, repository: Repository, folder: Folder) -> None:
        self._repository = repository
        self._folder = folder
        self._hash = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}[repository.object_format]
        self._written = _modified(os.path.join(repository.git_folder, "index"))

    def at(self, entry: Entry) -> Stored | None:
        """What stands where the index has this entry: its very file if the content is equal."""
        file = entry.file
        if file.kind == "submodule" and not entry.stage:
            return self._pointer(file)
        found = self._folder.look(file.path)
        if found is None:
            return None
        mode = self._mode(found, file)
        if entry.stage or entry.is_only_intended:
            return Stored(file.path, mode)
        same = mode & _KINDS == file.mode & _KINDS and (self._is_clean(entry, found) or self._has_content(file, found))
        return file if same and mode == file.mode else Stored(file.path, mode, file.oid if same else None)

    def _pointer(self, file: Stored) -> Stored:
        """A submodule that is there or not, unless something else took its place."""
        found = self._folder.look(file.path)
        return file if found is None else Stored(file.path, mode_of(found))

    def _mode(self, found: os.stat_result, file: Stored) -> int:
        """Its mode, as far as this file system can tell it."""
        mode = mode_of(found)
        if mode in {SYMLINK, file.mode}:
            return mode
        keeps_modes, keeps_symlinks = self._abilities
        if file.mode == SYMLINK:
            return mode if keeps_symlinks else SYMLINK
        return mode if keeps_modes or file.kind != "file" else file.mode

    def _is_clean(self, entry: Entry, found: os.stat_result) -> bool:
        """Whether it looks as when git last saw it clean, and that was before the index was written."""
        looks = (found.st_ctime_ns, found.st_mtime_ns, found.st_ino & 0xFFFFFFFF, found.st_size & 0xFFFFFFFF)
        known = (entry.changed_at, entry.modified_at, entry.inode, entry.size)
        return looks == known and 0 < found.st_mtime_ns < self._written

    def _has_content(self, file: Stored, found: os.stat_result) -> bool:
        data = self._folder.content(file.path)
        if data is None or len(data) != found.st_size:
            return False
        return self._hash(b"blob %d\0" % len(data) + data).hexdigest() == file.oid

    @cached_property
    def _abilities(self) -> tuple[bool, bool]:
        """Whether the file system keeps who may run a file, and symlinks."""
        keys = r"^core\.(filemode|symlinks)$"
        _, output, _ = self._repository.ask("config", "-z", "--type=bool", "--get-regexp", keys)
        said = dict(line.split("\n", 1) for line in _parsing.names(output))
        return said.get("core.filemode") != "false", said.get("core.symlinks") != "false"


def _modified(file: str) -> int:
    try:
        return os.stat(file).st_mtime_ns
    except FileNotFoundError:
        return 0
