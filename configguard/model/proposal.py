"""A proposed change as the rules see it: changes with their stated intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from configguard.model.address import Address
from configguard.model.approval import Approval
from configguard.model.budget import Grown
from configguard.model.change import Change, Value
from configguard.model.check import Failed
from configguard.model.declared import Claim
from configguard.model.document import Document, Place, Reading, Unreadable
from configguard.model.effective import Reach
from configguard.model.intent import DeclaredOverride, Intent
from configguard.model.override import Override
from configguard.model.record import dataclass, field
from configguard.model.reference import BrokenReferences
from configguard.model.revision import Stored
from configguard.model.shift import Shift
from configguard.model.violation import Violation
from configguard.model.waiver import StaleWaiver


@dataclass(frozen=True)
class Side:
    """A file on one side: what is stored, and what reads it (None where it was not to be read).

    `pointer` is the content where that is a pointer of Git LFS, to a large file that is not here. What was read is not
    kept here: the documents of a large change are a million objects, and only a few of them are looked into again.
    """

    stored: Stored
    read: Callable[[], Reading] | None = None
    pointer: str | None = None

    @property
    def lfs(self) -> bool:
        """Whether the content is a pointer of Git LFS."""
        return self.pointer is not None

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents; none where it could not be read."""
        reading = () if self.read is None or self.unreadable else self.read()
        return reading if isinstance(reading, tuple) else ()

    @cached_property
    def unreadable(self) -> Unreadable | None:
        """Why it could not be read, or None."""
        reading = () if self.read is None else self.read()
        return reading if isinstance(reading, Unreadable) else None


@dataclass(frozen=True, slots=True)
class Repeated:
    """A key that stands twice in a mapping, or two items of a list with the same declared identity.

    `address` is the key's (or the list's); `key` tells the same one on the other side; `collides` is the other
    key as written where two differ in writing but load as the same.
    """

    address: Address
    first: Place
    again: Place
    key: str
    collides: str | None = None


@dataclass(frozen=True, slots=True)
class Confusable:
    """A new name that is not what it looks like: of a key, or, without an address, a path or the folder it begins with.

    `twin` is the key or path beside it that looks like it, if one does, and `twin_place` where that key stands.
    """

    name: str
    address: Address | None
    place: Place | None
    twin: str | None = None
    twin_place: Place | None = None


Habit: TypeAlias = tuple[str, str, str]
"""A key under which a value is left to the version of YAML, and what YAML 1.1 and YAML 1.2 read: kinds."""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A configuration file that differs, with all that was found in it.

    The pairs hold what the base has and what the head has: `violations` of its schema, `keys` that stand twice,
    `items` whose declared identity is not unique. `names` are the new ones at the head that are to be looked at twice;
    `habits` are those that the base has, where the change brings a value of that sort. `standing` are secrets that do
    not change, of which a changed value could be a copy. `undecided` says why its schema could not be applied, and what
    puts that right.
    """

    path: str
    claim: Claim
    base: Side | None
    head: Side | None
    changes: tuple[Change, ...] = ()
    violations: tuple[tuple[Violation, ...], tuple[Violation, ...]] = ((), ())
    keys: tuple[tuple[Repeated, ...], tuple[Repeated, ...]] = ((), ())
    items: tuple[tuple[Repeated, ...], tuple[Repeated, ...]] = ((), ())
    names: tuple[Confusable, ...] = ()
    habits: frozenset[Habit] = frozenset()
    standing: tuple[Value, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuardEdit:
    """An edit of what guards: `what` it is (`the policy`, `a schema of the policy`, `CODEOWNERS`, …).

    `first` says that it brings the first policy, which is no loosening. `problem` says why the guard could not be
    asked any more once this is released: the mistakes of the proposed policy. `gone` says that the policy goes.
    """

    file: str
    what: str
    first: bool = False
    problem: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A pattern of the policy that matches nothing of its `kind` in the head: no setting, or no target."""

    pattern: str
    where: str
    place: Place | None
    kind: str = "setting"


@dataclass(frozen=True)
class Proposal:
    """The whole proposed change.

    `changes` are those of all files, in order of file and place. `unclaimed` are changed files that look like
    configuration but that no entry of the policy claims. `unmatched` is None where patterns were not counted.
    `strict` asks for what already stood at the base, too. `ci` says that no person is at hand to answer.
    `at_head` holds the head's value of each setting that the intent names itself, by the pattern's text (absent
    where the head has none); `reach` how many settings of the changed files each pattern of the intent covers.
    `shifts` are what an edit of the policy makes looser, tighter or otherwise different.
    `approvals` tell of each setting that needs one what became of asking for it. `grown` are the files and lists that
    grew beyond the budget of a scope, `failed` the checks that do not hold. `references` tell which ones are broken,
    `targets` what it reaches. `commits` holds what each commit wants overridden, where each is judged by its own words;
    `overrides` what became of all such lines.
    """

    files: tuple[ChangedFile, ...]
    intent: Intent
    unclaimed: tuple[str, ...] = ()
    guard_edits: tuple[GuardEdit, ...] = ()
    under_new_policy: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()
    unmatched: tuple[Unmatched, ...] | None = None
    stale: tuple[StaleWaiver, ...] = ()
    strict: bool = False
    ci: bool = False
    stage: Literal["all", "no-intent"] = "all"
    at_head: Mapping[str, Value] = field(default_factory=dict)
    reach: Mapping[str, int] = field(default_factory=dict)
    approvals: Mapping[Address, Approval] = field(default_factory=dict)
    targets: Reach = field(default_factory=Reach)
    grown: tuple[Grown, ...] = ()
    failed: tuple[Failed, ...] = ()
    references: BrokenReferences = field(default_factory=BrokenReferences)
    commits: Mapping[str, tuple[DeclaredOverride, ...]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()

    @property
    def every_override(self) -> tuple[DeclaredOverride, ...]:
        """All lines that want a rule overridden, each once."""
        said = (line for lines in (self.intent.overrides, *self.commits.values()) for line in lines)
        return tuple({line.key: line for line in said}.values())

    def may_override(self, line: DeclaredOverride, commit: str | None) -> bool:
        """Whether a line speaks of a finding of this commit, or of the change as a whole."""
        lines = self.intent.overrides if commit is None else self.commits.get(commit, ())
        return any(line.key == one.key for one in lines)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all files."""
        return tuple(change for file in self.files for change in file.changes)

    @property
    def awaits_words(self) -> bool:
        """Whether nobody said anything yet, and somebody still can: on a laptop, with a source that was not there."""
        return not self.ci and self.intent.is_empty and bool(self.intent.unread)
