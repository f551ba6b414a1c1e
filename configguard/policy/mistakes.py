"""Mistakes in a policy: all of them are collected, then said at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence  # noqa: TC003 - part of the public signatures

from configguard.errors import Misasked
from configguard.model.address import quoted_file
from configguard.model.document import Place, Source
from configguard.model.grammar import quote
from configguard.model.record import dataclass, field
from configguard.model.words import count


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the file, the place in it, and a sentence that says what to write instead."""

    file: str
    place: Place
    problem: str

    def __str__(self) -> str:
        """`.configguard.yaml:14:5: unknown key "setings" in scope "email"; did you mean "settings"?`."""
        return f"{quoted_file(self.file)}:{self.place.line}:{self.place.column}: {self.problem}"


class PolicyMistakes(Misasked):
    """The policy has mistakes; `cures` are their lines, in the order of the files and places."""

    def __init__(self, file: str, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(f"{quoted_file(file)} has {count(len(self.mistakes), 'mistake')}", *map(str, self.mistakes))


@dataclass(frozen=True, slots=True)
class Notes:
    """The mistakes found in one file; `source` turns offsets into places."""

    file: str
    source: Source = field(default_factory=lambda: Source(""))
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, offset: int, problem: str) -> None:
        """Note a mistake at a character offset of the file."""
        self.mistakes.append(Mistake(self.file, self.source.place(offset), problem))

    def in_order(self) -> list[Mistake]:
        """The mistakes as they stand in the file."""
        return sorted(set(self.mistakes), key=lambda mistake: (mistake.place, mistake.problem))


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - slow to import, and mistakes are rare

    return next(iter(get_close_matches(name, known, n=1)), None)


def instead(name: str, known: Sequence[str], are: str) -> str:
    """What to say behind an unknown name: the nearest one, else all there are (`its keys are a, b`)."""
    near = nearest(name, known)
    if near is not None:
        return f"did you mean {quote(near)}?"
    return f"{are} {', '.join(known)}" if known else f"{are} none"
