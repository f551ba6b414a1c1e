"""Recounts what a target got, with the words that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.guard.past.archive import heard_of
from configguard.guard.past.narrating import narrated
from configguard.guard.past.retracing import Retraced, fitting, named
from configguard.model.effective import EffectiveChange
from configguard.model.history import Got
from configguard.model.pattern import Reach
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from configguard.guard.past.archive import Archive, Stretch, Subject
    from configguard.guard.past.retracing import Origins
    from configguard.model.address import Address
    from configguard.model.change import Change
    from configguard.model.history import Event
    from configguard.model.pattern import Pattern
    from configguard.model.progress import Listener
    from configguard.model.proposal import ChangedFile


def retold(known: Archive, subject: Subject, stretch: Stretch, listener: Listener) -> tuple[Event, ...]:
    """What the target of the subject got by each landing; raises `Misasked` if no target could be called so."""
    history, policy, name = known.history, known.policy, subject.target or ""
    ones = named(policy, history.tree, name) or fitting(policy, name)
    if not ones:
        raise Misasked(f"no target that is made of layers could be called {name}", "configguard list targets")
    traces = [Retraced(history, policy, one) for one in ones]
    done = (one for trace in traces for one in trace.back(stretch.whole, stretch.meant))
    told = heard_of(done, listener, len(stretch.inside))
    events, _ = narrated(history, policy, stretch.inside, told, lambda files: _beneath(subject.pattern, files))
    origins = {key: found for trace in traces for key, found in trace.origins.items()}
    return tuple(_as_got(event, name, origins) for event in events)


def _as_got(event: Event, name: str, origins: Mapping[tuple[str, Address], Origins]) -> Event:
    changes = (EffectiveChange(one, *origins[event.landing.oid, one.address]) for one in event.changes)
    return replace(event, changes=(), targets=(Got(name, tuple(changes)),))


def _beneath(pattern: Pattern | None, files: tuple[ChangedFile, ...]) -> tuple[Change, ...]:
    changes = (change for file in files for change in file.changes)
    return tuple(one for one in changes if pattern is None or pattern.match_path(one.trail, {})[0] is not Reach.NONE)
