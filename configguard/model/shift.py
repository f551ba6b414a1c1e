"""What an edit of the policy makes wider, narrower or otherwise different."""

from __future__ import annotations

from typing import NamedTuple

from configguard.model import words
from configguard.model.record import dataclass

MOST_NAMED = 3


class Sample(NamedTuple):
    """Some settings: how many there are, and the addresses of the first few."""

    number: int = 0
    first: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`a, b and 26 more`."""
        left = self.number - len(self.first)
        *others, last = [*self.first, *([f"{left:,} more"] if left else [])]
        return f"{', '.join(others)} and {last}" if others else last


@dataclass(frozen=True, slots=True)
class Shift:
    """What an edit of the policy does to one `part` of it: `scope email`, `critical`, `levels`.

    `sentence` says it in one sentence. `looser` says whether it lets more through than before (None: neither, or
    nobody can tell). Of a part that covers settings, `before` and `after` count those of the head, and `come` and `go`
    are the ones that it covers now, or no more.
    """

    part: str
    sentence: str
    looser: bool | None
    before: int | None = None
    after: int | None = None
    come: Sample = Sample()
    go: Sample = Sample()

    @property
    def effect(self) -> str:
        """`looser`, `tighter` or `other`."""
        return "other" if self.looser is None else "looser" if self.looser else "tighter"


def covered(part: str, counts: tuple[int, int], come: Sample, go: Sample, *, grants: bool) -> Shift:
    """The shift of a part that covers settings; one that `grants` is looser the more it covers."""
    before, after = counts
    changes = [
        f"{sample.number:,} {word} ({sample})" for sample, word in ((come, "more"), (go, "fewer")) if sample.number
    ]
    sentence = f"{part} covers {words.count(after, 'setting')}, not {before:,}: {', '.join(changes)}"
    looser = bool(come.number) if grants else bool(go.number)
    return Shift(part, sentence, looser, before, after, come, go)
