"""Makes what a target gets of its layers, and tells where each part of it is written."""

from __future__ import annotations

from collections.abc import Sequence as Several  # noqa: TC003 - part of the public signatures
from functools import partial, reduce
from typing import TYPE_CHECKING

from configguard.layering.merging import Fields, merged
from configguard.model.address import Key, Selector
from configguard.model.document import Document, Mapping, Node, Scalar, Sequence, Source, TypedKey
from configguard.model.effective import Effective, Origin, Written
from configguard.model.record import replace
from configguard.model.trail import Item

if TYPE_CHECKING:
    from configguard.model.trail import Step, Trail

_NOWHERE = Source("")
"""An effective document has no text of its own: `Effective.origin` tells where its settings are written."""


def laid(name: str, layers: Several[Written], fields: Fields | None = None) -> Effective:
    """What a target gets of the layers that it has, in their order; `fields` merges lists item by item."""
    roots = [layer.document.root for layer in layers if layer.document.root is not None]
    root = reduce(lambda earlier, later: merged(earlier, later, fields), roots) if roots else None
    return Effective(name, (Document(root, _NOWHERE),), partial(_origin, root, tuple(layers)), tuple(layers))


def _origin(root: Node | None, layers: tuple[Written, ...], trail: Trail) -> Origin | None:
    """The last layer that has what stands at the end of the trail, as far as that is of one layer alone.

    What no layer has by that trail, as an item of a merged list that is looked for by its position, is where that is
    which it stands in.
    """
    effective = _follow(root, trail.steps)
    if effective is None:
        return None
    having = having_set(layers, trail)
    if not having:
        return _origin(root, layers, replace(trail, steps=trail.steps[:-1]))
    layer, node = next((one for one in reversed(having) if one[1] is effective), having[-1])
    return Origin(layer.file, layer.document.source.place(node.start), layer.number)


def having_set(layers: Several[Written], trail: Trail) -> list[tuple[Written, Node]]:
    """The layers that have something at the end of the trail, in their order, each with what that is."""
    found = ((layer, _follow(layer.document.root, trail.steps)) for layer in layers)
    return [(layer, node) for layer, node in found if node is not None]


def _follow(root: Node | None, steps: tuple[Step, ...]) -> Node | None:
    """What stands at the end of these steps, or None."""
    node = root
    for step in steps:
        if node is None:
            break
        node = _item(node, step) if isinstance(step, Item) else _value(node, step)
    return node


def _value(node: Node, step: Step) -> Node | None:
    if type(node) is not Mapping or not isinstance(step, Key):
        return None
    entry = node.entries.get(step.text if step.kind == "str" else TypedKey(step.kind, step.text))
    return entry.value if entry else None


def _item(node: Node, step: Item) -> Node | None:
    """The list's item that the step leads to, or the one that is known by the same fields."""
    if type(node) is not Sequence:
        return None
    for standing, index in ((step.head, step.head_index), (step.base, step.base_index)):
        if index is not None and index < len(node.items) and node.items[index] is standing:
            return standing
    if not isinstance(step.segment, Selector):
        return None
    return next((item for item in node.items if _has(item, step.segment.fields)), None)


def _has(item: Node, fields: tuple[tuple[str, str], ...]) -> bool:
    entries = item.entries if type(item) is Mapping else {}
    return all(
        (entry := entries.get(name)) is not None and type(entry.value) is Scalar and entry.value.text == text
        for name, text in fields
    )
