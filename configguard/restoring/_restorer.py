"""Walks both sides of a document and finds the edits that put back what is wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Document, Mapping, Node, Scalar, Sequence
from configguard.restoring import _pairing
from configguard.restoring._cutting import kept, removals, thinned
from configguard.restoring._inserting import insertions
from configguard.restoring._joint import Joint
from configguard.restoring._ordering import reordered
from configguard.restoring._parts import Part, inherited, is_flow, parts, value_start
from configguard.restoring._sharing import starts
from configguard.restoring._splicing import Edit
from configguard.restoring._text import both
from configguard.restoring._values import Standing, Written, fitted, replaced
from configguard.restoring._wishing import EVERYTHING, Wish, is_empty
from configguard.restoring.refusal import BY_POSITION, CannotRestore

if TYPE_CHECKING:
    from configguard.restoring._pairing import Pair

_BOTH = {"changed", "retyped"}


class Restorer:
    """Collects the edits for one document whose parts stand within one another: YAML, JSON, a value of TOML."""

    def __init__(self, base: Document, head: Document, *, indents: bool = True) -> None:
        """`indents` says that lines are indented anew where a text comes to stand deeper or less deep."""
        self.base, self.head = both(base.source.text, head.source.text)
        self.edits: list[Edit] = []
        self.repointed: set[int] = set()
        self._indents = indents

    def value(self, old: Part, new: Part, wish: Wish, *, in_flow: bool) -> None:
        """Put back what is wished of a value that both sides have."""
        before, after = old.node, new.node
        if not wish or (wish.everything and _pairing.facts(before) == _pairing.facts(after)):
            return
        if not new.own:
            self._repoint(old, new, wish)
            return
        if _are_collections(before, after):
            self._collection(old, new, wish, in_flow=in_flow)
        elif wish.everything or not _BOTH.isdisjoint(wish.changes):
            self._replace(old, new, EVERYTHING, in_flow=in_flow)
        elif gives_way(before, after, wish):
            self._replace(old, new, wish, in_flow=in_flow)
        elif wish.touches(before, of_base=True):
            raise CannotRestore("what stands there now would have to give way", "put back all beneath it together")
        else:
            self.edits += thinned(self.head, new, wish, self.head.others)

    def _repoint(self, old: Part, new: Part, wish: Wish) -> None:
        """Put back what stood instead of an alias; where the alias stood before, its anchor is put back."""
        begin = value_start(self.head, new)
        before = self.base.text[value_start(self.base, old) : old.end]
        if before != self.head.text[begin : new.end] and _pairing.is_wholly_wished(old.node, new.node, wish):
            if "\n" in before or "&" in before:
                raise CannotRestore("an alias stands where the base has lines of its own")
            self.edits.append(Edit(begin, new.end, before))
            self.repointed.update(starts(new.node))

    def _collection(self, old: Part, new: Part, wish: Wish, *, in_flow: bool) -> None:
        before, after = old.node, new.node
        if not _BOTH.isdisjoint(wish.changes) or (wish.everything and _tag(before) != _tag(after)):
            if not _pairing.is_wholly_wished(before, after, wish):
                cure = "put back all beneath it too"
                raise CannotRestore("its tag can only be put back together with all beneath it", cure)
            self._replace(old, new, EVERYTHING, in_flow=in_flow)
        elif is_empty(after):
            if wish.touches(before, of_base=True):
                self._replace(old, new, wish, in_flow=in_flow)
        else:
            self._parts_or_all(old, new, wish, in_flow=in_flow)

    def _parts_or_all(self, old: Part, new: Part, wish: Wish, *, in_flow: bool) -> None:
        """Put back what is wished part by part; where that cannot be and all is wished, as a whole."""
        outside = list(self.edits)
        try:
            self._parts(self._joint(old, new, wish, in_flow=in_flow), wish)
        except CannotRestore:
            if in_flow or not _pairing.is_wholly_wished(old.node, new.node, wish):
                raise
            self.edits = outside
            self._replace(old, new, EVERYTHING, in_flow=in_flow)

    def _joint(self, old: Part, new: Part, wish: Wish, *, in_flow: bool) -> Joint:
        before, after = parts(self.base, old.node), parts(self.head, new.node)
        if isinstance(old.node, Sequence) and isinstance(new.node, Sequence):
            pairs = _pairing.items(old.node, new.node, wish)
        else:
            pairs = self._entries(old.node, new.node, before, after, wish)
        going = frozenset(p.head for p in pairs if p.head is not None and _goes(before, after, p))
        is_list = isinstance(new.node, Sequence)
        if is_list and any(p.base is not None and p.head in going for p in pairs):
            raise CannotRestore(BY_POSITION, "put back the whole item")
        flow = in_flow or is_flow(self.head, new.node)
        return Joint(self.base, self.head, old, new, before, after, pairs, going, flow, self._indents)

    def _entries(self, old: Node, new: Node, before: list[Part], after: list[Part], wish: Wish) -> list[Pair]:
        """The pairs of two mappings' entries; one that is merged in on one side comes back by its absence."""
        at_base = {part.name: n for n, part in enumerate(before)}
        at_head = {part.name: n for n, part in enumerate(after)}
        merged_before, merged_after = inherited(old), inherited(new)
        found = []
        for key in dict.fromkeys((*at_base, *at_head, *merged_before, *merged_after)):
            one = wish.key(key)
            if one and key in merged_before and key not in at_head and key not in merged_after:
                raise CannotRestore("a merge key brought it at the base, and does so no more")
            crosses = bool(one) and (key in merged_before or key in merged_after)
            found.append(_pairing.Pair(at_base.get(key), at_head.get(key), EVERYTHING if crosses else one))
        return [p for p in found if p.base is not None or p.head is not None]

    def _parts(self, joint: Joint, wish: Wish) -> None:
        """Put back what is wished of a collection in which the head has something."""
        coming = [(p.base, p.wish) for p in joint.pairs if p.base is not None and p.head is None and _comes(joint, p)]
        if len(joint.going) == len(joint.after) and not inherited(joint.new.node):
            self._emptied(joint, wish, comes=bool(coming))
            return
        outside, self.edits = self.edits, []
        for pair in joint.pairs:
            if pair.head is not None and pair.head not in joint.going:
                self._part(joint, pair)
        moves: dict[int, int] = {}
        if "reordered" in wish.changes:
            self.edits, moves = reordered(joint, self.edits)
        self.edits += removals(self.head, joint.new.node, joint.after, joint.going, self.head.others)
        self.edits = [*outside, *self.edits, *insertions(joint, coming, moves)]

    def _part(self, joint: Joint, pair: Pair) -> None:
        new = joint.after[pair.head or 0]
        if pair.base is None:
            self.edits += thinned(self.head, new, pair.wish, self.head.others)
        else:
            self.value(joint.before[pair.base], new, pair.wish, in_flow=joint.in_flow)

    def _emptied(self, joint: Joint, wish: Wish, *, comes: bool) -> None:
        """All parts that the head has go."""
        if comes or is_empty(joint.old.node):
            self._replace(joint.old, joint.new, wish, in_flow=joint.in_flow)
            return
        empty = Written("{}" if isinstance(joint.new.node, Mapping) else "[]")
        self.edits.append(fitted(Standing(self.head, joint.new, joint.new.node.start), empty))

    def _replace(self, old: Part, new: Part, wish: Wish, *, in_flow: bool) -> None:
        cuts = kept(self.base, old, wish)
        sides = Standing.of(self.base, old), Standing.of(self.head, new)
        edit = replaced(*sides, cuts, in_flow=in_flow, indents=self._indents)
        self.edits.append(edit)


def _are_collections(before: Node, after: Node) -> bool:
    kinds = (before.__class__, after.__class__)
    return kinds in {(Mapping, Mapping), (Sequence, Sequence)} and not (is_empty(before) and is_empty(after))


def gives_way(before: Node, after: Node, wish: Wish) -> bool:
    """Whether a value of another sort goes to make room for what comes."""
    goes = is_empty(after) or wish.covers(after, of_base=False)
    return goes and (is_empty(before) or wish.touches(before, of_base=True))


def _tag(node: Node) -> str | None:
    return None if isinstance(node, Scalar) else node.tag


def _goes(before: list[Part], after: list[Part], pair: Pair) -> bool:
    """Whether a part that the head has is to vanish."""
    new = after[pair.head or 0].node
    if pair.base is None:
        return pair.wish.covers(new, of_base=False)
    return vanishes(before[pair.base].node, new, pair.wish)


def vanishes(before: Node, after: Node, wish: Wish) -> bool:
    """Whether a value goes and nothing of what stood in its place comes back."""
    both = wish.everything or not _BOTH.isdisjoint(wish.changes)
    if not wish or both or _are_collections(before, after):
        return False
    return wish.covers(after, of_base=False) and not gives_way(before, after, wish)


def _comes(joint: Joint, pair: Pair) -> bool:
    return pair.wish.touches(joint.before[pair.base or 0].node, of_base=True)
