"""Two plain folders, compared without git."""

# ruff: noqa: PTH118
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from configguard.model.record import dataclass
from configguard.model.revision import Comparison, Difference, Revision, Stored, names_in
from configguard.revisions._files import Folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

MISSING = "folders have no commit messages"
CURE = "say it with --scope, --setting or --message-file"


@dataclass(frozen=True)
class DirectoryTree:
    """The files of a folder."""

    top: str
    revision: Revision

    def find(self, path: str) -> Stored | None:
        """The file at exactly this path, or None."""
        return self._by_path.get(path)

    def files(self) -> Iterator[Stored]:
        """Every file, sorted by path."""
        return iter(self._by_path[path] for path in sorted(self._by_path))

    def names(self, folder: str) -> Collection[str]:
        """What stands right in this folder."""
        return names_in(folder, self._by_path)

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        """The contents, without those over the size limit."""
        return self._folder.read(files)

    @cached_property
    def _folder(self) -> Folder:
        return Folder(self.top)

    @cached_property
    def _by_path(self) -> dict[str, Stored]:
        return {file.path: file for file in self._folder.walk()}


def compare(directory: str, base: str, head: str) -> Comparison:
    """The two folders, named relative to `directory`, file by file."""
    before, after = (
        DirectoryTree(os.path.realpath(os.path.join(directory, name)), Revision("directory", name))
        for name in (base, head)
    )
    paths = sorted({file.path for tree in (before, after) for file in tree.files()})
    pairs = (Difference(path, before.find(path), after.find(path)) for path in paths)
    found = tuple(pair for pair in pairs if not _same(pair, before, after))
    return Comparison(before, (before,), after, (found,), None, MISSING, CURE, root=after.top)


def _same(pair: Difference, before: DirectoryTree, after: DirectoryTree) -> bool:
    """Whether both are there with equal content; two files that are too large to read count as different."""
    if pair.base is None or pair.head is None or pair.base.mode != pair.head.mode:
        return False
    content = before.read([pair.base]).get(pair.base)
    return content is not None and content == after.read([pair.head]).get(pair.head)
