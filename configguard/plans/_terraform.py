"""Reads what `terraform show -json` (or OpenTofu's) prints of a plan.

Source: Terraform's “JSON Output Format”, “Plan Representation” and “Change Representation”. What is marked as sensitive
stands there in clear, with a second structure beside it that says which values that are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Mapping, Sequence
from configguard.model.plan import NOT_KNOWN, SENSITIVE, UNKNOWN, NoPlan, Plan
from configguard.model.words import count
from configguard.plans._nodes import child, document, entries, is_null, is_true, items, mapping, scalar, sequence, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import Node

_VERSIONS = ("0", "1")
_AGAIN = "make the plan anew: terraform plan -out=PLAN && terraform show -json PLAN"
_IDLE = ({"no-op"}, {"read"})
"""Actions that change nothing: a data source is read."""


def read(root: Mapping) -> Plan:
    """What the plan says; raises `NoPlan` for an unknown version, or a plan that ended with an error."""
    version = text(root, "format_version")
    if version.partition(".")[0] not in _VERSIONS:
        raise NoPlan(f"its format {version or 'without a version'} is not known", _AGAIN)
    if is_true(child(root, "errored")):
        raise NoPlan("planning ended with an error, so that it does not hold all that would change", _AGAIN)
    masks = _Masks()
    before: list[tuple[str, Node]] = []
    after: list[tuple[str, Node]] = []
    for name, change in _changes(root):
        old, new = masks.sides(change)
        before += [] if old is None else [(name, old)]
        after += [] if new is None else [(name, new)]
    there, then = (document(mapping(some)) for some in (before, after))
    return Plan((there,), (then,), tuple(_notes(root)), frozenset(masks.texts))


def _changes(root: Mapping) -> Iterator[tuple[str, Node]]:
    """What changes something, each with what it is called."""
    for resource in items(root, "resource_changes"):
        change = child(resource, "change")
        if change is None:
            raise NoPlan(f"it does not say what becomes of {text(resource, 'address') or 'a resource'}", _AGAIN)
        if {getattr(action, "text", "") for action in items(change, "actions")} not in _IDLE:
            deposed = text(resource, "deposed")
            yield text(resource, "address") + (f" (deposed {deposed})" if deposed else ""), change
    for name, change in entries(root, "output_changes"):
        if {getattr(action, "text", "") for action in items(change, "actions")} not in _IDLE:
            yield f"output.{name}", change


def _notes(root: Mapping) -> Iterator[str]:
    deferred = len(items(root, "deferred_changes"))
    if deferred:
        yield f"it defers {count(deferred, 'change')}, which it does not tell"
    invoked = len(items(root, "action_invocations"))
    if invoked:
        yield f"it invokes {count(invoked, 'action')}, whose effect it does not tell"


class _Masks:
    """Puts in the place of values what may be shown of them; equal values have equal masks."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.texts: set[str] = set()

    def sides(self, change: Node) -> tuple[Node | None, Node | None]:
        """What is there and what will be, None where that is nothing."""
        old, new = child(change, "before"), child(change, "after")
        unknown = child(change, "after_unknown")
        if not is_null(unknown):
            new = _with_unknown(new, unknown)
        return (
            None if is_null(old) else self._masked(old, child(change, "before_sensitive")),
            None if is_null(new) else self._masked(new, child(change, "after_sensitive")),
        )

    def _masked(self, value: Node | None, marks: Node | None) -> Node | None:
        if value is None or is_null(marks):
            return value
        if is_true(marks):
            return value if getattr(value, "kind", "") == UNKNOWN else self._mask(value)
        if type(value) is Mapping and type(marks) is Mapping:
            pairs = ((key, self._masked(inner, child(marks, key))) for key, inner in entries(value))
            return mapping((key, inner) for key, inner in pairs if inner is not None)
        if type(value) is Sequence and type(marks) is Sequence:
            by_place = [*marks.items, *[None] * len(value.items)]
            masked = (self._masked(item, mark) for item, mark in zip(value.items, by_place, strict=False))
            return sequence(item for item in masked if item is not None)
        return value

    def _mask(self, value: Node) -> Node:
        self.texts.update(_texts(value))
        number = self._numbers.setdefault(_written(value), len(self._numbers))
        return scalar(SENSITIVE, str(number))


def _written(value: Node) -> str:
    """The same text for the same value."""
    if type(value) is Mapping:
        return "{" + ",".join(f"{key!r}:{_written(inner)}" for key, inner in sorted(entries(value))) + "}"
    if type(value) is Sequence:
        return "[" + ",".join(map(_written, value.items)) + "]"
    return f"{getattr(value, 'kind', '')} {getattr(value, 'text', '')!r}"


def _texts(value: Node) -> Iterator[str]:
    if type(value) is Mapping:
        for _, inner in entries(value):
            yield from _texts(inner)
    elif type(value) is Sequence:
        for inner in value.items:
            yield from _texts(inner)
    else:
        yield getattr(value, "text", "")


def _with_unknown(value: Node | None, unknown: Node | None) -> Node | None:
    """The value, with what is not known yet in its place."""
    if is_true(unknown):
        return scalar(UNKNOWN, NOT_KNOWN)
    if type(unknown) is Mapping and (is_null(value) or type(value) is Mapping):
        known = dict(entries(value))
        for key, inner in entries(unknown):
            found = _with_unknown(known.get(key), inner)
            if found is not None:
                known[key] = found
        return mapping(known.items()) if known or value is not None else value
    if type(unknown) is Sequence and (is_null(value) or type(value) is Sequence):
        known_items = value.items if type(value) is Sequence else ()
        length = max(len(known_items), len(unknown.items))
        pairs = ((_at(known_items, place), _at(unknown.items, place)) for place in range(length))
        found_items = [_with_unknown(inner, mark) for inner, mark in pairs]
        return sequence(scalar("null", "null") if item is None else item for item in found_items)
    return value


def _at(values: tuple[Node, ...], place: int) -> Node | None:
    return values[place] if place < len(values) else None
