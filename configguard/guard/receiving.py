"""Tells what targets get at a setting, and which of their layers has the word."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from configguard import diffing, layering
from configguard.errors import Undecided
from configguard.guard.past.retracing import every
from configguard.guard.targets.layers import One, Unseen, View, identity_of
from configguard.guard.targets.veiling import Veils
from configguard.model.address import Key
from configguard.model.document import Scalar
from configguard.model.pathglob import Reach
from configguard.model.received import Received, Receivers, Says
from configguard.model.record import replace
from configguard.model.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from configguard.guard.looking import Sight
    from configguard.model.address import Address, Segment
    from configguard.model.change import Value
    from configguard.model.document import Document, Node
    from configguard.model.effective import Effective, Origin
    from configguard.model.pattern import Pattern

    Path = tuple[Segment, ...]


class Receiving:
    """The targets of the head, and what they get there."""

    def __init__(self, sight: Sight) -> None:
        """Nothing is read yet but the names of the files."""
        self._sight, self._policy = sight, sight.policy
        self._view = View.of(sight.comparison.head, sight.policy)
        self._gets: dict[Hashable, Effective | Unseen] = {}
        self._trails: dict[Hashable, dict[Path, Trail]] = {}

    def named(self, name: str) -> tuple[One, ...]:
        """The targets of this name."""
        return tuple(one for one in self._every if one.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all targets."""
        return tuple(sorted({one.name for one in self._every}))

    def receivers(self, address: Address) -> Receivers:
        """The targets in whose layers a setting of a file stands."""
        getting: list[str] = []
        shadowed: list[tuple[str, Origin | None]] = []
        unseen: list[tuple[str, str]] = []
        schemas: set[str | None] = set()
        for one in self._by_file[address.file]:
            effective = self._effective(one)
            if isinstance(effective, Unseen):
                unseen.append((one.name, effective.why))
                continue
            origin = self._origin(one, effective, address.path)
            if origin is not None and origin.file == address.file:
                getting.append(one.name)
                schemas.add(one.entry.schema)
            else:
                shadowed.append((one.name, origin))
        by_name = sorted(shadowed, key=lambda pair: pair[0])
        wanting = tuple(sorted(filter(None, schemas)))
        return Receivers(tuple(sorted(getting)), tuple(by_name), tuple(unseen), wanting)

    def received(self, one: One, pattern: Pattern) -> Iterator[Received]:
        """What a target gets at the paths of a pattern, and what its layers say there that it does not get.

        Raises `Undecided` where that cannot be told.
        """
        effective = self._effective(one)
        if isinstance(effective, Unseen):
            raise Undecided(f"what {one.name} gets cannot be told: {effective.why}", "mend that file")
        is_secret = Veils(self._policy).over(one, effective)
        settings = [*self._settings(one, effective.documents)]
        got = {trail.path: trail for trail, _ in settings}
        said = {
            trail.path: trail
            for layer in effective.layers
            for trail, node in self._settings(one, (layer.document,))
            if not (type(node) is Scalar and node.kind == "null")
        }
        values = {trail.path: node for trail, node in settings}
        for path, trail in (said | got).items():
            if pattern.match_path(trail, {})[0] is not Reach.NONE:
                secret = is_secret(trail)
                value = None if path not in got else self._value(values[path], secret=secret)
                origin = effective.origin(trail) if path in got else None
                yield Received(trail.address, value, origin, tuple(self._says(one, effective, trail, secret=secret)))

    def _says(self, one: One, effective: Effective, trail: Trail, *, secret: bool) -> Iterator[Says]:
        there = {layer.number: layer for layer in effective.layers}
        having = {layer.number: node for layer, node in layering.having_set(effective.layers, trail)}
        for number, file in enumerate(one.files):
            node, layer = having.get(number), there.get(number)
            if node is None or layer is None:
                yield Says(file, there=layer is not None)
            else:
                place = layer.document.source.place(node.start)
                yield Says(file, there=True, place=place, value=self._value(node, secret=secret))

    def _value(self, node: Node, *, secret: bool) -> Value:
        value = diffing.value_of(node, secret=secret)
        return replace(value, secret=value.secret or self._sight.secrets.hide(value.text))

    def _origin(self, one: One, effective: Effective, path: Path) -> Origin | None:
        """Where the target has what stands at a path, if anything does."""
        steps = [step for step in path if isinstance(step, Key)]
        if len(steps) == len(path):
            return effective.origin(Trail(one.name, tuple(steps)))
        if one.key not in self._trails:
            self._trails[one.key] = {trail.path: trail for trail, _ in self._settings(one, effective.documents)}
        trail = self._trails[one.key].get(path)
        return None if trail is None else effective.origin(trail)

    def _settings(self, one: One, documents: tuple[Document, ...]) -> Iterator[tuple[Trail, Node]]:
        found = diffing.settings(one.name, documents, identity_of(one, self._policy))
        return ((trail, standing.node) for trail, standing in found)

    def _effective(self, one: One) -> Effective | Unseen:
        if one.key not in self._gets:
            self._view.fetch(one.files)
            self._gets[one.key] = self._view.effective(one)
        return self._gets[one.key]

    @cached_property
    def _every(self) -> tuple[One, ...]:
        return every(self._policy, self._view)

    @cached_property
    def _by_file(self) -> dict[str, list[One]]:
        found: dict[str, list[One]] = defaultdict(list)
        for one in self._every:
            for file in one.files:
                found[file].append(one)
        return found
