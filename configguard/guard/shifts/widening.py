"""Counts what two policies cover in the same files: what an edit of the policy widens, and what it narrows."""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.sides import identity_of, read_sides
from configguard.model.fileglob import FileGlob
from configguard.model.pattern import Pattern
from configguard.model.progress import heard, nobody
from configguard.model.record import replace
from configguard.model.shift import MOST_NAMED, Sample, covered
from configguard.model.wildcard import TextGlob

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from configguard.model.policy import Policy
    from configguard.model.progress import Listener
    from configguard.model.revision import Tree
    from configguard.model.shift import Shift
    from configguard.model.trail import Trail

CONFIGURATION = "configuration"
_GUARDS = ("critical", "approval", "frozen", "secret")
_UNMEANT = frozenset({"place", "source", "file"})
"""Where something is written is no part of what it means."""


def coverage(old: Policy, new: Policy, tree: Tree, listener: Listener = nobody) -> Iterator[Shift]:
    """What each part of the policy covers that was edited, counted over the settings of a tree."""
    wanted = _edited(old, new)
    if not wanted:
        return
    before, after = (_Covering(policy, wanted) for policy in (old, new))
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    come: dict[str, list[Trail]] = defaultdict(list)
    go: dict[str, list[Trail]] = defaultdict(list)
    differing: Counter[tuple[str, bool]] = Counter()
    for trail in _settings(old, new, tree, listener):
        was, now = before.parts(trail), after.parts(trail)
        for count, parts in zip(counts, (was, now), strict=True):
            count.update(parts)
        for part in was ^ now:
            differing[part, part in now] += 1
            some = (come if part in now else go)[part]
            if len(some) < MOST_NAMED:
                some.append(trail)
    for part in sorted(wanted, key=lambda part: (part != CONFIGURATION, part)):
        samples = [Sample(differing[part, is_new], _shown(some[part])) for is_new, some in ((True, come), (False, go))]
        if any(sample.number for sample in samples):
            both = counts[0][part], counts[1][part]
            yield covered(part, both, *samples, grants=part.startswith("scope "))


def meaning(value: object) -> Hashable:
    """What a part of a policy says, wherever it is written: equal for two that mean the same."""
    if isinstance(value, Pattern | FileGlob):
        return value.text
    if isinstance(value, TextGlob):
        return tuple(map(repr, value.parts))
    record = getattr(value, "__record__", None)
    if record is not None:
        return tuple((name, meaning(getattr(value, name))) for name in record if name not in _UNMEANT)
    if isinstance(value, tuple | list):
        return tuple(map(meaning, value))
    if isinstance(value, dict):
        return tuple(sorted((str(key), meaning(one)) for key, one in value.items()))
    return value if isinstance(value, str | int | frozenset | None) else repr(value)


class _Covering:
    """What a policy makes of settings, as far as somebody wants to know."""

    def __init__(self, policy: Policy, wanted: frozenset[str]) -> None:
        # Whatever holds at times alone is counted as if it held now.
        scopes = tuple(replace(scope, when=()) for scope in policy.scopes if f"scope {scope.name}" in wanted)
        frozen = tuple(replace(entry, when=()) for entry in policy.frozen)
        policy = replace(policy, scopes=scopes, frozen=frozen)
        self._policy, self._wanted = policy, wanted
        self._guards = [
            (name, holds)
            for name, holds in (
                ("critical", lambda trail: policy.why_critical(trail) is not None),
                ("approval", lambda trail: policy.approved.why(trail) is not None),
                ("frozen", lambda trail: policy.why_frozen(trail) is not None),
                ("secret", policy.is_secret),
            )
            if name in wanted
        ]

    def parts(self, trail: Trail) -> frozenset[str]:
        """The parts of the policy that cover a setting; none of them does in a file that is no configuration."""
        if self._policy.claim(trail.file) is None:
            return frozenset()
        scopes = {f"scope {scope.name}" for _, scope in self._policy.scopes_of(trail)}
        guards = {name for name, holds in self._guards if holds(trail)}
        return frozenset({CONFIGURATION, *scopes, *guards} & self._wanted)


def _edited(old: Policy, new: Policy) -> frozenset[str]:
    """The parts that two policies do not say alike; where other files are configuration, all there are."""
    scopes = [{scope.name: meaning((scope.settings, scope.excepted)) for scope in one.scopes} for one in (old, new)]
    names = {*scopes[0], *scopes[1]}
    if _files(old) != _files(new):
        return frozenset({CONFIGURATION, *_GUARDS, *(f"scope {name}" for name in names)})
    edited = {f"scope {name}" for name in names if scopes[0].get(name) != scopes[1].get(name)}
    if meaning(old.critical) != meaning(new.critical):
        edited |= {"critical", "approval"}
    if meaning(old.frozen) != meaning(new.frozen):
        edited.add("frozen")
    if meaning((old.secrets, old.not_secrets)) != meaning((new.secrets, new.not_secrets)):
        edited.add("secret")
    return frozenset(edited)


def _files(policy: Policy) -> Hashable:
    return tuple((meaning(entry.match), entry.ignore, entry.secret) for entry in policy.files)


def _settings(old: Policy, new: Policy, tree: Tree, listener: Listener) -> Iterator[Trail]:
    """Every setting of what either policy calls configuration; what is secret to one of them names no item."""
    both = replace(new, stricter=old)
    found = {file.path: file for file in tree.files()}
    claims = {path: claim for path in found if (claim := new.claim(path) or old.claim(path)) is not None}
    sides = read_sides(tree, {path: found[path] for path in claims}, claims)
    for path, side in heard(listener, "reading file", sides.items(), itemgetter(0)):
        documents = side.documents if side else ()
        identity = identity_of(path, claims[path], both)
        yield from (trail for trail, _ in diffing.settings(path, documents, identity))


def _shown(trails: list[Trail]) -> tuple[str, ...]:
    return tuple(str(trail.address) for trail in trails)
