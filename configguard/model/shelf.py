"""The files of a revision, as one who looks for what belongs together asks for them."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from configguard.model.document import Document  # noqa: TC001 - part of a public signature
from configguard.model.recipe import Parse
from configguard.model.record import dataclass
from configguard.model.revision import Stored


@dataclass(frozen=True)
class Shelf:
    """The files of a revision by their paths, without submodules.

    `read` gives their contents, those over the size limit left out; `parse` reads the documents of one.
    """

    files: Mapping[str, Stored]
    read: Callable[[Iterable[Stored]], Mapping[Stored, bytes]]
    parse: Parse

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder; the top's name is empty."""
        return frozenset(path[:at] for path in self.files for at, mark in enumerate(path) if mark == "/") | {""}

    def beneath(self, folder: str) -> frozenset[str]:
        """The files in and beneath a folder, and those to which links among them lead."""
        return self.with_linked(frozenset(self._in(folder)))

    def with_linked(self, paths: frozenset[str]) -> frozenset[str]:
        """These files, and those to which links among them lead, straight or by way of others."""
        found: set[str] = set()
        wanted = set(paths)
        while wanted:
            found |= wanted
            links = [stored for path in wanted if (stored := self.files[path]).kind == "symlink"]
            wanted = {path for link in links for path in self._led_to(link)} - found
        return frozenset(found)

    def text(self, path: str) -> str:
        """A file's text, empty where there is none to read."""
        return self._data(path).decode("utf-8", "replace")

    def documents(self, path: str) -> tuple[Document, ...]:
        """A file's documents, none where it cannot be read."""
        if path not in self._documents:
            reading = self.parse(path, self._data(path)) if path in self.files else ()
            self._documents[path] = reading if isinstance(reading, tuple) else ()
        return self._documents[path]

    @cached_property
    def _documents(self) -> dict[str, tuple[Document, ...]]:
        """What was read: hundreds of overlays ask for the same base."""
        return {}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.files)

    def _in(self, folder: str) -> list[str]:
        """The files in and beneath a folder: those between its name with a slash, and with what follows a slash."""
        if not folder:
            return self._sorted
        return self._sorted[bisect_left(self._sorted, f"{folder}/") : bisect_left(self._sorted, f"{folder}0")]

    def _data(self, path: str) -> bytes:
        stored = self.files.get(path)
        return b"" if stored is None or stored.kind != "file" else self.read([stored]).get(stored, b"")

    def _led_to(self, link: Stored) -> set[str]:
        target = self.read([link]).get(link, b"").decode("utf-8", "surrogateescape")
        there = posixpath.normpath(posixpath.join(posixpath.dirname(link.path), target))
        if there in self.files:
            return {there}
        return set() if there in {".", ".."} or there.startswith("../") else set(self._in(there))


def joined(folder: str, path: str) -> str | None:
    """Where a relative path leads from a folder; None where it leaves the revision."""
    there = posixpath.normpath(posixpath.join(folder, path))
    outside = posixpath.isabs(path) or there == ".." or there.startswith("../")
    return None if outside else "" if there == "." else there
