"""Recounts what happened to settings, landing by landing, under the policy of today."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from configguard.guard.claiming import claimed
from configguard.guard.links import Links
from configguard.guard.looking import claim_of
from configguard.guard.past.archive import Stretch, heard_of
from configguard.guard.past.lineages import lineages
from configguard.guard.past.narrating import narrated
from configguard.guard.past.rereading import Reread, reread
from configguard.model.history import Recount
from configguard.model.intent import Intent
from configguard.model.progress import Listener, nobody
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from configguard.guard.past.archive import Archive, Subject
    from configguard.model.change import Change
    from configguard.model.history import Event, History, Landing, Span
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile


def recount(known: Archive, subject: Subject, span: Span, listener: Listener = nobody) -> Recount:
    """All that happened to the subject in that span, newest first; raises as `archive`."""
    history, policy = known.history, known.policy
    whole = history.landings[:-1] if history.is_cut_off else history.landings
    new = None if span.after is None else history.after(span.after)
    inside = [landing for landing in whole if span.holds(landing, new)]
    last = whole.index(inside[-1]) + 1 if inside else 0
    events = _told(known, subject, Stretch(whole[:last], inside), listener)
    return Recount(
        history.head,
        events,
        inside[-1] if inside else None,
        _ends(history, span, new, inside),
        len(inside),
        _backwards(whole) if span.is_dated else 0,
        policy.file,
        policy.origin,
        (*known.notes, *_left_out(subject, policy)),
        history.lacks() if span.is_dated else ("", 0),
    )


def _left_out(subject: Subject, policy: Policy) -> Iterator[str]:
    if subject.ripples or subject.target is not None:
        rendered = [entry.name.text for entry in policy.targets if not entry.layers]
        if rendered:
            yield f"no renderer is run over the past, so nothing is told of the targets {', '.join(rendered)}"


def _ends(history: History, span: Span, new: frozenset[str] | None, inside: Sequence[Landing]) -> str:
    first = history.landings[-1]
    if history.is_cut_off and span.begins_before(first, new):
        return "shallow"
    return "beginning" if inside[-1:] == [first] else "asked"


def _backwards(landings: Sequence[Landing]) -> int:
    return sum(landing.at < parent.at for landing, parent in pairwise(landings))


def _told(known: Archive, subject: Subject, stretch: Stretch, listener: Listener) -> tuple[Event, ...]:
    history, policy = known.history, known.policy
    if subject.target is not None:
        from configguard.guard.past.retelling import retold  # noqa: PLC0415 - only a policy with targets pays for them

        return retold(known, subject, stretch, listener)
    done = _reread(known, subject, stretch, listener)
    events, secrets = narrated(history, policy, stretch.inside, done, lambda files: _asked_for(subject, policy, files))
    if not (subject.ripples and policy.targets):
        return tuple(events)
    from configguard.guard.past.rippling import rippled  # noqa: PLC0415 - only a policy with targets pays for them

    return tuple(rippled(history, policy, events, secrets, listener))


def _reread(known: Archive, subject: Subject, stretch: Stretch, listener: Listener) -> Iterator[Reread]:
    """What the landings did to each file of the subject, file by file."""
    wanted, paths = _files(subject, known.policy)
    inside = stretch.meant
    found = lineages(known.history, stretch.whole, wanted, paths)
    meant = {path: [one for one in versions if one.landing.oid in inside] for path, versions in found.items()}
    every = (
        one
        for path, versions in meant.items()
        if (claim := claim_of(known.policy, path)) is not None
        for one in reread(known.history, known.policy, path, claim, versions)
    )
    return heard_of(every, listener, sum(map(len, meant.values())))


def _files(subject: Subject, policy: Policy) -> tuple[Callable[[str], bool], frozenset[str] | None]:
    """Which files the subject may stand in, and files and folders that hold all of them; None where that is all."""
    patterns = [] if subject.pattern is None else [subject.pattern]
    scope = policy.scope(subject.scope) if subject.scope is not None else None
    patterns += scope.settings if scope else ()
    everything = subject.pattern is None and subject.scope is None
    leading = {"/".join(pattern.file.leading) for pattern in patterns}

    def wanted(path: str) -> bool:
        named = everything or any(pattern.file.match(path) is not None for pattern in patterns)
        return named and claim_of(policy, path) is not None

    return wanted, None if everything or "" in leading else frozenset(leading)


def _asked_for(subject: Subject, policy: Policy, files: tuple[ChangedFile, ...]) -> tuple[Change, ...]:
    """The changes of the subject, with their scopes and what guards them today."""
    pattern, scope = subject.pattern, subject.scope
    if pattern is not None:
        files = tuple(replace(f, changes=tuple(c for c in f.changes if pattern.covers(c.trail))) for f in files)
    changes = (change for file in claimed(files, policy, Intent(), Links()) for change in file.changes)
    return tuple(change for change in changes if scope is None or scope in change.scopes)
