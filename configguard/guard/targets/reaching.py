"""Finds the targets that a change reaches, and what each of them gets otherwise."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.targets.fitting import Fitting
from configguard.guard.targets.layers import One, Unseen, View, identity_of
from configguard.guard.targets.promoting import Promoting
from configguard.guard.targets.renaming import renamed
from configguard.guard.targets.rendered import Renderings
from configguard.guard.targets.tracing import Tracer, edit_of, is_setting, uncovering
from configguard.guard.targets.veiling import Veils, hidden
from configguard.model.address import quoted_file
from configguard.model.effective import Edit, Effective, EffectiveChange, Reach, Reached
from configguard.model.record import dataclass, replace
from configguard.model.target import DeclaredTargets
from configguard.model.trail import Item

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from configguard.guard.looking import Sight
    from configguard.model.change import Change
    from configguard.model.intent import Intent
    from configguard.model.policy import Policy
    from configguard.model.revision import Comparison

MOST_TOLD = 5
"""Files that make no target are named one by one up to here."""


def reach_of(sight: Sight, intent: Intent) -> Reach:
    """What a change does to the targets of the policy; those that none of its files belongs to are not looked at.

    Raises `Undecided` for what should be there and is not, and where the layers find too many.
    """
    policy, comparison = sight.policy, sight.comparison
    changed = {d.path for differences in comparison.differences for d in differences}
    touched = any(layer.match(path) is not None for e in policy.targets for layer in e.layers for path in changed)
    if not touched and not intent.targets and all(entry.recipe is None for entry in policy.targets):
        return Reach()
    views = _Views.of(comparison, sight)
    sides = [_by_key(views.head, sight), *(_by_key(base, sight) for base in views.bases)]
    every = {key: one for side in reversed(sides) for key, one in side.items()}
    renderings = Renderings(policy, views.bases[0], views.every, off=not sight.renders)
    ones = [one if one.entry.recipe is None else renderings.with_files(one) for one in every.values()]
    found = _Reaching(sight, views, Tracer(sight.files, changed), sides, renderings).look(
        [one for one in ones if not changed.isdisjoint(one.files) and renderings.may_make(one)]
    )
    names = tuple(sorted({one.name for one in every.values()}))
    notes = (*renderings.notes, *_lacking(views.head, policy, changed))
    return covered(replace(found, names=names, notes=notes), intent)


def _lacking(head: View, policy: Policy, changed: set[str]) -> tuple[str, ...]:
    """What the change brings and is no target, as a file is missing that must be there."""
    found = {
        file: missing for e in policy.targets if e.recipe is None for file, missing in head.lacking(e, changed).items()
    }
    told = [f"{quoted_file(file)} makes no target: {quoted_file(gone)} is missing" for file, gone in found.items()]
    rest = len(told) - MOST_TOLD
    return (*told[:MOST_TOLD], *([f"{rest:,} more files make no target"] if rest > 0 else []))


def covered(reach: Reach, intent: Intent) -> Reach:
    """The same, each target with the words of the intent that cover it."""
    declared = [(str(said), DeclaredTargets(said.text)) for said in intent.targets]
    targets = (
        replace(target, covered_by=tuple(dict.fromkeys(words for words, some in declared if some.covers(target.name))))
        for target in reach.targets
    )
    return replace(reach, targets=tuple(targets))


@dataclass(frozen=True)
class _Views:
    """The revisions of a comparison; the tip where it is another commit than a base."""

    head: View
    bases: tuple[View, ...]
    tip: View | None

    @property
    def every(self) -> tuple[View, ...]:
        """All of them."""
        return (self.head, *self.bases, *filter(None, [self.tip]))

    @classmethod
    def of(cls, comparison: Comparison, sight: Sight) -> _Views:
        first = View.of(comparison.bases[0], sight.policy)
        bases = (first, *(View.of(base, sight.policy, first) for base in comparison.bases[1:]))
        head = first.over(comparison.differences[0], comparison.head)
        apart = any(base.revision.oid != comparison.tip.revision.oid for base in comparison.bases)
        return cls(head, bases, View.of(comparison.tip, sight.policy, first) if apart else None)


def _by_key(view: View, sight: Sight) -> dict[Hashable, One]:
    return {one.key: one for entry in sight.policy.targets for one in view.targets(entry)}


class _Reaching:
    """Looks at targets one by one."""

    def __init__(
        self,
        sight: Sight,
        views: _Views,
        tracer: Tracer,
        sides: list[dict[Hashable, One]],
        renderings: Renderings,
    ) -> None:
        self._sight, self._views, self._tracer = sight, views, tracer
        self._at_head, *self._at_bases = sides
        self._renderings = renderings
        self._veils = Veils(sight.policy)
        self._fitting = Fitting(sight.policy, self._veils)
        self._promoting = Promoting(sight.policy, views.tip or views.bases[0], self._effective)
        self._causes: set[Edit] = set()
        self._unseen: set[str] = set()

    def look(self, ones: list[One]) -> Reach:
        laid = [one for one in ones if one.entry.recipe is None]
        for view in self._views.every:
            view.fetch(file for one in laid for file in one.files)
        self._renderings.prepare([pair for one in ones if one.entry.recipe is not None for pair in self._sides(one)])
        reached = [target for one in ones if (target := self._target(one)) is not None]
        # What a renderer makes of an edit that nobody sees again is not known.
        self._unseen.update(file for one in ones if one.entry.recipe is not None for file in one.files)
        shadowed = tuple(self._shadowed({file for one in laid for file in one.files}))
        targets = renamed(tuple(sorted(reached, key=lambda target: target.name)))
        return Reach(targets, shadowed, looked_at=len(ones))

    def _sides(self, one: One) -> Iterator[tuple[One, View]]:
        """The target at each revision that has it."""
        sides = ((self._views.head, self._at_head), *zip(self._views.bases, self._at_bases, strict=True))
        return ((one, view) for view, known in sides if one.key in known)

    def _target(self, one: One) -> Reached | None:
        head = self._effective(self._views.head, one) if one.key in self._at_head else None
        bases = [
            self._effective(view, one) if one.key in known else None
            for view, known in zip(self._views.bases, self._at_bases, strict=True)
        ]
        if isinstance(head, Unseen):
            self._unseen.update(one.files)
            edits = self._tracer.whole(one.files)
            found = Reached(one.name, one.entry, dict(one.bound), _seen(bases[0]), edits=edits)
            return replace(found, withheld=head.why) if head.withheld else replace(found, unseen=head.why)
        changes = self._changes(one, head, bases)
        settled = self._settled(one, bases)
        left = tuple(change for change in changes if settled is None or _facts(change.change) not in settled)
        if not left and (changes or (head is None) == (bases[0] is None)):
            return None
        edits = tuple(dict.fromkeys(edit for change in left for edit in change.edits)) or self._tracer.whole(one.files)
        reached = Reached(one.name, one.entry, dict(one.bound), _seen(bases[0]), head, left, edits)
        return self._promoting.judged(self._fitting.judged(reached, one), one)

    def _effective(self, view: View, one: One) -> Effective | Unseen:
        return view.effective(one) if one.entry.recipe is None else self._renderings.effective(one, view)

    def _changes(
        self, one: One, head: Effective | None, bases: Iterable[Effective | Unseen | None]
    ) -> tuple[EffectiveChange, ...]:
        """What differs from any base, once."""
        found: dict[Hashable, EffectiveChange] = {}
        for base in map(_seen, bases):
            for change in self._between(one, base, head):
                if _facts(change) not in found:
                    before = base.origin(change.trail) if base else None
                    after = head.origin(change.trail) if head else None
                    edits = (
                        self._tracer.edits(
                            change.trail.path, before, after, one.files, _uncovering(one, change, base, head)
                        )
                        if one.entry.recipe is None
                        else self._tracer.rendered(change, one.files)
                    )
                    self._causes.update(edits)
                    found[_facts(change)] = EffectiveChange(change, before, after, edits)
        return tuple(found.values())

    def _between(self, one: One, base: Effective | None, head: Effective | None) -> tuple[Change, ...]:
        before, after = (side.documents if side else () for side in (base, head))
        rendered = one.entry.recipe is not None
        is_secret = self._renderings.veil(one) if rendered else self._veils.over(one, base, head)
        changes = diffing.compare(
            one.name, before, after, identity_of(one, self._sight.policy), is_secret, excerpts=False
        )
        secrets = [self._sight.secrets, *([self._renderings.secrets(one)] if rendered and changes else [])]
        return tuple(reduce(hidden, secrets, change) for change in changes)

    def _settled(self, one: One, bases: Iterable[Effective | Unseen | None]) -> set[Hashable] | None:
        """What the branch that the change goes to has otherwise than the bases already.

        None where it is a base itself, or cannot be seen: then nothing is settled.
        """
        tip = self._views.tip
        at_tip = self._effective(tip, one) if tip is not None and tip.has(one) else None
        if tip is None or isinstance(at_tip, Unseen):
            return None
        return {_facts(change) for base in map(_seen, bases) for change in self._between(one, base, at_tip)}

    def _shadowed(self, layers: set[str]) -> Iterator[Change]:
        """The changes in layers that no target gets; none is told of a file where some target could not be seen."""
        for file in self._sight.files:
            if file.path in layers - self._unseen:
                yield from (c for c in file.changes if is_setting(c) and edit_of(c) not in self._causes)


def _seen(side: Effective | Unseen | None) -> Effective | None:
    """What a side gets; one that cannot be told holds nothing to compare with."""
    return None if isinstance(side, Unseen) else side


def _uncovering(one: One, change: Change, base: Effective | None, head: Effective | None) -> str | None:
    """The file whose own word for what changed, or for the list around it, is gone."""
    steps = change.trail.steps
    item = next((number for number, step in enumerate(steps) if isinstance(step, Item)), len(steps))
    whole = len(steps) if one.entry.lists == "merge" else item
    return uncovering(replace(change.trail, steps=steps[:whole]), base, head)


def _facts(change: Change) -> Hashable:
    """What makes two changes the same one: where, how, and what comes of it."""
    return (
        change.trail.path,
        change.trail.document,
        change.kind,
        change.after and (change.after.kind, change.after.text),
    )
