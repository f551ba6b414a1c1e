"""Counts what the patterns of a policy match, to find those that match nothing."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.sides import identity_of, read_sides
from configguard.model.index import PatternIndex
from configguard.model.pattern import Pattern
from configguard.model.progress import heard, nobody
from configguard.model.proposal import Unmatched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import Place
    from configguard.model.policy import Policy
    from configguard.model.progress import Listener
    from configguard.model.revision import Tree


def unmatched(policy: Policy, tree: Tree, listener: Listener = nobody) -> tuple[Unmatched, ...]:
    """The patterns of scopes, references, targets and critical, frozen and secret settings that match nothing."""
    patterns = list(_patterns(policy))
    index = PatternIndex((pattern, number) for number, (pattern, _, _) in enumerate(patterns))
    seen: set[int] = set()
    for trail in every_setting(policy, tree, listener):
        seen.update(match.owner for match in index.matches(trail))
        if len(seen) == len(patterns):
            break
    dead = (found for number, found in enumerate(patterns) if number not in seen)
    settings = (Unmatched(pattern.text, where, place) for pattern, where, place in dead)
    return (*settings, *(_without_targets(policy, tree) if policy.targets else ()))


def _without_targets(policy: Policy, tree: Tree) -> Iterator[Unmatched]:
    """The names of targets of which there is none; those of packs and of plans are there where they are."""
    from configguard.guard.targets.layers import View  # noqa: PLC0415 - only a policy with targets pays for them

    view = View.of(tree, policy)
    for entry in policy.targets:
        if entry.source is None and not entry.plan and not view.targets(entry):
            yield Unmatched(entry.name.text, "targets", entry.place, "target")


def every_setting(policy: Policy, tree: Tree, listener: Listener = nobody) -> Iterator[diffing.Trail]:
    """The trail of every setting of every configuration file of a tree."""
    claims = {file.path: claim for file in tree.files() if (claim := policy.claim(file.path)) is not None}
    sides = read_sides(tree, {file.path: file for file in tree.files() if file.path in claims}, claims)
    for path, side in heard(listener, "reading file", sides.items(), itemgetter(0)):
        identity = identity_of(path, claims[path], policy)
        documents = side.documents if side else ()
        yield from (trail for trail, _ in diffing.settings(path, documents, identity))


def _patterns(policy: Policy) -> Iterator[tuple[Pattern, str, Place | None]]:
    """Every pattern of the policy's own, with where it stands; those of packs fit what they fit."""
    for scope in policy.scopes:
        if scope.source is None:
            yield from ((pattern, f"scope {scope.name}", scope.place) for pattern in (*scope.settings, *scope.excepted))
    for what, guarded in (("critical", policy.critical), ("frozen", policy.frozen)):
        for entry in guarded:
            if entry.source is None:
                yield from ((pattern, what, entry.place) for pattern in entry.settings)
    for reference in policy.references:
        if reference.source is None:
            patterns = (names.pattern for names in (*reference.referring, *reference.referred))
            yield from ((pattern, "references", reference.place) for pattern in patterns)
    for check in policy.checks:
        if check.file == policy.file:
            found = (*check.settings, *(Pattern(glob.text, glob) for glob in check.documents))
            yield from ((pattern, f"check {check.name}", check.place) for pattern in found)
    yield from ((pattern, "secrets", None) for pattern in policy.secrets)
