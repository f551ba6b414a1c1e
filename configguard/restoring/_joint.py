"""A mapping or list that both sides have, part by part."""

from __future__ import annotations

from configguard.model.record import dataclass
from configguard.restoring._pairing import Pair
from configguard.restoring._parts import Part, is_flow
from configguard.restoring._text import Text


@dataclass(frozen=True, slots=True)
class Joint:
    """A collection on both sides: the texts, its parts in the order of either text, and their pairs.

    `going` are the positions of the head's parts that vanish; `indents` says that lines are indented anew where they
    come to stand deeper or less deep.
    """

    base: Text
    head: Text
    old: Part
    new: Part
    before: list[Part]
    after: list[Part]
    pairs: list[Pair]
    going: frozenset[int]
    in_flow: bool
    indents: bool

    @property
    def is_flow(self) -> bool:
        """Whether the head writes it within brackets."""
        return is_flow(self.head, self.new.node)

    @property
    def was_flow(self) -> bool:
        """Whether the base writes it within brackets."""
        return is_flow(self.base, self.old.node)

    @property
    def stayed(self) -> list[tuple[int, int]]:
        """The positions on both sides of the parts that both have and that stay, in the base's order."""
        both = [(p.base, p.head) for p in self.pairs if p.base is not None and p.head is not None]
        return sorted((base, head) for base, head in both if head not in self.going)
