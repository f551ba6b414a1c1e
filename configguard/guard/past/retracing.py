"""Goes back through what a target got, landing by landing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from configguard import diffing
from configguard.guard.past.rereading import Reread
from configguard.guard.targets.layers import One, Unseen, View, identity_of, one_of
from configguard.guard.targets.veiling import Veils
from configguard.model.declared import Claim
from configguard.model.proposal import ChangedFile
from configguard.model.revision import Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from configguard.guard.looking import Sight
    from configguard.model.address import Address
    from configguard.model.change import Change
    from configguard.model.effective import Effective, Origin
    from configguard.model.history import History, Landing
    from configguard.model.policy import Policy
    from configguard.model.revision import Tree

AT_ONCE = 64
"""States of a target after which what was read of its files is forgotten, so that not all of it is held to the end."""
_NEW = "a target since then"
_GONE = "no target any more"


class Origins(NamedTuple):
    """Where the two values of an effective setting are written."""

    before: Origin | None
    after: Origin | None


class Retraced:
    """The history of one target; where its values were written is known when it has been gone through."""

    def __init__(self, history: History, policy: Policy, one: One) -> None:
        self.origins: dict[tuple[str, Address], Origins] = {}
        self._history, self._policy, self._one = history, policy, one

    def back(self, landings: Sequence[Landing], inside: set[str]) -> Iterator[Reread]:
        """What each landing that is `inside` changed in what the target got, newest first.

        `landings` are to be whole from the end of the history on. A state that cannot be told is said, and the one
        behind it is held against the last that can.
        """
        waiting: tuple[Landing, Effective | None] | None = None
        for landing, head, base in self._states(landings, inside):
            told = [side for side in (head, base) if not isinstance(side, Unseen)]
            if waiting is not None and told:
                yield self._between(*waiting, told[0], "held against an earlier state: the one before cannot be told")
                waiting = None
            if isinstance(head, Unseen):
                yield self._said(landing, (), f"what it gets cannot be told: {head.why}")
            elif isinstance(base, Unseen):
                waiting = waiting or (landing, head)
            elif head is not base:
                yield self._between(landing, head, base)
        if waiting is not None:
            yield self._said(waiting[0], (), "what changed cannot be told: no state before it could be")

    def _states(
        self, landings: Sequence[Landing], inside: set[str]
    ) -> Iterator[tuple[Landing, Effective | Unseen | None, Effective | Unseen | None]]:
        """What the target got with each landing that touches it, and before."""
        tree, layers = self._history.tree, self._one.entry.layers
        here = {f.path: (tree, f) for f in tree.files() if any(layer.match(f.path) is not None for layer in layers)}
        state = _State(self._one, self._policy, View(self._policy, here, {}))
        for landing, differences in zip(landings, self._history.differences(landings, None), strict=True):
            own = [d for d in differences if any(layer.match(d.path) is not None for layer in layers)]
            if own:
                older = state.before(own, tree)
                if landing.oid in inside:
                    yield landing, state.gets, older.gets
                state = older

    def _between(self, landing: Landing, head: Effective | None, base: Effective | None, *remarks: str) -> Reread:
        one, policy = self._one, self._policy
        is_secret = Veils(policy).over(one, base, head)  # it knows documents by their ids, which are used again
        before, after = (side.documents if side else () for side in (base, head))
        changes = diffing.compare(one.name, before, after, identity_of(one, policy), is_secret, excerpts=False)
        for change in changes:
            origins = (side.origin(change.trail) if side else None for side in (base, head))
            self.origins[landing.oid, change.address] = Origins(*origins)
        came_or_went = () if base and head else (_NEW if head else _GONE,)
        return self._said(landing, changes, *came_or_went, *remarks)

    def _said(self, landing: Landing, changes: Iterable[Change], *remarks: str) -> Reread:
        name = self._one.name
        return Reread(landing, ChangedFile(name, Claim(), None, None, tuple(changes)), name, remarks)


class _State:
    """A target in one revision; whether it is one, and what it gets, is found out when somebody asks."""

    def __init__(self, one: One, policy: Policy, view: View, age: int = 1) -> None:
        self._one, self._policy, self._view, self._age = one, policy, view, age

    @cached_property
    def exists(self) -> bool:
        """Whether the revision has the target."""
        return any(one.key == self._one.key for one in self._view.targets(self._one.entry))

    @cached_property
    def gets(self) -> Effective | Unseen | None:
        """What the target gets; None where there is none."""
        if not self.exists:
            return None
        self._view.fetch(self._one.files)
        return self._view.effective(self._one)

    def before(self, differences: Sequence[Difference], tree: Tree) -> _State:
        """The state before these differences came; what they leave alone is not found out again."""
        view = self._view.over([Difference(d.path, d.head, d.base) for d in differences], tree)
        if self._age % AT_ONCE == 0:
            view = View(self._policy, view.files, {})
        older = _State(self._one, self._policy, view, self._age + 1)
        if all(d.base is not None and d.head is not None for d in differences):
            older.exists = self.exists
            if not any(d.path in self._one.files for d in differences):
                older.gets = self.gets
        return older


def listed(sight: Sight) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The targets of the head: the name of each, the files of its layers, and what renderer makes it, if one does."""
    view = View.of(sight.comparison.head, sight.policy)
    for entry in sight.policy.targets:
        made_by = f"made by {entry.recipe.renderer}" if entry.recipe else ""
        yield from ((one.name, one.files, made_by) for one in view.targets(entry))


def every(policy: Policy, view: View) -> tuple[One, ...]:
    """The targets of a revision that are made of layers: what renderers make of it is not found out here."""
    return tuple(one for entry in policy.targets if entry.layers for one in view.targets(entry))


def named(policy: Policy, tree: Tree, name: str) -> tuple[One, ...]:
    """Those of this name; several entries of a policy may find one."""
    return tuple(one for one in every(policy, View.of(tree, policy)) if one.name == name)


def fitting(policy: Policy, name: str) -> tuple[One, ...]:
    """What would be the target of this name, where the revision has it no more."""
    found = ((entry, entry.name.read(name)) for entry in policy.targets if entry.layers)
    return tuple(one_of(entry, tuple(bound.items())) for entry, bound in found if bound is not None)
