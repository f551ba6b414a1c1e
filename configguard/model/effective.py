"""What a target gets from its layers, and what a change does to that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from configguard.model.address import Address  # noqa: TC001 - part of a public signature
from configguard.model.change import Change
from configguard.model.document import Document, Node, Place
from configguard.model.record import dataclass, field
from configguard.model.target import TargetEntry
from configguard.model.trail import Trail
from configguard.model.violation import Violation  # noqa: TC001 - part of a public signature


class Origin(NamedTuple):
    """Where an effective setting is written: in which file, at which place, in which of the target's layers (from 0).

    A renderer that does not tell has a file alone, or nothing.
    """

    file: str
    place: Place | None = None
    layer: int | None = None


class Written(NamedTuple):
    """A layer as a revision has it: its file, its number among the target's layers (from 0), and what stands there."""

    file: str
    number: int
    document: Document


@dataclass(frozen=True)
class Effective:
    """What a target gets in one revision: documents like those of a file, made of those of its layers.

    `origin` tells where the setting at the end of a trail is written, None where nothing stands there. `layers` are
    those that the revision has, in their order; a renderer has none.
    """

    name: str
    documents: tuple[Document, ...]
    origin: Callable[[Trail], Origin | None]
    layers: tuple[Written, ...] = ()

    @property
    def root(self) -> Node | None:
        """What its only document holds; None where it gets nothing, or several documents."""
        return self.documents[0].root if len(self.documents) == 1 else None


class Edit(NamedTuple):
    """What somebody edited that reaches a target: the changed setting or, where none is known, the file.

    The place is that at the head, at the base where nothing is left of it.
    """

    file: str
    place: Place | None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class EffectiveChange:
    """One setting of a target that gets another value: `change` is as in a file that bears the target's name.

    `before` and `after` tell where the two values are written, `edits` what brought the change about.
    """

    change: Change
    before: Origin | None
    after: Origin | None
    edits: tuple[Edit, ...] = ()


class Unfit(NamedTuple):
    """What of a target does not fit its schema, and where it is written."""

    violation: Violation
    origin: Origin | None

    @property
    def key(self) -> str:
        """The same on both sides."""
        return self.violation.key


class Unpromoted(NamedTuple):
    """Settings of which a target takes what the target of the stage before it does not have at the base.

    `unseen` says why it cannot be told what that one has; then the settings are all that change.
    """

    stage: str
    settings: tuple[EffectiveChange, ...]
    unseen: str = ""


@dataclass(frozen=True)
class Reached:
    """A target whose effective configuration a proposal changes.

    `base` and `head` are what it gets, None where there is no such target; `changes` are where they differ, `edits`
    what brought that about. `covered_by` holds the words of the intent that cover it (`Config-Target: email@prod`).
    `unseen` says why what it gets at the head cannot be told, `withheld` why the policy lets nobody tell it. `unfit` is
    what does not fit its schema at the base, and at the head; `undecided` why that could not be found out, and what
    puts that right. `unpromoted` is what the stage before does not have, if the policy promotes stage by stage.
    """

    name: str
    entry: TargetEntry
    bound: Mapping[str, str] = field(default_factory=dict)
    base: Effective | None = None
    head: Effective | None = None
    changes: tuple[EffectiveChange, ...] = ()
    edits: tuple[Edit, ...] = ()
    covered_by: tuple[str, ...] = ()
    renamed_from: str | None = None
    unseen: str = ""
    withheld: str = ""
    unfit: tuple[tuple[Unfit, ...], tuple[Unfit, ...]] = ((), ())
    undecided: tuple[str, ...] = ()
    unpromoted: Unpromoted | None = None

    @property
    def kind(self) -> Literal["new", "removed", "changed"]:
        """What becomes of it."""
        if self.unseen or self.withheld or (self.base is not None and self.head is not None):
            return "changed"
        return "new" if self.base is None else "removed"


@dataclass(frozen=True)
class Reach:
    """All that a proposal does to targets.

    `targets` are those that it reaches, sorted by name. `shadowed` are changes in their layers that none of them gets.
    `names` are those of all targets of either side, sorted, `looked_at` how many of them may be reached; both are
    nothing where no file is a layer and nobody has named a target. `notes` tell what could not be seen, or not be held
    back, where renderers are to be run.
    """

    targets: tuple[Reached, ...] = ()
    shadowed: tuple[Change, ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    looked_at: int = 0
