"""The typed, exact walk over two trees that finds each setting in which they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator  # noqa: TC003 - part of the public signatures
from typing import NamedTuple, TypeGuard

from configguard.diffing.excerpts import Standing, excerpt
from configguard.diffing.identity import Identity  # noqa: TC001 - part of the public signatures
from configguard.diffing.pairing import Pair, pairs
from configguard.diffing.writing import as_written
from configguard.model import words
from configguard.model.address import Property, key_segment
from configguard.model.change import Change, ChangeKind, Value
from configguard.model.document import Document, Mapping, Node, Scalar, Sequence
from configguard.model.secret_names import holds_password
from configguard.model.trail import Item, Step, Trail  # noqa: TC001 - part of the public signatures


class _Found(NamedTuple):
    """A difference at one setting: how it stands on either side."""

    steps: tuple[Step, ...]
    kind: ChangeKind
    base: Standing | None
    head: Standing | None
    order: tuple[Item, ...] = ()


def compare(  # noqa: PLR0913 - the last one is for those who show their own
    file: str,
    base: tuple[Document, ...],
    head: tuple[Document, ...],
    identity: Identity,
    is_secret: Callable[[Trail], bool],
    *,
    excerpts: bool = True,
) -> tuple[Change, ...]:
    """Every setting in which two readings of a file differ, in the order of the walk.

    What the policy and the intent make of the changes is not filled in yet. Without `excerpts` they do not show how
    they stand in the documents' texts.
    """
    changes = []
    for pair in pairs(base, head):
        hidden = _Hidden(file, pair, identity, is_secret)
        for found in _Walk(identity).documents(pair):
            trail = pair.trail(file, found.steps)
            secret = is_secret(trail) or _gives_password_away(found) or hidden.holds(found)
            changes.append(_change(trail, found, pair if excerpts else Pair(None, None, None), secret=secret))
    return tuple(changes)


def settings(file: str, documents: tuple[Document, ...], identity: Identity) -> Iterator[tuple[Trail, Standing]]:
    """Every setting of a file at the head, with how it stands there."""
    for pair in pairs((), documents):
        for found in _Walk(identity).documents(pair):
            if found.head is not None:
                yield pair.trail(file, found.steps), found.head


class _Hidden:
    """What one pair of documents says twice, by an anchor, and one of these times at a secret setting."""

    def __init__(self, file: str, pair: Pair, identity: Identity, is_secret: Callable[[Trail], bool]) -> None:
        self._file, self._pair, self._identity, self._is_secret = file, pair, identity, is_secret
        self._known: dict[int, frozenset[int]] = {}

    def holds(self, found: _Found) -> bool:
        """Whether a side's value is that of a secret, too."""
        sides = ((self._pair.base, found.base), (self._pair.head, found.head))
        return any(
            document is not None
            and standing is not None
            and standing.node.start in document.shared
            and standing.node.start in self._starts(document)
            for document, standing in sides
        )

    def _starts(self, document: Document) -> frozenset[int]:
        if id(document) not in self._known:
            alone = Pair(self._pair.id, None, document)
            self._known[id(document)] = secret_starts(self._file, alone, self._identity, self._is_secret)
        return self._known[id(document)]


def secret_starts(file: str, pair: Pair, identity: Identity, is_secret: Callable[[Trail], bool]) -> frozenset[int]:
    """Where those values of the head's document begin that an anchor repeats, one of their places being secret."""
    document = pair.head
    if document is None or not document.shared:
        return frozenset()
    settings = ((found.steps, found.head) for found in _Walk(identity).documents(Pair(pair.id, None, document)))
    return frozenset(
        standing.node.start
        for steps, standing in settings
        if standing and standing.node.start in document.shared and is_secret(pair.trail(file, steps))
    )


class _Walk:
    """One walk over a pair of documents."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def documents(self, pair: Pair) -> Iterator[_Found]:
        base = pair.base.root if pair.base else None
        head = pair.head.root if pair.head else None
        own = next((n for n in (base, head) if type(n) is Scalar and n.kind == "opaque"), None)
        steps: tuple[Step, ...] = () if own is None else (Property("content"),)
        yield from self.nodes(steps, base and Standing(base), head and Standing(head))

    def nodes(self, steps: tuple[Step, ...], base: Standing | None, head: Standing | None) -> Iterator[_Found]:
        """The differences between two nodes, of which one may be absent."""
        before, after = base and base.node, head and head.node
        if before is after:  # what two effective documents have of the same layer
            return
        if type(before) is Mapping and type(after) is Mapping and (before.entries or after.entries):
            yield from self._tags(steps, base, head, before.tag, after.tag)
            yield from self._mappings(steps, base, head, before, after)
        elif type(before) is Sequence and type(after) is Sequence and (before.items or after.items):
            yield from self._tags(steps, base, head, before.tag, after.tag)
            yield from self._lists(steps, base, head, before, after)
        elif base and head and _is_leaf(before) and _is_leaf(after):
            kind = _leaf_change(before, after)
            if kind is not None:
                yield _Found(steps, kind, base, head)
        else:
            # An empty container that is filled, or a filled one that is emptied, is no change of its own.
            if base and not (head and _is_empty(before)):
                yield from self._one_sided(steps, base, is_base=True)
            if head and not (base and _is_empty(after)):
                yield from self._one_sided(steps, head, is_base=False)

    def _mappings(
        self, steps: tuple[Step, ...], base: Standing | None, head: Standing | None, before: Mapping, after: Mapping
    ) -> Iterator[_Found]:
        others = after.entries
        for key, old in before.entries.items():
            new = others.get(key)
            if new is not None:
                # Most settings are equal scalars: they are let go here, before anything is made for them.
                b, h = old.value, new.value
                if type(b) is Scalar and type(h) is Scalar and b.text == h.text and b.kind == h.kind:
                    continue
            yield from self.nodes(
                (*steps, key_segment(key)),
                Standing(old.value, old, base),
                None if new is None else Standing(new.value, new, head),
            )
        for key, new in others.items():
            if key not in before.entries:
                yield from self.nodes((*steps, key_segment(key)), None, Standing(new.value, new, head))

    def _lists(
        self, steps: tuple[Step, ...], base: Standing | None, head: Standing | None, before: Sequence, after: Sequence
    ) -> Iterator[_Found]:
        found, reordered = self._identity.pairs(steps, before, after)
        if reordered:
            stayed = tuple(item.step for item in found if item.base is not None and item.head is not None)
            yield _Found(steps, "reordered", base, head, stayed)
        for item in found:
            yield from self.nodes(
                (*steps, item.step),
                None if item.base is None else Standing(item.base, None, base),
                None if item.head is None else Standing(item.head, None, head),
            )

    def _one_sided(self, steps: tuple[Step, ...], standing: Standing, *, is_base: bool) -> Iterator[_Found]:
        """Every setting beneath a node that only one side has."""
        node = standing.node
        if _is_leaf(node):
            yield _Found(steps, "removed", standing, None) if is_base else _Found(steps, "added", None, standing)
        elif type(node) is Mapping:
            for key, entry in node.entries.items():
                below = Standing(entry.value, entry, standing)
                yield from self._one_sided((*steps, key_segment(key)), below, is_base=is_base)
        elif type(node) is Sequence:
            for item in self._identity.pairs(steps, node if is_base else None, None if is_base else node)[0]:
                present = item.base if is_base else item.head
                if present is not None:
                    below = Standing(present, None, standing)
                    yield from self._one_sided((*steps, item.step), below, is_base=is_base)

    def _tags(
        self,
        steps: tuple[Step, ...],
        base: Standing | None,
        head: Standing | None,
        before: str | None,
        after: str | None,
    ) -> Iterator[_Found]:
        if before != after:
            yield _Found(steps, "retyped", base, head)


def _gives_password_away(found: _Found) -> bool:
    """Whether either side's value holds a password of its own."""
    return any(
        side and type(side.node) is Scalar and holds_password(side.node.text) for side in (found.base, found.head)
    )


def is_scalar(node: Node) -> TypeGuard[Scalar]:
    """Whether a node is a single value."""
    return type(node) is Scalar


def _is_empty(node: Node | None) -> bool:
    return (type(node) is Mapping and not node.entries) or (type(node) is Sequence and not node.items)


def _is_leaf(node: Node | None) -> bool:
    return type(node) is Scalar or _is_empty(node)


def _leaf_change(before: Node | None, after: Node | None) -> ChangeKind | None:
    old, new = value_of(before), value_of(after)
    if old == new:
        return None
    return "changed" if old.kind == new.kind or "null" in {old.kind, new.kind} else "retyped"


def value_of(node: Node | None, *, secret: bool = False) -> Value:
    """A node's value, as reports show it."""
    if type(node) is Scalar:
        return Value(node.kind, node.text, secret or holds_password(node.text))
    if type(node) is Mapping:
        kind, size = "mapping", words.count(len(node.entries), "key") if node.entries else ""
    elif type(node) is Sequence:
        kind, size = "list", words.count(len(node.items), "item") if node.items else ""
    else:
        message = "only a node has a value"
        raise TypeError(message)
    if not size:
        return Value(node.tag or kind, "{}" if kind == "mapping" else "[]", secret)
    # Behind a tag of its own, nothing else says what it is.
    return Value(node.tag, f"{kind} of {size}", secret) if node.tag else Value(kind, size, secret)


def _change(trail: Trail, found: _Found, pair: Pair, *, secret: bool) -> Change:
    return Change(
        trail,
        found.kind,
        found.base and _shown(found, found.base, pair.base, secret=secret),
        found.head and _shown(found, found.head, pair.head, secret=secret, at_head=True),
        None if not pair.base or not found.base else excerpt(pair.base.source, found.base, secret=secret),
        None if not pair.head or not found.head else excerpt(pair.head.source, found.head, secret=secret),
    )


def _shown(found: _Found, side: Standing, document: Document | None, *, secret: bool, at_head: bool = False) -> Value:
    """A side's value; that of a list whose order changed is the order of the items that both sides have."""
    if not found.order:
        return as_written(value_of(side.node, secret=secret), side.node, document)
    order = sorted(found.order, key=lambda item: (item.head_index if at_head else item.base_index) or 0)
    return Value("list", ", ".join(str(item.segment)[1:-1].partition("=")[2] for item in order), secret)
