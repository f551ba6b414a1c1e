"""Two sides that somebody has at hand: files in memory, compared without git."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from configguard.model.revision import Comparison, Difference, Message, Revision, Stored, names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_PLAIN = 0o100644


class HeldTree:
    """Files in memory."""

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        """Take each path with its content."""
        self.revision = Revision("directory", name)
        self._files = {path: files[path] for path in sorted(files)}
        self._stored = {path: Stored(path, _PLAIN, _oid(content)) for path, content in self._files.items()}

    def find(self, path: str) -> Stored | None:
        """The file at exactly this path, or None."""
        return self._stored.get(path)

    def files(self) -> Iterator[Stored]:
        """Every file, sorted by path."""
        return iter(self._stored.values())

    def names(self, folder: str) -> Collection[str]:
        """What stands right in this folder."""
        return names_in(folder, self._files)

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        """The contents."""
        return {stored: self._files[stored.path] for stored in files}


def compare(base: Mapping[str, bytes], head: Mapping[str, bytes], message: str) -> Comparison:
    """The two sides, as if one commit with this message had made the head of the base."""
    before, after = HeldTree("base", base), HeldTree("head", head)
    pairs = (Difference(path, before.find(path), after.find(path)) for path in sorted({*base, *head}))
    found = tuple(pair for pair in pairs if pair.base != pair.head)
    return Comparison(before, (before,), after, (found,), (Message("the test", message),))


def _oid(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
