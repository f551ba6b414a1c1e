"""Works out what the files would be with some changes undone, and reads that again before anybody writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import diffing, formats, restoring
from configguard.errors import Misasked, Undecided
from configguard.guard.looking import facts_of
from configguard.guard.sides import identity_of
from configguard.model import words
from configguard.model.address import Property
from configguard.model.change import Change
from configguard.model.document import Unreadable
from configguard.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.guard.looking import Sight
    from configguard.model.proposal import ChangedFile
    from configguard.model.revision import Stored, Tree

_PLAIN = 0o100644


@dataclass(frozen=True, slots=True)
class Restored:
    """A file as it is and as it would be: contents, None where it is absent; `mode` is that of the result.

    `changes` are those that are undone. `secrets` are what must not be shown of either text; None is all of it.
    """

    path: str
    before: bytes | None
    after: bytes | None
    mode: int
    changes: tuple[Change, ...]
    secrets: frozenset[str] | None


def undone(sight: Sight, wanted: Sequence[Change]) -> tuple[Restored, ...]:
    """The files with these changes undone, each read again and compared.

    Raises `Misasked`, naming file and reason, if that cannot be done exactly: then nothing should be written.
    """
    chosen = {id(change) for change in wanted}
    found = []
    for file in sight.files:
        mine = tuple(change for change in file.changes if id(change) in chosen)
        if mine:
            try:
                found.append(_Restoration(sight, file, mine).result())
            except restoring.CannotRestore as refusal:
                raise _refused(file, sight, refusal.problem, refusal.cure) from None
    return tuple(found)


def patch_of(file: Restored) -> str | None:
    """The restoration as a patch, or None where it would show a secret."""
    before, after = ((data or b"").decode("utf-8", "surrogateescape") for data in (file.before, file.after))
    text = restoring.patch(file.path, before, after)
    return None if file.secrets is None or any(secret in text for secret in file.secrets) else text


class _Restoration:
    """One file of which some changes are undone."""

    def __init__(self, sight: Sight, file: ChangedFile, wanted: tuple[Change, ...]) -> None:
        self.sight, self.file, self.wanted = sight, file, wanted
        self.whole = len(wanted) == len(file.changes)
        self.identity = identity_of(file.path, file.claim, sight.policy)

    def result(self) -> Restored:
        """The file as it would be."""
        base, head = (side.stored if side else None for side in (self.file.base, self.file.head))
        if any(stored is not None and stored.kind != "file" for stored in (base, head)):
            raise self._refused("it is or was no plain file")
        trees = self.sight.comparison
        old, now = _content(trees.bases[0], base), _content(trees.head, head)
        if self._is_edited(now):
            message = f"{self.file.path} was edited while it was compared"
            raise Undecided(message, "nothing was changed; run it again")
        return Restored(
            self.file.path, now, self._after(old, now), self._mode(base, head), self.wanted, self._secrets()
        )

    def _is_edited(self, now: bytes | None) -> bool:
        """Whether the file is no longer the one whose settings were compared."""
        documents = self.file.head.documents if self.file.head else ()
        if not documents or now is None:
            return False
        source = documents[0].source
        mark = "\ufeff" if source.bom else ""
        return now != (mark + source.text).encode("utf-8", "surrogatepass")

    def _after(self, old: bytes | None, now: bytes | None) -> bytes | None:
        content = any(change.trail.steps == (Property("content"),) for change in self.wanted)
        if content or (self.whole and (old is None or now is None)):
            return old
        if now is None:
            raise self._refused("it is gone, so that it can only come back whole: name the file alone")
        return self._edited(now)

    def _mode(self, base: Stored | None, head: Stored | None) -> int:
        of_base = head is None or any(change.trail.steps == (Property("mode"),) for change in self.wanted)
        stored = base if of_base else head
        return _PLAIN if stored is None else stored.mode

    def _edited(self, now: bytes) -> bytes:
        settings = [c for c in self.wanted if not isinstance(c.trail.steps[:1] and c.trail.steps[0], Property)]
        if not settings:
            return now
        base, head = (side.documents if side else () for side in (self.file.base, self.file.head))
        name = self.file.claim.format or formats.format_of(self.file.path) or ""
        text = restoring.put_back(name, base, head, settings)
        mark = "\ufeff" if head and head[0].source.bom else ""
        after = (mark + text).encode("utf-8", "surrogatepass")
        self._prove(after, settings)
        return after

    def _prove(self, after: bytes, undone_here: list[Change]) -> None:
        """Read the result: what was to come back is as at the base, and nothing else has changed."""
        reading = formats.read(self.file.path, after, self.file.claim.format)
        if reading is None or isinstance(reading, Unreadable):
            raise self._refused("the result could not be read again")
        base, head = (side.documents if side else () for side in (self.file.base, self.file.head))
        left = {facts_of(change) for change in diffing.compare(self.file.path, base, reading, self.identity, _open)}
        before = {facts_of(change) for change in diffing.compare(self.file.path, base, head, self.identity, _open)}
        if left != before - {facts_of(change) for change in undone_here}:
            raise self._refused("the result, read again, would differ in other settings too")

    def _refused(self, reason: str) -> Misasked:
        return _refused(self.file, self.sight, reason)

    def _secrets(self) -> frozenset[str] | None:
        """The secret settings of either side, read and as written, line by line; and all that is hidden elsewhere."""
        sides = [side for side in (self.file.base, self.file.head) if side is not None]
        if self.file.claim.secret or self.file.claim.format == "opaque" or any(side.unreadable for side in sides):
            return None
        found = set(self.sight.secrets.telling)
        for change in self.file.changes if any(change.secret for change in self.file.changes) else ():
            values = (change.before, change.after) if change.secret else ()
            found.update(line.strip() for value in values if value is not None for line in value.text.splitlines())
        for side in sides:
            for trail, standing in diffing.settings(self.file.path, side.documents, self.identity):
                node = standing.node
                value = diffing.value_of(node, secret=self.sight.policy.is_secret(trail))
                if value.secret:
                    written = side.documents[0].source.text[node.start : node.end]
                    found.update(line.strip() for line in f"{value.text}\n{written}".splitlines())
        return frozenset(found - {""})


def _content(tree: Tree, stored: Stored | None) -> bytes | None:
    return None if stored is None else tree.read([stored]).get(stored)


def _open(_: object) -> bool:
    """Nothing is hidden from a comparison that nobody sees."""
    return False


def _refused(file: ChangedFile, sight: Sight, reason: str, *cures: str) -> Misasked:
    message = f"{file.path} cannot be put back exactly: {reason}"
    whole = words.take_whole(file.path, sight.comparison.bases[0].revision.oid)
    return Misasked(message, "nothing was written", *cures, f"or take the whole file back: {whole}")
