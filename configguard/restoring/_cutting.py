"""Takes out of one part of a text what is not to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Mapping, Node, Scalar, Sequence
from configguard.restoring import _block, _flow
from configguard.restoring._parts import Part, is_flow, parts
from configguard.restoring.refusal import BY_POSITION, NAMELESS, CannotRestore

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.restoring._splicing import Edit
    from configguard.restoring._text import Text
    from configguard.restoring._wishing import Wish


def thinned(text: Text, part: Part, wish: Wish, others: frozenset[str]) -> list[Edit]:
    """The edits that take out of a part that only the head has what is wished, while some of it stays.

    `others` are the comment lines of the other side: those stay.
    """
    if wish.covers(part.node, of_base=False):
        raise CannotRestore("nothing of the document would be left", "remove it by hand")
    return _cuts(text, part, wish, is_wished, others, of_base=False)


def kept(text: Text, part: Part, wish: Wish) -> list[Edit]:
    """The edits that leave of a part that only the base has what is wished, which is some of it."""
    if wish.covers(part.node, of_base=True):
        return []
    gone = frozenset[str]()
    return _cuts(text, part, wish, is_unwished, gone, of_base=True)


def removals(text: Text, node: Node, below: list[Part], going: frozenset[int], others: frozenset[str]) -> list[Edit]:
    """The edits that take out of a collection the parts at these positions, while some part stays."""
    if not going:
        return []
    if is_flow(text, node):
        return _flow.removals(text, node, below, going, others)
    return _block.removals(text, below, going, others)


def _cuts(  # noqa: PLR0913 - what is asked all the way down
    text: Text,
    part: Part,
    wish: Wish,
    goes: Callable[[Node, Wish], bool],
    others: frozenset[str],
    *,
    of_base: bool,
) -> list[Edit]:
    if isinstance(part.node, Scalar) or wish.everything:
        return []
    below = parts(text, part.node)
    wishes = [_below(part.node, inner, wish, of_base=of_base) for inner in below]
    going = frozenset(n for n, inner in enumerate(below) if goes(inner.node, wishes[n]))
    if isinstance(part.node, Sequence):
        refuse_loss(part.node, wish, goes, of_base=of_base)
    edits = removals(text, part.node, below, going, others)
    for number, inner in enumerate(below):
        if number not in going:
            edits += _cuts(text, inner, wishes[number], goes, others, of_base=of_base)
    return edits


def _below(node: Node, part: Part, wish: Wish, *, of_base: bool) -> Wish:
    if isinstance(node, Mapping):
        return wish.key(part.name)
    return wish.item(part.number, None) if of_base else wish.item(None, part.number)


def refuse_loss(node: Sequence, wish: Wish, goes: Callable[[Node, Wish], bool], *, of_base: bool) -> None:
    """Raise `CannotRestore` if an item of a list would not be known any more, or be taken for another one."""
    below = wish.parts(node, of_base=of_base)
    going = [goes(item, one) for item, one in below]
    if not wish.fields and going != sorted(going):
        raise CannotRestore(BY_POSITION, "put back the items behind it too")
    for (item, one), is_gone in zip(below, going, strict=True):
        entries = item.entries if isinstance(item, Mapping) and not is_gone else {}
        if any(name in entries and goes(entries[name].value, one.key(name)) for name in wish.fields):
            raise CannotRestore(NAMELESS, "put back all of the item together")


def is_wished(node: Node, wish: Wish) -> bool:
    """Whether a node that only the head has is to go."""
    return wish.covers(node, of_base=False)


def is_unwished(node: Node, wish: Wish) -> bool:
    """Whether nothing of a node that only the base has is to come."""
    return not wish.touches(node, of_base=True)
