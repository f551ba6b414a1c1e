"""A file's own properties as settings: its mode, its type, and what stands in for the content of an odd one."""

from __future__ import annotations

from collections.abc import Callable, Iterator  # noqa: TC003 - part of the public signatures

from configguard.model.address import Property
from configguard.model.change import Change, Value
from configguard.model.revision import Stored  # noqa: TC001 - part of the public signatures
from configguard.model.trail import Trail

_NO_OID = "not stored yet"


def properties(base: Stored | None, head: Stored | None, is_secret: Callable[[Trail], bool]) -> Iterator[Change]:
    """The changes of `@type`, `@mode` and, for what is no plain file, `@content`.

    Mode and type are compared where the file stands on both sides; a plain file that comes or goes is its settings
    alone, while a symlink or submodule that comes or goes is a change of `@type`.
    """
    stored = head or base
    if stored is None:
        return
    before, after = (None if side is None else side.kind for side in (base, head))
    if before != after and {before, after} != {None, "file"}:
        yield _change(stored.path, "type", before, after, is_secret)
    elif base and head and before == after == "file" and base.mode != head.mode:
        yield _change(stored.path, "mode", _mode(base), _mode(head), is_secret)
    elif base and head and before == after and before != "file" and base.oid != head.oid:
        yield content(stored.path, base.oid or _NO_OID, head.oid or _NO_OID, is_secret)


def content(file: str, before: str, after: str | None, is_secret: Callable[[Trail], bool]) -> Change:
    """The change of what stands in for a content: a symlink's, a submodule's, an LFS pointer's, an unread file's."""
    return _change(file, "content", before, after, is_secret)


def _change(path: str, name: str, before: str | None, after: str | None, is_secret: Callable[[Trail], bool]) -> Change:
    trail = Trail(path, (Property(name),))
    secret = is_secret(trail)
    old, new = (None if text is None else Value("str", text, secret) for text in (before, after))
    return Change(trail, "added" if old is None else "removed" if new is None else "changed", old, new)


def _mode(stored: Stored) -> str:
    return f"{stored.mode & 0o7777:o}"
