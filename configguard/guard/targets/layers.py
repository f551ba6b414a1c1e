"""Reads what targets get at each revision of a comparison, every file of a revision once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard import diffing, layering, rendering
from configguard.guard.sides import read_sides
from configguard.model.address import quoted_file
from configguard.model.declared import Claim
from configguard.model.document import Document, Source
from configguard.model.effective import Effective, Written
from configguard.model.fileglob import FileGlob
from configguard.model.record import replace
from configguard.model.target import Layer
from configguard.model.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from configguard.model.declared import Items
    from configguard.model.policy import Policy
    from configguard.model.proposal import Side
    from configguard.model.recipe import Recipe
    from configguard.model.revision import Difference, Stored, Tree
    from configguard.model.target import TargetEntry
    from configguard.model.trail import Step

    _Read = dict[Hashable, Document | "Unseen"]


class Unseen(NamedTuple):
    """Why what a target gets cannot be told: a sentence without a full stop.

    `withheld` says that the policy itself lets nobody tell: it is no failure, and the author can declare the target.
    """

    why: str
    withheld: bool = False


class One(NamedTuple):
    """One target: the entry that finds it, what the placeholders of its name stand for, and the files of its layers."""

    entry: TargetEntry
    bound: layering.Bound
    name: str
    files: tuple[str, ...]

    @property
    def key(self) -> Hashable:
        """The same on both sides; two targets may have one name."""
        return id(self.entry), self.bound


def one_of(entry: TargetEntry, bound: layering.Bound) -> One:
    """The target of an entry for which the placeholders stand for this."""
    values = dict(bound)
    return One(entry, bound, entry.name.filled(values), tuple(layer.file(values) for layer in entry.layers))


class View:
    """One revision: its files, and what stands in those that are layers."""

    def __init__(self, policy: Policy, files: Mapping[str, tuple[Tree, Stored]], read: _Read) -> None:
        """Take the files, each with the tree that holds it, and what was read already, by its content."""
        self.files = files
        self._policy, self._read = policy, read

    @classmethod
    def of(cls, tree: Tree, policy: Policy, like: View | None = None) -> View:
        """All files of a tree; what it has in common with another revision is read once for both."""
        files = {file.path: (tree, file) for file in tree.files()}
        return cls(policy, files, {} if like is None else like._read)  # noqa: SLF001 - another one of this class

    def over(self, differences: Iterable[Difference], head: Tree) -> View:
        """The revision that differs from this one in these files; what is in both is read once for both."""
        files = dict(self.files)
        for pair in differences:
            files.pop(pair.path, None)
            if pair.head is not None:
                files[pair.path] = head, pair.head
        return View(self._policy, files, self._read)

    def has(self, one: One) -> bool:
        """Whether the revision has this target."""
        values = dict(one.bound)
        marks = one.entry.layers if one.entry.recipe is None else marks_of(one.entry.recipe)
        there = [mark.file(values) in self.files for mark in marks]
        return any(there) and all(mark.optional or found for mark, found in zip(marks, there, strict=True))

    def targets(self, entry: TargetEntry) -> tuple[One, ...]:
        """The targets of an entry that the revision has."""
        if entry.recipe is None:
            return tuple(one_of(entry, bound) for bound in layering.found(entry, self.files))
        marks = marks_of(entry.recipe)
        found = layering.found(replace(entry, layers=marks), self.files)
        # A file that may have several names is there under one of them.
        return tuple(one for bound in found if self.has(one := one_of(entry, bound)))

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        """The contents of files of this revision, without those over the size limit."""
        wanted: dict[int, tuple[Tree, list[Stored]]] = {}
        for stored in files:
            tree = self.files[stored.path][0]
            wanted.setdefault(id(tree), (tree, []))[1].append(stored)
        return {stored: data for tree, some in wanted.values() for stored, data in tree.read(some).items()}

    def lacking(self, entry: TargetEntry, some: Iterable[str]) -> dict[str, str]:
        """Those of some files that would find a target of the entry but for a file that is missing: that one."""
        return dict(layering.lacking(entry, self.files, sorted(some)))

    def fetch(self, paths: Iterable[str]) -> None:
        """Read these files, as far as they are there and were not read yet."""
        wanted: dict[int, tuple[Tree, dict[str, Stored | None]]] = {}
        for path in dict.fromkeys(paths):
            if path in self.files and self._key(path) not in self._read:
                tree, stored = self.files[path]
                wanted.setdefault(id(tree), (tree, {}))[1][path] = stored
        for tree, files in wanted.values():
            claims = {path: self._policy.claim(path) or Claim() for path in files}
            for path, side in read_sides(tree, files, claims).items():
                if side is not None:
                    self._read[self._key(path)] = _document(side, claims[path])

    def effective(self, one: One) -> Effective | Unseen:
        """What a target gets, of files that were fetched."""
        layers: list[Written] = []
        for number, file in enumerate(one.files):
            if file in self.files:
                document = self._read[self._key(file)]
                if isinstance(document, Unseen):
                    return document
                layers.append(Written(file, number, document))
        fields = identity_of(one, self._policy).fields if one.entry.lists == "merge" else None
        return layering.laid(one.name, layers, fields)

    def _key(self, path: str) -> Hashable:
        """The same for the same content: that of the file's object, or of the one tree that has no objects."""
        tree, stored = self.files[path]
        return path, stored.oid or id(tree)


def identity_of(one: One, policy: Policy) -> diffing.Identity:
    """What makes the items of a target's lists themselves: what the policy says of its layers, the later ones last."""
    items: Items = {}
    for file in one.files:
        claim = policy.claim(file)
        items |= claim.items if claim else {}

    def hidden(steps: tuple[Step, ...]) -> bool:
        return any(policy.may_be_secret(Trail(file, steps)) for file in (one.name, *one.files))

    return diffing.Identity.of(items, hidden, each=policy.tells_items_apart)


def marks_of(recipe: Recipe) -> tuple[Layer, ...]:
    """The files by which targets of a renderer are found, as layers."""
    entries = rendering.entries(recipe)
    marks = (Layer(FileGlob(entry, anchored=True), optional=len(entries) > 1) for entry in entries)
    if recipe.renderer == "command":
        return tuple(marks)
    values = (Layer(FileGlob(path, anchored=True), path in recipe.optional) for path in recipe.values)
    return (*marks, *values)


def _document(side: Side, claim: Claim) -> Document | Unseen:
    """What stands in a layer: one document, or the reason why that cannot be told."""
    name = quoted_file(side.stored.path)
    if side.stored.kind != "file":
        return Unseen(f"{name} is a {side.stored.kind}")
    if side.lfs:
        return Unseen(f"{name} is a pointer of Git LFS")
    if side.unreadable is not None:
        return Unseen(f"{name} cannot be read: {side.unreadable.problem}")
    if claim.format == "opaque":
        return Unseen(f"{name} is compared as a whole")
    documents = side.documents
    filled = [document for document in documents if document.root is not None]
    if len(filled) > 1:
        return Unseen(f"{name} holds {len(filled)} documents, and a layer is one")
    return next(iter(filled or documents), Document(None, Source("")))
