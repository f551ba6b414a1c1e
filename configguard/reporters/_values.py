"""Says in a few words what a setting was and what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.change import SECRET_SHOWN
from configguard.model.escaping import terminal
from configguard.model.grammar import quote
from configguard.reporters._layout import focus

if TYPE_CHECKING:
    from configguard.model.change import Change, Value


def shown(value: Value, *, secret: bool, quoted: bool = False) -> str:
    """A value on one line, harmless; a text is quoted where it would be taken for something else."""
    if secret or value.secret:
        return SECRET_SHOWN
    if value.kind == "null":
        return value.text or "null"
    if value.kind == "str" and (quoted or _is_unclear(value.text)):
        return terminal(quote(value.text))
    return terminal(value.text)


def sides(change: Change, columns: int) -> tuple[str | None, str | None]:
    """Both values, cut so that what differs is seen; None where the setting is absent."""
    quoted = bool(change.before and change.after and change.before.kind != change.after.kind)
    before, after = (
        None if value is None else shown(value, secret=change.secret, quoted=quoted)
        for value in (change.before, change.after)
    )
    if before is None or after is None:
        return before and focus(before, "", columns)[0], after and focus(after, "", columns)[0]
    return focus(before, after, columns)


def went(change: Change, columns: int = 30) -> str:
    """What became of the setting: `10 → 20`, `= 20 (added)`, `= 10 (removed)`."""
    before, after = sides(change, columns)
    if change.secret:
        return f"{SECRET_SHOWN} ({change.kind})"
    if before is None:
        return f"= {after} (added)"
    if after is None:
        return f"= {before} (removed)"
    told = {"retyped": " (type changed)", "reordered": " (order changed)"}.get(change.kind, "")
    return f"{before} → {after}{told}"


def _is_unclear(text: str) -> bool:
    return not text or text != text.strip() or not text.isprintable()
