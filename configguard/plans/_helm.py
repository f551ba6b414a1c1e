"""Reads what `helm diff` prints with `--output structured`, or with `--output json`, which tells objects alone.

Source: the plug-in's README, and the entries of its structured report: `changes` name each field by the path of what it
stands in, `spec.containers[0]`, and its own name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from configguard.model.plan import UNKNOWN, NoPlan, Plan
from configguard.model.words import count
from configguard.plans._nodes import child, document, items, mapping, scalar, sequence, text

if TYPE_CHECKING:
    from configguard.model.document import Document, Node, Sequence

_Tree: TypeAlias = "dict[str | int, _Tree | Node]"
_KINDS = {"ADD", "REMOVE", "MODIFY", "MODIFY_SUPPRESSED", "OWNERSHIP"}
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)|\.")
_MOST = 10_000
_AGAIN = "make it anew: helm diff upgrade … --output structured"
_UNTOLD = "what this plan does not tell"


def read(root: Sequence) -> Plan:
    """What the plan says; raises `NoPlan` where an entry says nothing that is known."""
    before: list[Document] = []
    after: list[Document] = []
    untold = 0
    for number, entry in enumerate(root.items):
        kind = text(entry, "changeType") or text(entry, "change")
        if kind not in _KINDS or not text(entry, "name"):
            raise NoPlan(f"its entry {number + 1} is none of helm diff's", _AGAIN)
        is_told = kind in {"ADD", "REMOVE"} or bool(items(entry, "changes"))
        untold += not is_told
        if kind != "ADD":
            before.append(document(_object(entry, "oldValue", None if is_told else "as it is"), number))
        if kind != "REMOVE":
            after.append(document(_object(entry, "newValue", None if is_told else "otherwise"), number))
    notes = (f"it does not tell how {count(untold, 'object')} will differ",) if untold else ()
    return Plan(tuple(before), tuple(after), notes)


def _object(entry: Node, side: str, untold: str | None) -> Node:
    """A Kubernetes object, as far as the plan tells it."""
    namespace = text(entry, "namespace")
    metadata: _Tree = {"name": scalar("str", text(entry, "name"))}
    if namespace:
        metadata["namespace"] = scalar("str", namespace)
    tree: _Tree = {
        "apiVersion": scalar("str", text(entry, "apiVersion") or text(entry, "api")),
        "kind": scalar("str", text(entry, "kind")),
        "metadata": metadata,
    }
    for change in items(entry, "changes"):
        value = child(change, side)
        if value is not None:
            _put(tree, [*_steps(text(change, "path")), *_field(text(change, "field"))], value)
    if untold is not None:
        tree[_UNTOLD] = scalar(UNKNOWN, untold)
    return _node(tree)


def _steps(path: str) -> list[str | int]:
    return [int(found[1]) if found[1] else found[2] for found in _STEP.finditer(path) if found[0] != "."]


def _field(field: str) -> list[str | int]:
    """The field's own name, which may hold dots; only digits are the position of an item."""
    return [int(field) if field.isdecimal() else field] if field else []


def _put(tree: _Tree, steps: list[str | int], value: Node) -> None:
    for step in steps[:-1]:
        below = tree.setdefault(step, {})
        if not isinstance(below, dict):
            raise NoPlan("it tells two values for one field", _AGAIN)
        tree = below
    if not steps or any(isinstance(step, int) and step > _MOST for step in steps):
        raise NoPlan("it tells a value of no field", _AGAIN)
    tree[steps[-1]] = value


def _node(tree: _Tree | Node) -> Node:
    """The tree as a node; items of a list that are not told are alike on both sides."""
    if not isinstance(tree, dict):
        return tree
    places = [step for step in tree if isinstance(step, int)]
    if not places or len(places) < len(tree):
        return mapping((str(step), _node(inner)) for step, inner in tree.items())
    return sequence(_node(tree[n]) if n in tree else scalar(UNKNOWN, "") for n in range(max(places) + 1))
