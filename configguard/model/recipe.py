"""How a program makes the effective configuration of a target, and what came of that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from configguard.model.document import Reading
from configguard.model.record import dataclass, field, replace

Trust = Literal["base", "head"]
"""Whose code a renderer runs: the change's own too, or that of the base alone, over the values of the head."""
Parse: TypeAlias = Callable[[str, bytes], Reading | None]
TIMEOUT = 60
"""Seconds, where the policy says nothing."""
_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True)
class Recipe:
    """What the policy says of a renderer, with placeholders until they are filled in.

    `entry` is the overlay's folder, the chart's, or the Jsonnet file; of a command it is the file for which it is run.
    `values` are files of values: for `helm` in their order, for `command` patterns. `folders` are Jsonnet's libraries.
    `words` are a command's program and arguments; `files` patterns of what it reads. `options` are the renderer's own.
    """

    renderer: str
    entry: str
    values: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    trust: Trust = "head"
    timeout: int = TIMEOUT

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in which a placeholder can stand."""
        return (self.entry, *self.values, *self.folders, *self.words, *self.files, *self.options.values())

    @property
    def holes(self) -> frozenset[str]:
        """The placeholders' names."""
        return frozenset(name for text in self.texts for name in _HOLE.findall(text))

    def filled(self, bound: Mapping[str, str]) -> Recipe:
        """The recipe of the target for which the placeholders stand for this."""

        def fill(text: str) -> str:
            return _HOLE.sub(lambda found: bound.get(found[1], found[0]), text)

        return replace(
            self,
            entry=fill(self.entry),
            values=tuple(map(fill, self.values)),
            folders=tuple(map(fill, self.folders)),
            words=tuple(map(fill, self.words)),
            files=tuple(map(fill, self.files)),
            options={name: fill(text) for name, text in self.options.items()},
        )


Wall = Literal["network", "tcp", "files", "processes"]
"""What a renderer was kept from: all networks, TCP connections, the machine's other files, outliving its end."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of a renderer: what it wrote or, where `problem` says why not, nothing.

    `files` are those of the revision that it could read: nothing else was there. `said` is what it wrote to standard
    error, strangers' text. `walls` tell what it was kept from.
    """

    output: bytes
    files: frozenset[str]
    problem: str = ""
    said: str = ""
    walls: frozenset[Wall] = frozenset()
