"""What makes a list item itself, so that it is found again on the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from configguard.model.address import Index, Key, Selector
from configguard.model.declared import Items  # noqa: TC001 - part of the public signatures
from configguard.model.document import Mapping, Node, Scalar, Sequence
from configguard.model.pattern import PathGlob, parse
from configguard.model.record import dataclass, field
from configguard.model.trail import Item, Step, Trail

Fields = tuple[str, ...]
Places = dict[Fields | None, int]
"""The positions of items by what they are known by."""
Hidden = Callable[[tuple[Step, ...]], bool]
"""Whether the setting at the end of these steps is a secret."""
WELL_KNOWN: tuple[Fields, ...] = (("name",), ("id",), ("key",))


class ItemPair(NamedTuple):
    """An item on either side, with its step."""

    step: Item
    base: Node | None
    head: Node | None


def _nothing(_: tuple[Step, ...]) -> bool:
    return False


@dataclass(frozen=True)
class Identity:
    """The identities that the policy declares for one file's lists.

    Addresses are shown, so that a field is no identity where it is `hidden`; `each` says that this may differ from
    item to item of a list.
    """

    bare: dict[str, Fields] = field(default_factory=dict)
    paths: tuple[tuple[PathGlob, Fields], ...] = ()
    hidden: Hidden = _nothing
    each: bool = True

    @classmethod
    def of(cls, items: Items, hidden: Hidden = _nothing, *, each: bool = True) -> Identity:
        """Sort declared identities into bare names, which hold at any depth, and paths."""
        bare, paths = {}, []
        for text, fields in items.items():
            path = parse(f"x:{text}").path
            only = path.steps[0] if path and len(path.steps) == 1 else None
            name = getattr(getattr(only, "text", None), "literal", None)
            if path is None or name is not None:
                bare[name or text] = fields
            else:
                paths.append((path, fields))
        return cls(bare, tuple(paths), hidden, each)

    def declared(self, steps: tuple[Step, ...]) -> Fields | None:
        """The fields declared for the list at this path; empty for its position, None where nothing is declared."""
        for path, fields in reversed(self.paths):
            if path.match(Trail("x", steps))[0] == 2:  # noqa: PLR2004 - Reach.EXACT
                return fields
        last = steps[-1] if steps else None
        return self.bare.get(last.text) if isinstance(last, Key) else None

    def fields(self, steps: tuple[Step, ...], base: Sequence | None, head: Sequence | None) -> Fields:
        """The fields by which the items are told apart on both sides; empty where only their position does."""
        declared = self.declared(steps)
        candidates = WELL_KNOWN if declared is None else (declared,)
        lists = [side.items for side in (base, head) if side is not None]
        unique = (f for f in candidates if f and all(is_unique(items, f) for items in lists))
        return next((f for f in unique if not any(self.hides(steps, items, f) for items in lists)), ())

    def hides(self, steps: tuple[Step, ...], items: tuple[Node, ...], fields: Fields) -> bool:
        """Whether one of these fields is a secret in one of the items."""
        if self.hidden is _nothing:
            return False
        for number, item in enumerate(items if self.each or "value" in map(str.lower, fields) else items[:1]):
            step = Item(Index(number), item, item, number, number)
            if any(self.hidden((*steps, step, Key(name))) for name in fields):
                return True
        return False

    def pairs(
        self, steps: tuple[Step, ...], base: Sequence | None, head: Sequence | None
    ) -> tuple[list[ItemPair], bool]:
        """The items of both sides, each with its counterpart, and whether those on both sides changed their order.

        What tells the items of one side apart does so on the other: one item without a name, or a second one of a
        name, does not make strangers of all the others. It alone is known by its position.
        """
        before = base.items if base else ()
        after = head.items if head else ()
        fields = self.fields(steps, base, head)
        if fields:
            at_base, at_head = ({values(item, fields): n for n, item in enumerate(items)} for items in (before, after))
            return _by_fields(fields, before, after, at_base, at_head)
        fields = (self.fields(steps, base, None) or self.fields(steps, None, head)) if base and head else ()
        return _by_fields_of_most(fields, before, after) if fields else (_by_position(before, after), False)


def is_unique(items: tuple[Node, ...], fields: Fields) -> bool:
    """Whether every item has these fields and no two share them."""
    seen = {values(item, fields) for item in items}
    return len(seen) == len(items) and None not in seen


def values(item: Node, fields: Fields) -> Fields | None:
    """The item's own values of these fields as written, or None where it lacks one."""
    if type(item) is not Mapping:
        return None
    found = []
    for name in fields:
        entry = item.entries.get(name)
        if entry is None or type(entry.value) is not Scalar:
            return None
        found.append(entry.value.text)
    return tuple(found)


def _by_position(before: tuple[Node, ...], after: tuple[Node, ...]) -> list[ItemPair]:
    found = []
    for number in range(max(len(before), len(after))):
        base = before[number] if number < len(before) else None
        head = after[number] if number < len(after) else None
        step = Item(Index(number), base, head, None if base is None else number, None if head is None else number)
        found.append(ItemPair(step, base, head))
    return found


def _by_fields_of_most(
    fields: Fields, before: tuple[Node, ...], after: tuple[Node, ...]
) -> tuple[list[ItemPair], bool]:
    """As by fields; but items that lack them or share them, on one side, are known by their position.

    Of several that share them, the one is known by them that stands where its counterpart does.
    """
    one, other = ([values(item, fields) for item in items] for items in (before, after))
    at_base, at_head = _alone(one, other), _alone(other, one)
    found, reordered = _by_fields(fields, before, after, at_base, at_head)
    gone, come = (set(range(len(side))) - set(at.values()) for side, at in ((one, at_base), (other, at_head)))
    found += [ItemPair(Item(Index(n), before[n], None, n), before[n], None) for n in sorted(gone)]
    found += [ItemPair(Item(Index(n), None, after[n], None, n), None, after[n]) for n in sorted(come)]
    return found, reordered


def _alone(known: list[Fields | None], others: list[Fields | None]) -> Places:
    """Where those stand that have their fields, and share them with no other, or have them there on the other side."""
    often = Counter(known)
    return {
        fields: number
        for number, fields in enumerate(known)
        if fields is not None and (often[fields] == 1 or others[number : number + 1] == [fields])
    }


def _by_fields(
    fields: Fields, before: tuple[Node, ...], after: tuple[Node, ...], at_base: Places, at_head: Places
) -> tuple[list[ItemPair], bool]:
    found = []
    for identity in {**at_base, **at_head}:
        old, new = at_base.get(identity), at_head.get(identity)
        base = None if old is None else before[old]
        head = None if new is None else after[new]
        selector = Selector(tuple(zip(fields, identity or (), strict=True)))
        found.append(ItemPair(Item(selector, base, head, old, new), base, head))
    stayed = [at_head[identity] for identity in at_base if identity in at_head]
    return found, stayed != sorted(stayed)
