"""Reads the names that settings refer to, and those that stand there, on each side of a change."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from configguard import diffing
from configguard.guard.sides import identity_of, read_sides
from configguard.model.address import Address, Key
from configguard.model.document import Scalar
from configguard.model.pathglob import KeyGlob
from configguard.model.progress import heard
from configguard.model.reference import Spot
from configguard.model.secret_names import holds_password

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from configguard.guard.looking import Sight
    from configguard.model.declared import Claim
    from configguard.model.document import Document, Place
    from configguard.model.pattern import Pattern
    from configguard.model.proposal import ChangedFile, Side
    from configguard.model.reference import Names, Reference
    from configguard.model.revision import Stored, Tree
    from configguard.model.trail import Trail

    End = Literal["referring", "referred"]

Bound: TypeAlias = tuple[tuple[str, str], ...]
"""What the placeholders of a pattern stand for, sorted."""
_OF_AN_OBJECT = (Key("metadata"), Key("name"))
"""Where a Kubernetes object has its name, which is that of the whole document."""


class Name(NamedTuple):
    """A name as settings are equal: its type, its text, and what the placeholders of its pattern stand for."""

    kind: str
    text: str
    bound: Bound = ()


class Mention(NamedTuple):
    """A name where it stands, at a setting that refers or at what is referred to.

    `holder` is what has the name: what is below the key, or the mapping or item in which the value stands.
    """

    name: Name
    address: Address
    place: Place
    holder: Address
    secret: bool

    @property
    def spot(self) -> Spot:
        """The same as a report may show it."""
        return Spot(self.address, self.place, None if self.secret else self.name.text)


class Told(NamedTuple):
    """What one tree says under one reference; of the files that are `unread` nobody knows what they say."""

    referring: tuple[Mention, ...] = ()
    referred: tuple[Mention, ...] = ()
    unread: tuple[str, ...] = ()


class Census:
    """What the trees of a comparison say under some references; a file that two of them share is read once."""

    def __init__(self, references: Iterable[Reference], sight: Sight) -> None:
        """Nothing is read yet."""
        self._references = tuple(references)
        self._sight, self._policy = sight, sight.policy
        self._known: dict[Stored, tuple[Told, ...]] = {}
        self._told: dict[int, tuple[Told, ...]] = {}
        self._claims: dict[str, Claim | None] = {}

    def of(self, tree: Tree) -> tuple[Told, ...]:
        """What a tree of the comparison says under each of the references."""
        if id(tree) not in self._told:
            self._told[id(tree)] = self._asked(tree)
        return self._told[id(tree)]

    def _asked(self, tree: Tree) -> tuple[Told, ...]:
        comparison = self._sight.comparison
        is_head = tree is comparison.head
        against = comparison.bases[0] if is_head else comparison.head
        mine, others = self._stored(tree), self._stored(against)
        fresh = {path: stored for path, stored in mine.items() if stored not in self._known}
        sides = read_sides(tree, fresh, self._own_claims(fresh))
        beside = {path: others[path] for path, stored in fresh.items() if _differs(stored, others.get(path))}
        twins = read_sides(against, beside, self._own_claims(beside))
        found = {path: self._known[stored] for path, stored in mine.items() if stored in self._known}
        for path, side in heard(self._sight.listener, "reading file", sides.items(), itemgetter(0)):
            if side is not None:
                pair = (twins.get(path), side) if is_head else (side, twins.get(path))
                found[path] = self._file(path, pair, "head" if is_head else "base")
                if side.stored.oid is not None:
                    self._known[side.stored] = found[path]
        in_order = [found[path] for path in mine if path in found]
        return tuple(_joined([told[number] for told in in_order]) for number in range(len(self._references)))

    def _stored(self, tree: Tree) -> dict[str, Stored]:
        """The configuration files of a tree that one of the references looks into."""
        return {stored.path: stored for stored in tree.files() if self._claim(stored.path) is not None}

    def _claim(self, path: str) -> Claim | None:
        if path not in self._claims:
            looks = any(names.pattern.file.match(path) is not None for r in self._references for names in both_ends(r))
            self._claims[path] = self._policy.claim(path) if looks else None
        return self._claims[path]

    def _own_claims(self, paths: Iterable[str]) -> dict[str, Claim]:
        return {path: claim for path in paths if (claim := self._claim(path)) is not None}

    def _file(
        self, path: str, sides: tuple[Side | None, Side | None], own: Literal["base", "head"]
    ) -> tuple[Told, ...]:
        """What a file says on one side; its documents and items have the names that both sides give them."""
        claim = self._own_claims([path])[path]
        identity = identity_of(path, claim, self._policy)
        before, after = (side.documents if side else () for side in sides)
        side = sides[own == "head"]
        unread = (path,) if side and (side.unreadable or side.read is None) else ()
        reading = [
            _Reading(path, pair, own, identity, document, self._secret_starts(path, pair, document, identity), self)
            for pair in diffing.pairs(before, after)
            if (document := getattr(pair, own)) is not None
        ]
        return tuple(
            Told(
                tuple(mention for one in reading for mention in one.mentions(reference, "referring")),
                tuple(mention for one in reading for mention in one.mentions(reference, "referred")),
                unread if any(names.pattern.file.match(path) is not None for names in reference.referred) else (),
            )
            for reference in self._references
        )

    def _secret_starts(
        self, path: str, pair: diffing.Pair, document: Document, identity: diffing.Identity
    ) -> frozenset[int]:
        return diffing.secret_starts(path, pair._replace(base=None, head=document), identity, self._policy.is_secret)

    def is_secret(self, trail: Trail, text: str) -> bool:
        """Whether a value must not be shown: it is a secret's, or holds one."""
        return self._policy.is_secret(trail) or holds_password(text) or self._sight.secrets.hide(text)


class _Reading(NamedTuple):
    """One document on one side, to be looked through for each reference."""

    path: str
    pair: diffing.Pair
    side: Literal["base", "head"]
    identity: diffing.Identity
    document: Document
    hidden: frozenset[int]
    census: Census

    def mentions(self, reference: Reference, end: End) -> Iterator[Mention]:
        """The names at one end of a reference, each place once."""
        seen: dict[tuple[Address, Name], Mention] = {}
        split = reference.split if end == "referring" else None
        for names in getattr(reference, end):
            bound = names.pattern.file.match(self.path)
            if bound is None:
                continue
            for sought in self._sought(names):
                reach, own = names.pattern.match_path(sought.trail, bound)
                if reach:
                    for mention in self._mentioned(sought, names, tuple(sorted(own.items())), split):
                        seen.setdefault((mention.address, mention.name), mention)
        return iter(seen.values())

    def _sought(self, names: Names) -> Iterator[diffing.Sought]:
        path = names.pattern.path
        if names.keys and path is not None:
            return diffing.keys(self.path, self.pair, self.side, path, self.identity)
        return diffing.single_values(self.path, self.pair, self.side, path, self.identity)

    def _mentioned(self, sought: diffing.Sought, names: Names, bound: Bound, split: str | None) -> Iterator[Mention]:
        address, place = sought.trail.address, self.document.source.place(sought.start)
        last = sought.trail.steps[-1] if sought.trail.steps else None
        if names.keys and isinstance(last, Key):
            kind, text, holder, secret = last.kind, last.text, address, False
        elif isinstance(sought.node, Scalar) and sought.node.kind != "null":
            kind, text, holder = sought.node.kind, sought.node.text, _holder(address, names.pattern)
            secret = sought.start in self.hidden or self.census.is_secret(sought.trail, text)
        else:
            return
        parts = [part.strip() for part in text.split(split)] if split is not None and kind == "str" else [text]
        for part in filter(None, parts):
            yield Mention(Name(kind, part, bound), address, place, holder, secret)


def both_ends(reference: Reference) -> tuple[Names, ...]:
    """All patterns of a reference."""
    return (*reference.referring, *reference.referred)


def touched(references: Iterable[Reference], files: Iterable[ChangedFile]) -> tuple[Reference, ...]:
    """Those of the references under which a change may have moved a name."""
    changed = tuple(files)
    return tuple(one for one in references if any(_moves(names, file) for names in both_ends(one) for file in changed))


def _moves(names: Names, file: ChangedFile) -> bool:
    pattern = names.pattern
    if pattern.file.match(file.path) is None:
        return False
    if any(side and (side.unreadable or side.read is None or side.pointer) for side in (file.base, file.head)):
        return True
    for change in file.changes:
        if names.keys and not pattern.fields and change.before is not None and change.after is not None:
            continue  # the keys above a setting that both sides have are there on both
        if pattern.covers(change.trail) or any(field.covers(change.trail) for field in pattern.selecting):
            return True
    return False


def _holder(address: Address, pattern: Pattern) -> Address:
    """What has the name that stands at an address: the item or mapping, where the pattern writes the last key out.

    Else the names stand side by side, and each is all there is of its entry.
    """
    path = address.path
    last = pattern.path.steps[-1] if pattern.path and pattern.path.steps else None
    if not path or not isinstance(last, KeyGlob) or last.text.literal is None:
        return address
    if address.document is not None and address.document.parts and path == _OF_AN_OBJECT:
        return Address(address.file, (), address.document)
    return Address(address.file, path[:-1], address.document)


def _differs(stored: Stored, other: Stored | None) -> bool:
    return other is not None and (other != stored or stored.oid is None)


def _joined(parts: list[Told]) -> Told:
    return Told(*(tuple(one for part in parts for one in part[number]) for number in range(3)))  # type: ignore[arg-type]
