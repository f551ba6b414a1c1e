"""The line of a history that first parents make: its commits, when they came, and what each brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from configguard.model.address import Address
from configguard.model.change import Change
from configguard.model.effective import Edit, EffectiveChange
from configguard.model.intent import Said
from configguard.model.record import dataclass, replace
from configguard.model.revision import Difference, Revision, Stored, Tree


class Landing(NamedTuple):
    """What came onto the line at once: a commit, or a merge with all that it brought.

    `at` is its committer date, in seconds since 1970 in UTC: of a merge, when it was merged.
    """

    oid: str
    tree: str
    parents: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Span:
    """Which landings are meant: seconds since 1970, both inclusive, or those that a revision does not have yet."""

    begin: int | None = None
    end: int | None = None
    after: str | None = None

    @property
    def is_dated(self) -> bool:
        """Whether dates decide."""
        return self.begin is not None or self.end is not None

    def holds(self, landing: Landing, new: frozenset[str] | None) -> bool:
        """Whether a landing is meant; `new` are the ids of those that the revision does not have."""
        return self.begins_before(landing, new) and (self.end is None or landing.at <= self.end)

    def begins_before(self, landing: Landing, new: frozenset[str] | None) -> bool:
        """Whether it reaches back to a landing."""
        return (self.begin is None or self.begin <= landing.at) and (new is None or landing.oid in new)


class Rename(NamedTuple):
    """A file that a landing gave another name, as it was and as it is."""

    base: Stored
    head: Stored


class Told(NamedTuple):
    """A commit's own words: who is named as its author, and its message."""

    oid: str
    author: str
    message: str

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.lstrip("\n").partition("\n")[0].strip()


class Words(NamedTuple):
    """What was said with a landing: by itself, and by the commits that it merged, the oldest first.

    `whole` is false where some of these are cut off.
    """

    own: Told
    merged: tuple[Told, ...] = ()
    whole: bool = True


class History(Protocol):
    """The line that ends in one revision. Every method raises `Undecided` for what should be there and is not."""

    @property
    def head(self) -> Revision:
        """Where it ends."""
        ...

    @property
    def tree(self) -> Tree:
        """The files that stand there."""
        ...

    @property
    def landings(self) -> tuple[Landing, ...]:
        """All that is at hand, newest first."""
        ...

    @property
    def is_cut_off(self) -> bool:
        """Whether it begins earlier than is known here: what the last landing brought cannot be told."""
        ...

    def lacks(self) -> tuple[str, int]:
        """The default branch, and how many of its landings this history does not have; its name is empty if unknown."""
        ...

    def after(self, revision: str) -> frozenset[str]:
        """The ids of the landings that a revision does not have yet; raises `Misasked` if there is no such one."""
        ...

    def differences(self, landings: Sequence[Landing], paths: Collection[str] | None) -> list[tuple[Difference, ...]]:
        """What each brought otherwise than its first parent has: of these files and folders, or of all."""
        ...

    def renames(self, landings: Sequence[Landing]) -> list[tuple[Rename, ...]]:
        """Which files each gave another name, as far as git sees it."""
        ...

    def trees(self, landing: Landing) -> tuple[Tree, Tree]:
        """The files before a landing, and those with it."""
        ...

    def read(self, files: Collection[Stored]) -> Mapping[Stored, bytes]:
        """The contents, without those over the size limit."""
        ...

    def words(self, landings: Sequence[Landing]) -> list[Words]:
        """What was said with each."""
        ...


@dataclass(frozen=True, slots=True)
class Got:
    """What one landing changed in what a target gets, and the edits that brought it about, where they were looked for.

    `unseen` says why what it gets cannot be told.
    """

    name: str
    changes: tuple[EffectiveChange, ...] = ()
    edits: tuple[Edit, ...] = ()
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What one landing did to the settings that somebody asked for, and the words that came with it.

    `targets` are those that get something else by it, and `shadowed` the settings that no target gets, where that was
    asked for; of a target's own history `changes` is empty. `names` are those that files had then, by their name now,
    where that is another. `remarks` tell what else happened to the files: a new name, a version that cannot be read.
    `overrides` are the rules that its commits wanted overridden.
    """

    landing: Landing
    author: str
    subject: str
    changes: tuple[Change, ...]
    names: Mapping[str, str]
    remarks: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    overrides: frozenset[str] = frozenset()
    targets: tuple[Got, ...] = ()
    shadowed: tuple[Address, ...] = ()

    @property
    def every_change(self) -> tuple[Change, ...]:
        """The changes of settings in files or, where a target's history is told, of what it gets."""
        return self.changes or tuple(one.change for target in self.targets for one in target.changes)


@dataclass(frozen=True, slots=True)
class Recount:
    """The events of a history, newest first, and how far it was looked at.

    `first` is the earliest landing that was looked at, None where there was none. `ends` says why it ends there:
    everything begins there (`beginning`), no more was asked for (`asked`), or no more is at hand (`shallow`).
    `looked_at` is how many landings there are from there on. `backwards` is how many of them are dated before their
    own parents. `lacks` is the default branch with the number of its landings that this history does not have, where
    dates decide.
    """

    head: Revision
    events: tuple[Event, ...]
    first: Landing | None
    ends: str
    looked_at: int
    backwards: int = 0
    policy_file: str = ""
    policy_origin: str = ""
    notes: tuple[str, ...] = ()
    lacks: tuple[str, int] = ("", 0)

    @property
    def overrides(self) -> dict[str, int]:
        """In how many landings each rule was to be overridden, as their commits say; the most often first."""
        asked = Counter(rule for event in self.events for rule in event.overrides)
        return dict(sorted(asked.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class LastChange:
    """What changed a setting last.

    `event` is None where no commit at hand did; then `cut_off` says whether one that is not at hand may have.
    `pending` is a change that is not committed yet.
    """

    event: Event | None = None
    pending: Change | None = None
    cut_off: bool = False

    def hushed(self) -> LastChange:
        """The same of a setting whose value is a secret for another reason than its own history tells."""
        event = self.event and replace(self.event, changes=tuple(one.hushed() for one in self.event.changes))
        return replace(self, event=event, pending=self.pending and self.pending.hushed())
