"""Gathers all that is known of a setting as it stands."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from configguard import diffing, formats
from configguard.errors import GuardError
from configguard.guard.hushing import Secrets
from configguard.guard.looking import look
from configguard.guard.past.remembering import last_changes
from configguard.guard.references.relating import Relations, relations
from configguard.guard.sides import identity_of, read_sides
from configguard.guard.standing import standing as secrets_of
from configguard.model.address import Address, Property
from configguard.model.change import Value
from configguard.model.document import Place
from configguard.model.history import LastChange
from configguard.model.pattern import Reach
from configguard.model.progress import heard
from configguard.model.received import Receivers
from configguard.model.record import dataclass, field, replace
from configguard.model.trail import Item
from configguard.model.wanted import Wanted
from configguard.model.window import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.guard.looking import Sight
    from configguard.guard.receiving import Receiving
    from configguard.guard.sides import Sides
    from configguard.model.declared import Claim
    from configguard.model.pattern import Pattern
    from configguard.model.proposal import Side
    from configguard.model.received import Received
    from configguard.model.revision import Ask
    from configguard.model.trail import Trail

    Found = tuple[Trail, diffing.Standing, bool]


@dataclass(frozen=True, slots=True)
class Known:
    """One setting: its value and place, and what the policy says of it.

    `schema` describes it, where one does, and `wanted` are the parts that speak of it; where these cannot be told,
    `unwanted` says why. `refers` and `referred` are the settings that it refers to, and those that refer to it,
    `receivers` the targets in whose layers it stands, `checks` the conditions of the policy on it.
    """

    address: Address
    value: Value
    place: Place
    scopes: tuple[str, ...]
    owners: tuple[str, ...]
    critical: str | None
    frozen: str | None
    schema: str | None
    wanted: tuple[Wanted, ...] = ()
    unwanted: str = ""
    refers: tuple[str, ...] = ()
    referred: tuple[str, ...] = ()
    last: LastChange | None = None
    receivers: Receivers = field(default_factory=Receivers)
    checks: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.address.file


def know(ask: Ask, policy_file: str | None, pattern: Pattern) -> tuple[Known, ...]:
    """Every setting that the pattern names at the head; none where there is none.

    Raises `Misasked` for a policy with mistakes, `Undecided` for what could not be read.
    """
    return _Knowing(look(ask, policy_file), pattern).known()


def know_all(ask: Ask, policy_file: str | None, pattern: Pattern, most: int) -> tuple[Known, ...]:
    """The same; of the first `most`, with what changed them last, their schema and their references."""
    knowing = _Knowing(look(ask, policy_file), pattern)
    found = knowing.known()
    return (*knowing.more(found[:most], ask.directory), *found[most:])


def know_of_target(
    ask: Ask, policy_file: str | None, name: str, pattern: Pattern
) -> tuple[tuple[Received, ...] | None, tuple[str, ...]]:
    """What the target of this name gets at the paths of a pattern, None where there is none; and all targets' names.

    Raises as `know`.
    """
    from configguard.guard.receiving import Receiving  # noqa: PLC0415 - only a policy with targets pays for them

    receiving = Receiving(look(ask, policy_file))
    ones = receiving.named(name)
    found = tuple(received for one in ones for received in receiving.received(one, pattern))
    return (found if ones else None), receiving.names


class _Knowing:
    """What is known under one look."""

    def __init__(self, sight: Sight, pattern: Pattern) -> None:
        self._sight, self._policy, self._pattern = sight, sight.policy, pattern
        self._at_any_time = replace(sight.policy, moment="")
        head = sight.comparison.head
        wanted = (f for f in head.files() if pattern.file.match(f.path) is not None)
        claims = {f.path: (f, claim) for f in wanted if (claim := self._policy.claim(f.path)) is not None}
        self._claims: dict[str, Claim] = {path: claim for path, (_, claim) in claims.items()}
        self._sides: Sides = read_sides(head, {path: file for path, (file, _) in claims.items()}, self._claims)
        self._trails: dict[Address, Trail] = {}
        self._secrets: dict[str, Secrets] = {}

    def known(self) -> tuple[Known, ...]:
        """The settings, with what the policy says of them."""
        files = heard(self._sight.listener, "reading file", self._sides.items(), itemgetter(0))
        return tuple(
            self._known(trail, standing, side, secret=secret)
            for path, side in files
            if side is not None
            for trail, standing, secret in self._found(path, side)
        )

    def more(self, found: tuple[Known, ...], directory: str) -> Iterator[Known]:
        """These, with all else that is known of them."""
        wanted: dict[str, list[Address]] = {}
        for one in found:
            wanted.setdefault(one.file, []).append(one.address)
        related = relations(self._sight, wanted)
        last = last_changes(self._sight, directory, self._sides, wanted)
        receiving = self._receiving()
        for one in found:
            if receiving is not None and not any(isinstance(step, Property) for step in one.address.path):
                one = replace(one, receivers=receiving.receivers(one.address))  # noqa: PLW2901 - the same, with more
            own = last.get(one.address)
            yield self._more(replace(one, last=own and own.hushed() if one.value.secret else own), related)

    def _receiving(self) -> Receiving | None:
        if not self._policy.targets:
            return None
        from configguard.guard.receiving import Receiving  # noqa: PLC0415 - only a policy with targets pays for them

        return Receiving(self._sight)

    def _found(self, path: str, side: Side) -> Iterator[Found]:
        """The settings of a file, and whether each is a secret."""
        identity = identity_of(path, self._claims[path], self._policy)
        hidden = {
            (pair.head.number, start)
            for pair in diffing.pairs((), side.documents)
            if pair.head is not None
            for start in diffing.secret_starts(path, pair, identity, self._policy.is_secret)
        }
        for trail, standing in diffing.settings(path, side.documents, identity):
            if self._pattern.match(trail)[0] is not Reach.NONE:
                secret = self._policy.is_secret(trail) or (trail.head_number, standing.node.start) in hidden
                yield trail, standing, secret

    def _repeats_secret(self, path: str, side: Side, text: str) -> bool:
        """Whether a value is, or holds, that of a secret of the same file or of what differs."""
        if path not in self._secrets:
            identity = identity_of(path, self._claims[path], self._policy)
            self._secrets[path] = Secrets(secrets_of(path, side.documents, identity, self._policy))
        return self._secrets[path].hide(text) or self._sight.secrets.hide(text)

    def _known(self, trail: Trail, standing: diffing.Standing, side: Side, *, secret: bool) -> Known:
        self._trails[trail.address] = trail
        policy = self._policy
        scopes = dict(policy.scopes_of(trail))
        value = diffing.value_of(standing.node, secret=secret)
        document = next(d for d in side.documents if d.number == trail.head_number)
        return Known(
            trail.address,
            replace(value, secret=value.secret or self._repeats_secret(trail.file, side, value.text)),
            document.source.place(standing.node.start),
            tuple(f"{name} ({shown(scope.when)})" if scope.when else name for name, scope in scopes.items()),
            tuple(dict.fromkeys(owner for scope in scopes.values() for owner in scope.owners)),
            policy.why_critical(trail),
            self._why_frozen(trail),
            self._claims[trail.file].schema,
            checks=tuple(
                one.name
                for one in policy.checks
                if one.over == "setting" and any(pattern.covers(trail) for pattern in one.settings)
            ),
        )

    def _why_frozen(self, trail: Trail) -> str | None:
        """Why it may not change; where that is so at other times than now, these are told."""
        now, at_some_time = self._policy.why_frozen(trail), self._at_any_time.why_frozen(trail)
        return now if now or not at_some_time else f"{at_some_time}; not now"

    def _more(self, known: Known, related: Relations) -> Known:
        trail = self._trails[known.address]
        path = known.address.path
        above = [str(replace(known.address, path=path[:depth])) for depth in range(len(path), -1, -1)]
        wanted, unwanted = self._wanted(known, trail)
        by_use = related.links.critical(trail, self._policy)
        return replace(
            known,
            critical=known.critical or (by_use.why if by_use else None),
            wanted=wanted,
            unwanted=unwanted,
            refers=related.refers.get(above[0], ()),
            referred=tuple(dict.fromkeys(one for address in above for one in related.referred.get(address, ()))),
        )

    def _wanted(self, known: Known, trail: Trail) -> tuple[tuple[Wanted, ...], str]:
        """The parts of the schemas that speak of the setting, or why they cannot be told."""
        files = [*filter(None, (known.schema, *known.receivers.schemas))]
        if not files or any(isinstance(step, Property) for step in trail.steps):
            return (), ""
        from configguard import schemas  # noqa: PLC0415 - only a file with a schema needs that room

        path = tuple(
            step.head_index or 0 if isinstance(step, Item) else step.text
            for step in trail.steps
            if not isinstance(step, Property)
        )
        secret, found = known.value.secret, dict[Wanted, None]()
        try:
            for file in files:
                parts = schemas.describe(file, self._policy.schemas, formats.read, path, secret=secret)
                found |= dict.fromkeys(parts)
        except GuardError as error:
            return tuple(found), error.problem
        return tuple(found), ""
