"""What a target gets from its layers, and what a change does to that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from configguard.model.address import Address  # noqa: TC001 - part of a public signature
from configguard.model.change import Change
from configguard.model.document import Document, Place
from configguard.model.record import dataclass, field
from configguard.model.target import TargetEntry
from configguard.model.trail import Trail


class Origin(NamedTuple):
    """Where an effective setting is written: in which file, at which place, in which of the target's layers (from 0).

    A renderer that does not tell has a file alone, or nothing.
    """

    file: str
    place: Place | None = None
    layer: int | None = None


@dataclass(frozen=True)
class Effective:
    """What a target gets in one revision: documents like those of a file, made of those of its layers.

    `origin` tells where the setting at the end of a trail is written. `files` are those that it was made of, in the
    order of the layers.
    """

    name: str
    documents: tuple[Document, ...]
    origin: Callable[[Trail], Origin | None]
    files: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Reached:
    """A target whose effective configuration a proposal changes.

    `base` and `head` are what it gets, None where there is no such target; `changes` are where they differ, `edits`
    what brought that about. `covered_by` holds the words of the intent that cover it (`Config-Target: email@prod`).
    `unseen` says why what it gets at the head cannot be told.
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

    @property
    def kind(self) -> Literal["new", "removed", "changed"]:
        """What becomes of it."""
        if self.unseen or (self.base is not None and self.head is not None):
            return "changed"
        return "new" if self.base is None else "removed"
