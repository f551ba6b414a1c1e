"""The files that a policy is made of: each is read once, from one revision."""

from __future__ import annotations

import re
from collections.abc import Callable

from configguard.model.document import Reading
from configguard.model.grammar import quote
from configguard.model.record import dataclass, field

Read = Callable[[str], bytes | None]
"""The content of a file of the revision in which the policy is read; None if it is absent there."""

Parse = Callable[[str, bytes], Reading | None]
"""The documents of a file; None if no format knows its name."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


@dataclass(frozen=True)
class Library:
    """The files of one revision, and how they are parsed."""

    read_file: Read
    parse: Parse
    seen: dict[str, bytes | None] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """The content of the file, or None if it does not exist."""
        if path not in self.seen:
            self.seen[path] = self.read_file(path)
        return self.seen[path]


def refused(path: str) -> str | None:
    """Why a policy may not name this path, or None: it must lie beneath the root, written from there."""
    if _URL.match(path):
        return f"{quote(path)} is a URL: only files of this repository count"
    parts = path.split("/")
    if path.startswith(("/", "~")) or "\\" in path:
        return f"{quote(path)} must be a path from the root of the repository, without a leading slash"
    if ".." in parts:
        return f"{quote(path)} must be a path from the root of the repository, without “..”"
    if "." in parts or "" in parts:
        return f"{quote(path)} must be written plainly, without “./” and “//”"
    return None
