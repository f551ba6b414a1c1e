"""Holds changes against the scopes of the policy and the words of the intent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.sides import identity_of, read_sides
from configguard.model.address import Selector
from configguard.model.pathglob import ItemGlob, Reach
from configguard.model.record import replace
from configguard.model.trail import Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from configguard.guard.links import Links
    from configguard.model.change import Change, Value
    from configguard.model.intent import Intent
    from configguard.model.pathglob import StepGlob
    from configguard.model.pattern import Pattern
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Side
    from configguard.model.revision import Tree
    from configguard.model.trail import Step, Trail


def claimed(files: tuple[ChangedFile, ...], policy: Policy, intent: Intent, links: Links) -> tuple[ChangedFile, ...]:
    """The same files, each change with its scopes and owners, what guards it, and the words that cover it."""
    return tuple(_claimed_file(file, policy, intent, links) for file in files)


def values_at_head(files: tuple[ChangedFile, ...], policy: Policy, intent: Intent, head: Tree) -> dict[str, Value]:
    """The head's value of each setting with a declared value, by the pattern's text; absent where it has none."""
    wanted = [d.pattern for d in intent.settings if d.value is not None and d.pattern.file.literal is not None]
    found = {file.path: file.head for file in files}
    return {
        pattern.text: diffing.value_of(standing.node, secret=policy.is_secret(trail))
        for pattern in wanted
        for trail, standing in _settings(pattern, found, policy, head)
        if pattern.match(trail)[0] is Reach.EXACT
    }


def reaches(files: tuple[ChangedFile, ...], policy: Policy, intent: Intent) -> dict[str, int]:
    """How many settings of the changed files each pattern of the intent covers at the head, by its text."""
    patterns = {d.pattern.text: d.pattern for d in intent.settings if not d.pattern.is_literal}
    counted = dict.fromkeys(patterns, 0)
    for file in files if patterns else ():
        documents = file.head.documents if file.head else ()
        for trail, _ in diffing.settings(file.path, documents, identity_of(file.path, file.claim, policy)):
            for text, pattern in patterns.items():
                counted[text] += pattern.covers(trail)
    return counted


def _settings(
    pattern: Pattern, found: Mapping[str, Side | None], policy: Policy, head: Tree
) -> Iterator[tuple[Trail, diffing.Standing]]:
    """The settings of the pattern's file at the head, whether or not it differs."""
    path = pattern.file.literal or ""
    claim = policy.claim(path)
    if claim is None:
        return
    side = found[path] if path in found else read_sides(head, {path: head.find(path)}, {path: claim})[path]
    if side is not None:
        yield from diffing.settings(path, side.documents, identity_of(path, claim, policy))


def _claimed_file(file: ChangedFile, policy: Policy, intent: Intent, links: Links) -> ChangedFile:
    names = tuple(declared.pattern for declared in intent.settings if declared.pattern.is_literal)
    if names and _has_several(file):
        # Without a document, a path is one in each of them.
        names = tuple(name for name in names if name.path is None or name.path.document is not None)
    return replace(file, changes=tuple(_claimed(change, policy, intent, names, links) for change in file.changes))


def _has_several(file: ChangedFile) -> bool:
    sides = [side.documents if side else () for side in (file.base, file.head)]
    return any(sum(document.root is not None for document in documents) > 1 for documents in sides)


def _claimed(change: Change, policy: Policy, intent: Intent, names: tuple[Pattern, ...], links: Links) -> Change:
    scopes = policy.scopes_of(change.trail)
    named = dict(scopes)
    by_use = links.critical(change.trail, policy)
    words = [
        str(declared.said)
        for declared in intent.scopes
        if declared.name in named and policy.grants(named[declared.name])
    ]
    words += [str(s.said) for s in intent.settings if _grants(s.pattern) and _covers(s.pattern, change.trail)]
    return replace(
        change,
        scopes=tuple(named),
        owners=tuple(dict.fromkeys(owner for scope in named.values() for owner in scope.owners)),
        covered_by=tuple(dict.fromkeys(words)),
        critical=policy.why_critical(change.trail) or (by_use.why if by_use else None),
        frozen=policy.why_frozen(change.trail),
        named_itself=any(_names(pattern, change) for pattern in names),
        needs_approval=policy.approved.why(change.trail) is not None or (by_use is not None and by_use.approval),
    )


def _grants(pattern: Pattern) -> bool:
    """A pattern that is nothing but wildcards grants nothing: it would grant everything."""
    return not pattern.only_wildcards


def _covers(pattern: Pattern, trail: Trail) -> bool:
    """Whether it holds the setting on either side; only one that names the setting itself may fit one side alone.

    Else the edit of a field, or a shift of items, would carry a setting to what was declared.
    """
    if pattern.is_literal and pattern.match(trail)[0] is Reach.EXACT and _names_one_position(pattern, trail):
        return True
    return all(pattern.covers(side) for side in trail.sides())


def _names(pattern: Pattern, change: Change) -> bool:
    """Whether this literal names the very setting: at its own leaf, each item on the way by what it is."""
    if pattern.path is None or pattern.match(change.trail)[0] is not Reach.EXACT:
        return False
    document = change.trail.document
    if document is not None and document.known_as and not isinstance(pattern.path.document, int):
        return False  # of two documents with one identity, it must say which
    return _names_one_position(pattern, change.trail) and all(map(_pins, pattern.path.steps, change.trail.steps))


def _names_one_position(pattern: Pattern, trail: Trail) -> bool:
    """Whether each position in it is that of the item on either side: else it names another item there, too."""
    steps = zip(pattern.path.steps if pattern.path else (), trail.steps, strict=False)
    items = (
        (g.position, {s.base_index, s.head_index}) for g, s in steps if isinstance(g, ItemGlob) and isinstance(s, Item)
    )
    return all(position is None or at <= {position, None} for position, at in items)


def _pins(glob: StepGlob | None, step: Step) -> bool:
    """Whether no other item of the list would do: a field that others may share is as good as a wildcard."""
    if not isinstance(glob, ItemGlob) or not isinstance(step, Item) or glob.position is not None:
        return True
    identity = step.segment.fields if isinstance(step.segment, Selector) else ()
    return bool(identity) and {name for name, _ in identity} <= {name for name, _ in glob.fields}
