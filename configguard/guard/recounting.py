"""Recounts what happened to settings, landing by landing, under the policy of today."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from configguard import intents, revisions
from configguard.guard.claiming import claimed
from configguard.guard.hushing import hushed_each, hushed_intent, hushed_text
from configguard.guard.lineages import lineages
from configguard.guard.links import Links
from configguard.guard.looking import claim_of, look
from configguard.guard.moves import linked
from configguard.guard.rereading import Reread, reread
from configguard.model.history import Event, Recount
from configguard.model.intent import Intent
from configguard.model.pattern import Pattern
from configguard.model.progress import Listener, heard, nobody
from configguard.model.record import dataclass, replace
from configguard.model.revision import Ask, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from configguard.guard.hushing import Secrets
    from configguard.model.change import Change
    from configguard.model.history import History, Landing, Span, Words
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile

_CUT_OFF = "the words of the commits that it merged are cut off: this clone is shallow"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be recounted: the settings of a pattern, or of a scope; all, where neither is named."""

    pattern: Pattern | None = None
    scope: str | None = None


class Archive(NamedTuple):
    """A history with the policy at its end, which decides what is configuration, what a scope holds, what is secret."""

    history: History
    policy: Policy
    notes: tuple[str, ...] = ()


def archive(directory: str, revision: str, policy_file: str | None, listener: Listener = nobody) -> Archive:
    """The history that ends in a revision; without a policy, every file that can be read counts.

    Raises `Misasked` for a revision or policy that is wrong, `Undecided` for what could not be read.
    """
    history = revisions.history(directory, revision)
    oid = history.head.oid
    sight = look(Ask(directory, oid, oid, listener=listener), policy_file, need_policy=False)
    return Archive(history, sight.policy, sight.notes)


def recount(known: Archive, subject: Subject, span: Span, listener: Listener = nobody) -> Recount:
    """All that happened to the subject in that span, newest first; raises as `archive`."""
    history, policy = known.history, known.policy
    whole = history.landings[:-1] if history.is_cut_off else history.landings
    new = None if span.after is None else history.after(span.after)
    inside = [landing for landing in whole if span.holds(landing, new)]
    last = whole.index(inside[-1]) + 1 if inside else 0
    events = _events(known, subject, whole[:last], inside, listener)
    return Recount(
        history.head,
        tuple(events),
        inside[-1] if inside else None,
        _ends(history, span, new, inside),
        len(inside),
        _backwards(whole) if span.is_dated else 0,
        policy.file,
        policy.origin,
        known.notes,
    )


def _ends(history: History, span: Span, new: frozenset[str] | None, inside: Sequence[Landing]) -> str:
    first = history.landings[-1]
    if history.is_cut_off and span.begins_before(first, new):
        return "shallow"
    return "beginning" if inside[-1:] == [first] else "asked"


def _backwards(landings: Sequence[Landing]) -> int:
    return sum(landing.at < parent.at for landing, parent in pairwise(landings))


def _events(
    known: Archive, subject: Subject, landings: Sequence[Landing], inside: Sequence[Landing], listener: Listener
) -> Iterator[Event]:
    """The events of those landings that are `inside`; the others only tell what files are called now."""
    history, policy = known.history, known.policy
    done: dict[str, list[Reread]] = {}
    for one in _reread(known, subject, landings, {landing.oid for landing in inside}, listener):
        done.setdefault(one.landing.oid, []).append(one)
    together = [landing for landing in inside if landing.oid in done]
    files, secrets = hushed_each(linked(tuple(one.file for one in done[landing.oid])) for landing in together)
    changes = [_asked_for(subject, policy, some) for some in files]
    eventful = [
        (landing, some)
        for landing, some in zip(together, changes, strict=True)
        if some or any(one.remarks for one in done[landing.oid])
    ]
    words = history.words([landing for landing, _ in eventful])
    for (landing, some), said in zip(eventful, words, strict=True):
        yield _event(landing, some, done[landing.oid], _Told(said, policy, secrets))


def _reread(
    known: Archive, subject: Subject, landings: Sequence[Landing], inside: set[str], listener: Listener
) -> Iterator[Reread]:
    """What the landings did to each file of the subject, file by file."""
    wanted, paths = _files(subject, known.policy)
    found = lineages(known.history, landings, wanted, paths)
    for path, versions in heard(listener, "reading the versions of file", found.items(), itemgetter(0)):
        claim = claim_of(known.policy, path)
        if claim is not None:
            meant = [version for version in versions if version.landing.oid in inside]
            yield from reread(known.history, known.policy, path, claim, meant)


def _files(subject: Subject, policy: Policy) -> tuple[Callable[[str], bool], frozenset[str] | None]:
    """Which files the subject may stand in, and files and folders that hold all of them; None where that is all."""
    patterns = [] if subject.pattern is None else [subject.pattern]
    scope = policy.scope(subject.scope) if subject.scope is not None else None
    patterns += scope.settings if scope else ()
    everything = subject == Subject()
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


def _event(landing: Landing, changes: tuple[Change, ...], files: list[Reread], told: _Told) -> Event:
    remarks = (f"{one.name}: {remark}" for one in files for remark in one.remarks)
    return Event(
        landing,
        told.author,
        told.subject,
        changes,
        {one.file.path: one.name for one in files if one.name != one.file.path},
        (*(hushed_text(remark, told.secrets) for remark in remarks), *told.remarks),
        told.said,
    )


class _Told:
    """The words that came with a landing, without the secrets in them."""

    def __init__(self, words: Words, policy: Policy, secrets: Secrets) -> None:
        messages = [Message(one.oid[:7], one.message, oid=one.oid) for one in (words.own, *words.merged)]
        said = hushed_intent(intents.told(messages, policy), secrets).said
        self.secrets = secrets
        self.author, self.subject = words.own.author, hushed_text(words.own.subject, secrets)
        self.said = tuple(replace(one, text=hushed_text(one.text, secrets)) for one in said)
        self.remarks = () if words.whole else (_CUT_OFF,)
