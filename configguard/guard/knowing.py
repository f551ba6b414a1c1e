"""Gathers all that is known of a setting as it stands."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.looking import look
from configguard.guard.sides import identity_of, read_sides
from configguard.model.address import Address
from configguard.model.change import Value
from configguard.model.document import Place
from configguard.model.pattern import Reach
from configguard.model.progress import heard
from configguard.model.record import dataclass, replace

if TYPE_CHECKING:
    from configguard.guard.looking import Sight
    from configguard.model.pattern import Pattern
    from configguard.model.proposal import Side
    from configguard.model.revision import Ask
    from configguard.model.trail import Trail


@dataclass(frozen=True, slots=True)
class Known:
    """One setting: its value and place, and what the policy says of it. `schema` describes it, where one does."""

    address: Address
    value: Value
    place: Place
    scopes: tuple[str, ...]
    owners: tuple[str, ...]
    critical: str | None
    frozen: str | None
    schema: str | None

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.address.file


def know(ask: Ask, policy_file: str | None, pattern: Pattern) -> tuple[Known, ...]:
    """Every setting that the pattern names at the head; none where there is none.

    Raises `Misasked` for a policy with mistakes, `Undecided` for what could not be read.
    """
    sight = look(ask, policy_file)
    head, policy = sight.comparison.head, sight.policy
    wanted = (f for f in head.files() if pattern.file.match(f.path) is not None)
    claims = {file.path: (file, claim) for file in wanted if (claim := policy.claim(file.path)) is not None}
    sides = read_sides(head, {p: f for p, (f, _) in claims.items()}, {p: claim for p, (_, claim) in claims.items()})
    found: list[Known] = []
    for path, (_, claim) in heard(sight.listener, "reading file", claims.items(), itemgetter(0)):
        side = sides[path]
        if side is None:
            continue
        identity = identity_of(path, claim, policy)
        hidden = {
            (pair.head.number, start)
            for pair in diffing.pairs((), side.documents)
            if pair.head is not None
            for start in diffing.secret_starts(path, pair, identity, policy.is_secret)
        }
        for trail, standing in diffing.settings(path, side.documents, identity):
            if pattern.match(trail)[0] is not Reach.NONE:
                secret = policy.is_secret(trail) or (trail.head_number, standing.node.start) in hidden
                found.append(_known(trail, standing, side, sight, secret=secret))
    return tuple(found)


def _known(trail: Trail, standing: diffing.Standing, side: Side, sight: Sight, *, secret: bool) -> Known:
    policy = sight.policy
    scopes = dict(policy.scopes_of(trail))
    value = diffing.value_of(standing.node, secret=secret)
    document = next(d for d in side.documents if d.number == trail.head_number)
    claim = policy.claim(trail.file)
    return Known(
        trail.address,
        replace(value, secret=value.secret or sight.secrets.hide(value.text)),
        document.source.place(standing.node.start),
        tuple(scopes),
        tuple(dict.fromkeys(owner for scope in scopes.values() for owner in scope.owners)),
        policy.why_critical(trail),
        policy.why_frozen(trail),
        claim.schema if claim else None,
    )
