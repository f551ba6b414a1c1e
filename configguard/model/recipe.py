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
_ODD = re.compile(r"^-|[*?{}\"'\\,\x00-\x1f]")
"""What a word or a pattern could take for more than a name."""


@dataclass(frozen=True)
class Recipe:
    """What the policy says of a renderer, with placeholders until they are filled in.

    `entry` is the overlay's folder, the chart's, or the Jsonnet file; of a command it is the file for which it is run.
    `values` are files of values: for `helm` in their order, for `command` patterns; `optional` are those
    without which there is a target all the same. `folders` are Jsonnet's libraries.
    `words` are a command's program and arguments; `files` patterns of what it reads. `options` are the renderer's own.
    """

    renderer: str
    entry: str
    values: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    trust: Trust = "head"
    timeout: int = TIMEOUT

    @property
    def filled_in(self) -> tuple[str, ...]:
        """The texts in which a placeholder is meant for one; in a command's words braces can be the program's own."""
        return (self.entry, *self.values, *self.folders, *self.files, *self.options.values())

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
            optional=frozenset(map(fill, self.optional)),
        )


def is_plain(value: str) -> bool:
    """Whether what a placeholder stands for, which the change may have named, stays a name on a command line."""
    return _ODD.search(value) is None


Wall = Literal["network", "tcp", "files", "processes"]
"""What a renderer was kept from: all networks, TCP connections, the machine's other files, outliving its end."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of a renderer: what it wrote or, where `problem` says why not, nothing.

    `files` are those of the revision that it could read: nothing else was there. `said` is what it wrote to standard
    error, strangers' text. `walls` tell what it was kept from, where it `ran`. `withheld` says that it was not run
    because the policy trusts the code of the base alone.
    """

    output: bytes
    files: frozenset[str]
    problem: str = ""
    said: str = ""
    walls: frozenset[Wall] = frozenset()
    ran: bool = False
    withheld: bool = False
