"""What somebody wants recounted, of which history, and under which policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard import formats, revisions
from configguard.guard.policies import find_policy
from configguard.model.pattern import Pattern
from configguard.model.record import dataclass
from configguard.model.revision import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from configguard.guard.past.rereading import Reread
    from configguard.model.history import History, Landing
    from configguard.model.policy import Policy
    from configguard.model.progress import Listener


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be recounted: the settings of a pattern, or of a scope; all, where neither is named.

    Of a target it is what that gets, at the paths of the pattern where one is named. `ripples` asks which targets each
    landing reached.
    """

    pattern: Pattern | None = None
    scope: str | None = None
    target: str | None = None
    ripples: bool = False


class Archive(NamedTuple):
    """A history with the policy at its end, which decides what is configuration, what a scope holds, what is secret."""

    history: History
    policy: Policy
    notes: tuple[str, ...] = ()


def archive(directory: str, revision: str, policy_file: str | None) -> Archive:
    """The history that ends in a revision; without a policy, every file that can be read counts.

    Raises `Misasked` for a revision or policy that is wrong, `Undecided` for what could not be read.
    """
    history = revisions.history(directory, revision)
    tree = history.tree
    policy, notes = find_policy(Comparison(tree, (tree,), tree, ((),)), policy_file, needed=False)
    return Archive(history, policy, (*notes, *formats.notes()))


class Stretch(NamedTuple):
    """Landings from the end of the history on, newest first, and those of them that are meant."""

    whole: Sequence[Landing]
    inside: Sequence[Landing]

    @property
    def meant(self) -> set[str]:
        """The ids of those that are meant."""
        return {landing.oid for landing in self.inside}


def heard_of(done: Iterable[Reread], listener: Listener, total: int) -> Iterator[Reread]:
    """The same, each told to the listener as it comes."""
    for number, one in enumerate(done, 1):
        listener("reading version", one.name, number, total)
        yield one
