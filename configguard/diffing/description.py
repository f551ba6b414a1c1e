"""Says in a sentence what happened to a list that is compared by position."""

from __future__ import annotations

from typing import Any

from configguard.model.document import KeyId, Mapping, Node, Sequence, TypedKey
from configguard.model.words import count

# DeepDiff's own defaults overlook keys that begin with `__`, take True for 1, and give up on mappings that share
# few keys; with these it agrees with the typed walk (a property test holds the two together).
_STRICT: dict[str, Any] = {
    "view": "tree",
    "ignore_private_variables": False,
    "threshold_to_diff_deeper": 0,
    "ignore_order": False,
    "ignore_nan_inequality": True,
    "verbose_level": 2,
}


def describe(before: Sequence, after: Sequence) -> str | None:
    """What came, what went and what only moved, in words; None where items were merely changed in their places."""
    from deepdiff import DeepDiff  # noqa: PLC0415 - heavy, and seldom needed

    old, new = ([repr(plain(item)) for item in side.items] for side in (before, after))
    found = DeepDiff(old, new, zip_ordered_iterables=False, **_STRICT)
    came, went = (found.get(kind, ()) for kind in ("iterable_item_added", "iterable_item_removed"))
    if not came and not went:
        return None
    first = min(level.path(output_format="list")[0] for level in (*came, *went))
    parts = [f"{count(len(came), 'item')} came in"] if came else []
    parts += [f"{count(len(went), 'item')} went out"] if went else []
    return f"compared by position: {' and '.join(parts)} from [{first}] on, so that those behind moved"


def touched(before: Node, after: Node) -> set[tuple[object, ...]]:
    """The paths at which strict DeepDiff finds two trees to differ, as keys and positions."""
    from deepdiff import DeepDiff  # noqa: PLC0415 - heavy, and seldom needed

    found = DeepDiff(plain(before), plain(after), zip_ordered_iterables=True, **_STRICT)
    return {tuple(level.path(output_format="list")) for levels in found.values() for level in levels}


def plain(node: Node) -> str | dict[str, Any] | list[Any]:
    """A tree as Python's own types, in which equal means what it means for settings."""
    if isinstance(node, Mapping):
        return {plain_key(key): plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return f"{node.kind} {node.text}"


def plain_key(key: KeyId) -> str:
    """A key as text that tells typed keys from others."""
    return f"{key.kind} {key.text}" if isinstance(key, TypedKey) else f"str {key}"
