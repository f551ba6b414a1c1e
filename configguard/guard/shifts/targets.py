"""Says what an edit of the policy changes in its targets: how many they are, and what is asked of who reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.guard.shifts.budgets import is_more, limited
from configguard.guard.shifts.widening import meaning
from configguard.guard.targets.layers import View
from configguard.model.record import replace
from configguard.model.shift import Shift
from configguard.model.target import TargetBudget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.revision import Tree
    from configguard.model.target import TargetEntry

_MADE = ("layers", "lists", "plan", "own")


def of_targets(old: Policy, new: Policy, tree: Tree) -> Iterator[Shift]:
    """What is otherwise, entry by entry; two entries of a name are told apart by their order."""
    before, after = (_by_name(policy) for policy in (old, new))
    views = View.of(tree, old), View.of(tree, new)
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        part = f"targets {name[0]}"
        if was is None or now is None:
            yield Shift(part, f"the {part} are {'gone' if now is None else 'new'}", now is None)
        elif meaning(was) != meaning(now):
            yield from _number(part, len(views[0].targets(was)), len(views[1].targets(now)))
            yield from _asked(part, was, now)
            yield from _made(part, was, now)


def _by_name(policy: Policy) -> dict[tuple[str, int], TargetEntry]:
    found: dict[tuple[str, int], TargetEntry] = {}
    for entry in policy.targets:
        number = sum(name == entry.name.text for name, _ in found)
        found[entry.name.text, number] = entry
    return found


def _number(part: str, before: int, after: int) -> Iterator[Shift]:
    if before != after:
        yield Shift(part, f"the {part} are {after:,}, not {before:,}", after < before, before, after)


def _asked(part: str, was: TargetEntry, now: TargetEntry) -> Iterator[Shift]:
    """What is asked of a change that reaches them."""
    if was.declare is not now.declare:
        yield Shift(part, f"who reaches {part} {'must' if now.declare else 'need not'} say so", not now.declare)
    old, new = was.budget or TargetBudget(), now.budget or TargetBudget()
    if old.targets != new.targets:
        said = f"one change may reach {limited(new.targets, 'target')} of {was.name.text}"
        yield Shift(part, said, is_more(old.targets, new.targets))
    for what, before, after in (
        ("budget of one", old.one, new.one),
        ("promotion", was.promotion, now.promotion),
        ("schema", was.schema, now.schema),
    ):
        if before != after:
            said = f"the {part} have {'no' if after is None else 'a' if before is None else 'another'} {what}"
            yield Shift(part, said, True if after is None else False if before is None else None)


def _made(part: str, was: TargetEntry, now: TargetEntry) -> Iterator[Shift]:
    """How they are made; who may have run the code that a change brings lets more through."""
    old, new = was.recipe, now.recipe
    if old is not None and new is not None and old.trust != new.trust:
        yield Shift(part, f"the {part} are made with the code of the {new.trust}", new.trust == "head")
        new = replace(new, trust=old.trust)
    if meaning(old) != meaning(new) or any(
        meaning(getattr(was, name)) != meaning(getattr(now, name)) for name in _MADE
    ):
        yield Shift(part, f"the {part} are made otherwise", None)
