"""Pairs the parts of a mapping or a list with those of the other side."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from configguard.model.document import Mapping, Node, Scalar, Sequence
from configguard.restoring._wishing import EVERYTHING, NOTHING, Places, Wish, is_empty, is_leaf
from configguard.restoring.refusal import BY_POSITION, NAMELESS, CannotRestore

if TYPE_CHECKING:
    from configguard.model.change import Change

_FIELDS_TRIED = 6
Names: TypeAlias = tuple[str, ...]


class Pair(NamedTuple):
    """A part's positions on either side (None where it is absent), and what is to be put back there."""

    base: int | None
    head: int | None
    wish: Wish


def items(base: Sequence, head: Sequence, wish: Wish) -> list[Pair]:
    """The items of two lists, those of the base first, in its order.

    Raises `CannotRestore` if items known by their position would take another one's place.
    """
    if wish.everything:
        return _aligned(base, head)
    fields = wish.fields or _fields_of_order(base, head, wish.changes.get("reordered"))
    if fields:
        return _by_fields(base, head, wish, fields)
    found = _paired(_in_order(base, head, wish), wish)
    if all(_is_wished(_at(base, p.base), _at(head, p.head), p.wish) for p in found):
        return _aligned(base, head)
    _refuse_gaps(base, head, found)
    return found


def _in_order(base: Sequence, head: Sequence, wish: Wish) -> list[Places]:
    """The items in their order: those that stand on one side alone, as the wish knows, have no counterpart."""
    gone, come = ({place[side] for place in wish.items if place[1 - side] is None} for side in (0, 1))
    before, after = (
        [n for n in range(len(side.items)) if n not in alone] for side, alone in ((base, gone), (head, come))
    )
    common = min(len(before), len(after))
    places: list[Places] = list(zip(before[:common], after[:common], strict=True))
    places += [(n, None) for n in range(len(base.items)) if n in gone or n in before[common:]]
    return [*places, *((None, n) for n in range(len(head.items)) if n in come or n in after[common:])]


def _paired(places: list[Places], wish: Wish) -> list[Pair]:
    """These places with what is wished for them. Raises `CannotRestore` if that is not all that is wished."""
    if not wish.items.keys() <= set(places):
        raise CannotRestore("the items of this list cannot be told apart", "put back all of the list together")
    return [Pair(*place, wish.item(*place)) for place in places]


def _by_fields(base: Sequence, head: Sequence, wish: Wish, fields: tuple[str, ...]) -> list[Pair]:
    before, after = _numbers(base, fields, head), _numbers(head, fields, base)
    places: list[Places] = [(before.get(name), after.get(name)) for name in {**before, **after}]
    places += [(n, None) for n in range(len(base.items)) if n not in before.values()]
    places += [(None, n) for n in range(len(head.items)) if n not in after.values()]
    found = _paired(places, wish)
    for pair in found:
        if pair.base is None or pair.head is None:
            _refuse_nameless(_at(base, pair.base) or _at(head, pair.head), pair.wish, fields, of_base=pair.head is None)
    return found


def _refuse_nameless(item: Node | None, wish: Wish, fields: tuple[str, ...], *, of_base: bool) -> None:
    """What tells an item apart comes and goes with the rest of it."""
    if not isinstance(item, Mapping) or not wish.touches(item, of_base=of_base) or wish.covers(item, of_base=of_base):
        return
    if any(wish.key(name).covers(item.entries[name].value, of_base=of_base) is not of_base for name in fields):
        raise CannotRestore(NAMELESS, "put back all of the item together")


def _numbers(node: Sequence, fields: tuple[str, ...], other: Sequence) -> dict[Names, int]:
    """Where the items stand that have these fields, and share them with no other, or have them there in the other."""
    known, others = ([_names(item, fields) for item in side.items] for side in (node, other))
    often = Counter(known)
    return {
        names: number
        for number, names in enumerate(known)
        if names is not None and (often[names] == 1 or others[number : number + 1] == [names])
    }


def _names(item: Node, fields: tuple[str, ...]) -> Names | None:
    entries = [item.entries.get(name) for name in fields] if isinstance(item, Mapping) else [None]
    values = tuple(e.value.text for e in entries if e is not None and isinstance(e.value, Scalar))
    return values if len(values) == len(fields) else None


def _fields_of_order(base: Sequence, head: Sequence, change: Change | None) -> tuple[str, ...]:
    """The fields by which a list was found to be reordered: those that show both its orders as the change does."""
    if change is None or change.before is None or change.after is None:
        return ()
    first = base.items[0] if base.items else None
    names = (
        [n for n, e in first.entries.items() if isinstance(n, str) and isinstance(e.value, Scalar)]
        if isinstance(first, Mapping)
        else []
    )
    for size in (1, 2, 3):
        for fields in permutations(names[: None if size == 1 else _FIELDS_TRIED], size):
            before, after = _numbers(base, fields, head), _numbers(head, fields, base)
            if before and after:
                stayed = before.keys() & after.keys()
                if all(
                    _order(numbers, stayed, fields) == side.text
                    for numbers, side in ((before, change.before), (after, change.after))
                ):
                    return fields
    raise CannotRestore("what tells the items of this list apart cannot be found again")


def _order(numbers: dict[Names, int], stayed: set[Names], fields: tuple[str, ...]) -> str:
    from configguard.model.address import Selector  # noqa: PLC0415 - only for lists whose order changed

    names = [name for name in numbers if name in stayed]
    return ", ".join(str(Selector(tuple(zip(fields, n, strict=True))))[1:-1].partition("=")[2] for n in names)


def _refuse_gaps(base: Sequence, head: Sequence, pairs: list[Pair]) -> None:
    """Items known by their position come back and go from the end only."""
    before = [p.wish.touches(base.items[p.base], of_base=True) for p in pairs if p.base is not None and p.head is None]
    after = [
        not p.wish.covers(head.items[p.head], of_base=False) for p in pairs if p.head is not None and p.base is None
    ]
    if before != sorted(before, reverse=True) or after != sorted(after, reverse=True):
        raise CannotRestore(BY_POSITION, "put back the items behind it too")


def is_wholly_wished(base: Node, head: Node, wish: Wish) -> bool:
    """Whether putting back this wish makes the head equal to the base."""
    if wish.everything:
        return True
    both = not wish.changes.keys().isdisjoint(("changed", "retyped"))
    if is_leaf(base) and is_leaf(head):
        return both or facts(base) == facts(head)
    if isinstance(base, Mapping) and isinstance(head, Mapping):
        return (both or base.tag == head.tag) and all(
            _is_wished(
                base.entries[key].value if key in base.entries else None,
                head.entries[key].value if key in head.entries else None,
                wish.key(key),
            )
            for key in {**base.entries, **head.entries}
        )
    if isinstance(base, Sequence) and isinstance(head, Sequence):
        return (both or base.tag == head.tag) and _are_items_wished(base, head, wish)
    return (wish.covers(base, of_base=True) or is_empty(base)) and (wish.covers(head, of_base=False) or is_empty(head))


def _are_items_wished(base: Sequence, head: Sequence, wish: Wish) -> bool:
    try:
        found = items(base, head, wish)
    except CannotRestore:
        return False
    stayed = [p.head for p in found if p.base is not None and p.head is not None]
    in_order = stayed == sorted(stayed) or "reordered" in wish.changes
    return in_order and all(_is_wished(_at(base, p.base), _at(head, p.head), p.wish) for p in found)


def _at(side: Sequence, number: int | None) -> Node | None:
    return None if number is None else side.items[number]


def _is_wished(base: Node | None, head: Node | None, wish: Wish) -> bool:
    if base is None or head is None:
        node = base or head
        return node is not None and wish.covers(node, of_base=head is None)
    return is_wholly_wished(base, head, wish)


def _aligned(base: Sequence, head: Sequence) -> list[Pair]:
    """Pairs that leave as many items as can be where they are: for a list known by positions that is put back whole."""
    before, after = ([facts(item) for item in side.items] for side in (base, head))
    found: list[Pair] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        common = min(j - i, m - k)
        wish = NOTHING if tag == "equal" else EVERYTHING
        found += [Pair(i + n, k + n, wish) for n in range(common)]
        found += [Pair(n, None, EVERYTHING) for n in range(i + common, j)]
        found += [Pair(None, n, EVERYTHING) for n in range(k + common, m)]
    return found


def facts(node: Node) -> object:
    """What makes a node equal to another, whatever it looks like."""
    if isinstance(node, Scalar):
        return node.kind, node.text
    if isinstance(node, Mapping):
        return node.tag, frozenset((key, facts(entry.value)) for key, entry in node.entries.items())
    return node.tag, tuple(facts(item) for item in node.items)
