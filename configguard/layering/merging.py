"""Merges what a later layer says over what the earlier ones say, as Helm merges values."""

from __future__ import annotations

from collections.abc import Callable

from configguard.model.address import Selector, key_segment
from configguard.model.document import Mapping, Node, Scalar, Sequence
from configguard.model.trail import Item, Step

Steps = tuple[Step, ...]
Fields = Callable[[Steps, Sequence, Sequence], tuple[str, ...]]
"""The fields by which the items of two lists at the end of these steps are told apart; none where nothing does."""


def merged(earlier: Node, later: Node, fields: Fields | None, steps: Steps = ()) -> Node:
    """The later node over the earlier one: mappings key by key, null deletes, all else replaces.

    Lists replace, too, unless `fields` tells their items apart: then those that both have are merged, and new ones come
    behind. What only one of them has is that very node, so that it is found again by its identity.
    """
    if type(earlier) is Mapping and type(later) is Mapping and earlier.tag == later.tag:
        return _mappings(earlier, later, fields, steps)
    if fields and type(earlier) is Sequence and type(later) is Sequence and earlier.tag == later.tag:
        known = fields(steps, earlier, later)
        return _lists(earlier, later, fields, known, steps) if known else later
    return later


def _mappings(earlier: Mapping, later: Mapping, fields: Fields | None, steps: Steps) -> Node:
    if not earlier.entries or not later.entries:
        return earlier if earlier.entries else later
    entries = dict(earlier.entries)
    for key, entry in later.entries.items():
        # Most settings are single values: they are let go here, before anything is made for them.
        value = entry.value
        if key not in entries or (type(value) is Scalar and value.kind != "null"):
            entries[key] = entry
        elif type(value) is Scalar:
            del entries[key]
        else:
            below = steps if fields is None else (*steps, key_segment(key))
            both = merged(entries[key].value, value, fields, below)
            entries[key] = entry if both is value else entry._replace(value=both)
    return Mapping(entries, later.start, later.end, later.tag)


def _lists(earlier: Sequence, later: Sequence, fields: Fields, known: tuple[str, ...], steps: Steps) -> Sequence:
    items = {_values(item, known): item for item in earlier.items}
    for item in later.items:
        values = _values(item, known)
        standing = items.get(values)
        if standing is None:
            items[values] = item
        else:
            step = Item(Selector(tuple(zip(known, values, strict=True))), standing, item)
            items[values] = merged(standing, item, fields, (*steps, step))
    return Sequence(tuple(items.values()), later.start, later.end, later.tag)


def _values(item: Node, known: tuple[str, ...]) -> tuple[str, ...]:
    """The item's values of fields that it is known to have."""
    entries = item.entries if type(item) is Mapping else {}
    found = (entries[name].value for name in known)
    return tuple(value.text if type(value) is Scalar else "" for value in found)
