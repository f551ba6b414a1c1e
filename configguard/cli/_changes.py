"""Says a change on one line, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import escaping
from configguard.model.grammar import quote

if TYPE_CHECKING:
    from configguard.model.change import Change, Value


def line(change: Change) -> str:
    """The change within its file, as `smtp.pool.size  10 → 20   [email]`; fit for a terminal."""
    scopes = f"   [{', '.join(change.scopes)}]" if change.scopes else ""
    return f"{change.address.inner}  {said_of(change)}{scopes}"


def said_of(change: Change) -> str:
    """What happened to the setting, as `10 → 20`; fit for a terminal."""
    before, after = (
        None if value is None else _shown(value, change.kind == "retyped") for value in (change.before, change.after)
    )
    signs = {"added": f"added {after}", "removed": f"removed {before}", "reordered": f"reordered {before} → {after}"}
    said = "changed" if change.secret else signs.get(change.kind, f"{before} → {after}")
    if change.secret and change.kind in signs:
        said = change.kind
    if change.kind == "retyped" and change.before and change.after:
        said += f" ({change.before.type} → {change.after.type})"
    if change.moved_from:
        origin = change.moved_from
        said += f" (moved from {origin.inner if origin.file == change.file else origin})"
    return said


def _shown(value: Value, quoted: bool) -> str:  # noqa: FBT001 - one fact
    """A value on one line; a text that could be taken for the other side's type is quoted."""
    return escaping.terminal(quote(value.text) if quoted and value.kind == "str" and not value.secret else value.shown)
