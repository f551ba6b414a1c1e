"""Whether the nodes found in a TOML text are what Python's parser reads in it."""

from __future__ import annotations

import datetime as dt
import math

from configguard.model.document import Mapping, Node, Scalar, Sequence

_TRUTH = {True: "true", False: "false"}


def agree(node: Node, value: object) -> bool:
    """True if the node has the value's keys, items and type, and stands for the same."""
    if isinstance(value, dict):
        return (
            isinstance(node, Mapping)
            and node.entries.keys() == value.keys()
            and all(agree(entry.value, value[key]) for key, entry in node.entries.items())
        )
    if isinstance(value, list):
        return (
            isinstance(node, Sequence)
            and len(node.items) == len(value)
            and all(agree(item, part) for item, part in zip(node.items, value, strict=True))
        )
    return isinstance(node, Scalar) and _scalar_agrees(node.kind, node.text, value)


def _scalar_agrees(kind: str, text: str, value: object) -> bool:
    match value:
        case str():
            return kind == "str" and text == value
        case bool():
            return kind == "bool" and text == _TRUTH[value]
        case int():
            return kind == "int" and int(text.replace("_", ""), 0) == value
        case float():
            number = float(text.replace("_", "")) if kind == "float" else None
            return number == value or (number is not None and math.isnan(number) and math.isnan(value))
        case _:
            return kind == "timestamp" and isinstance(value, dt.date | dt.time)
