"""The entries of a policy that find targets: things that are configured, such as a service in an environment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from configguard.model.document import Place
from configguard.model.fileglob import FileGlob
from configguard.model.pattern import Pattern
from configguard.model.recipe import Recipe
from configguard.model.record import dataclass, field
from configguard.model.wildcard import Bindings, Hole, Star, TextGlob

_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
Lists = Literal["replace", "merge"]
"""What becomes of a list that an earlier layer has, too: it is replaced, or merged item by item."""


@dataclass(frozen=True)
class TargetName:
    """A target's name with its placeholders, `{service}@{env}`."""

    text: str

    @cached_property
    def holes(self) -> tuple[str, ...]:
        """The placeholders' names, in their order."""
        return tuple(dict.fromkeys(_HOLE.findall(self.text)))

    def filled(self, bound: Mapping[str, str]) -> str:
        """The name of the target for which the placeholders stand for this."""
        return _HOLE.sub(lambda found: bound.get(found[1], found[0]), self.text)

    def read(self, name: str) -> dict[str, str] | None:
        """What the placeholders stand for in this name, None if it can be none; of several ways, the first one."""
        found = self._pattern.fullmatch(name)
        return None if found is None else {hole: found[hole] for hole in self.holes}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts, seen = [], set[str]()
        for number, part in enumerate(_HOLE.split(self.text)):
            parts.append(re.escape(part) if number % 2 == 0 else f"(?P={part})" if part in seen else f"(?P<{part}>.+?)")
            seen |= {part} if number % 2 else set()
        return re.compile("".join(parts))


@dataclass(frozen=True)
class Layer:
    """One layer of targets: a path with placeholders, each of which stands for a folder's or a file's name or part.

    A target is none where a layer is missing that is not `optional`.
    """

    glob: FileGlob
    optional: bool = False

    @property
    def text(self) -> str:
        """The path as the policy has it."""
        return self.glob.text

    @cached_property
    def holes(self) -> frozenset[str]:
        """The placeholders' names."""
        return self.glob.holes

    def file(self, bound: Mapping[str, str]) -> str:
        """The layer's file where the placeholders stand for this."""
        return "".join(bound[part.name] if isinstance(part, Hole) else part for part in self._parts)

    def match(self, file: str) -> Bindings | None:
        """What the placeholders stand for if this file is such a layer, else None."""
        # Every file of a revision is asked, and nearly none is one.
        first, last = self._ends
        return self.glob.match(file) if file.startswith(first) and file.endswith(last) else None

    @cached_property
    def _parts(self) -> tuple[str | Hole, ...]:
        parts: list[str | Hole] = []
        for segment in self.glob.alternatives[0]:
            parts += ["/"] if parts else []
            parts += [part for part in (segment.parts if segment else ()) if isinstance(part, str | Hole)]
        return tuple(parts)

    @cached_property
    def _ends(self) -> tuple[str, str]:
        first, last = self._parts[0], self._parts[-1]
        return first if isinstance(first, str) else "", last if isinstance(last, str) else ""


class TargetBudget(NamedTuple):
    """How many of an entry's targets one change may reach, and of which placeholder only one value; None: any."""

    targets: int | None = None
    one: str | None = None


class Promotion(NamedTuple):
    """The placeholder that is a target's stage, and the stages in the order in which values go through them."""

    hole: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class TargetEntry:
    """One entry of `targets`: the name, and where the effective configuration comes from: layers, or a renderer.

    `values` are what placeholders may stand for, where that is given and not found; `excepted` what they stand for in
    no target. `declare` wants whoever reaches a target to say so. `schema` is what an effective document must fit.
    `own` are the settings that are no matter of promotion, as patterns whose file is the target's name.
    `source` is the extended file or pack it stands in, None in the policy itself. `plan` says that plans make the
    targets, which are given where the guard is asked.
    """

    name: TargetName
    layers: tuple[Layer, ...] = ()
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    excepted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lists: Lists = "replace"
    schema: str | None = None
    declare: bool = False
    budget: TargetBudget | None = None
    promotion: Promotion | None = None
    own: tuple[Pattern, ...] = ()
    place: Place | None = None
    source: str | None = None
    recipe: Recipe | None = None
    plan: bool = False

    def admits(self, name: str) -> bool:
        """Whether a target may have this name: what the placeholders then stand for is not given otherwise."""
        found = self.name.read(name)
        return found is not None and all(
            value in self.values.get(hole, (value,)) and value not in self.excepted.get(hole, ())
            for hole, value in found.items()
        )


@dataclass(frozen=True)
class DeclaredTargets:
    """The targets that an intent names, `email@prod` or, with `*` for any part of a name, `*@prod`."""

    text: str

    def covers(self, name: str) -> bool:
        """Whether the target of this name is one of them."""
        return self._glob.match(name) is not None

    @property
    def is_pattern(self) -> bool:
        """Whether it may be several."""
        return "*" in self.text

    @property
    def only_wildcards(self) -> bool:
        """Whether it tells nothing from anything: no letter and no digit stands in it."""
        return self.is_pattern and not any(map(str.isalnum, self.text))

    @cached_property
    def _glob(self) -> TextGlob:
        parts = re.split(r"(\*+)", self.text)
        return TextGlob([Star() if part.startswith("*") else part for part in parts if part])
