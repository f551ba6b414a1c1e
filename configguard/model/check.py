"""A condition of the policy over what changes, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from configguard.model.change import Change
from configguard.model.document import Node, Place
from configguard.model.effective import Reached
from configguard.model.fileglob import FileGlob
from configguard.model.level import Level
from configguard.model.pattern import Pattern
from configguard.model.record import dataclass
from configguard.model.target import DeclaredTargets
from configguard.model.trail import Trail

Over = Literal["setting", "document", "target", "proposal"]
Event = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of `checks`: a condition in CEL.

    It is `over` each changed setting that a pattern covers, each document of a changed file that a glob fits, each
    document of what a target of such a name gets, or the proposal as a whole. `on` is what must have happened to
    it; `uses` the variables in `require`. `file` is where it stands, `place` where its expression begins there.
    """

    name: str
    over: Over
    require: str
    file: str
    place: Place
    settings: tuple[Pattern, ...] = ()
    documents: tuple[FileGlob, ...] = ()
    targets: tuple[DeclaredTargets, ...] = ()
    on: frozenset[Event] = frozenset()
    uses: frozenset[str] = frozenset()
    message: str = ""
    level: Level | None = None


class Fault(NamedTuple):
    """A mistake in an expression: at which character, from 0, and what it is.

    `unknown` is a name that does not exist, where that is the mistake; `known` are those that do.
    """

    at: int
    problem: str
    unknown: str = ""
    known: tuple[str, ...] = ()


class Compiled(NamedTuple):
    """What became of compiling an expression: the variables that it uses, or its faults."""

    uses: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


Compile: TypeAlias = Callable[[Sequence[tuple[Over, str]]], list[Compiled]]
"""Compiles expressions, each over what it is said to be over; raises `Undecided` where nothing here can do that."""

Given: TypeAlias = "Node | str | int | float | bool | list[Given] | dict[str, Given] | None"
"""What a variable of an expression stands for: a node of a document, or a value of the guard's own."""


class Call(NamedTuple):
    """An evaluation to be made: of which expression, with which variables; `size` is how many values these hold."""

    over: Over
    require: str
    given: dict[str, Given]
    size: int = 1


Outcome: TypeAlias = "bool | str"
"""Whether a condition holds; or why that could not be told, a sentence with no value in it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that does not hold.

    `problem` says why it could not be decided, where that is so. `change` is the setting's; `trail` and `place` are
    those of a document, `target` is one whose configuration it is. `old` says that it did not hold at the base
    either.
    """

    check: Check
    problem: str = ""
    change: Change | None = None
    trail: Trail | None = None
    place: Place | None = None
    target: Reached | None = None
    old: bool = False
