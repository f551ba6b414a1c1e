"""Makes events of what landings did to files: with scopes and words, and without what is secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import intents
from configguard.guard.hushing import hushed_each, hushed_intent, hushed_text
from configguard.guard.moves import linked
from configguard.model.history import Event
from configguard.model.record import replace
from configguard.model.revision import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from configguard.guard.hushing import Secrets
    from configguard.guard.past.rereading import Reread
    from configguard.model.change import Change
    from configguard.model.history import History, Landing, Words
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile

    Choose = Callable[[tuple[ChangedFile, ...]], tuple[Change, ...]]

_CUT_OFF = "the words of the commits that it merged are cut off: this clone is shallow"


def narrated(
    history: History, policy: Policy, landings: Sequence[Landing], done: Iterable[Reread], choose: Choose
) -> tuple[list[Event], Secrets]:
    """The events of those landings in which something was done that is chosen, or is to be remarked; and the secrets.

    Of all that was done, a secret is one everywhere: in what is chosen, too.
    """
    by_landing: dict[str, list[Reread]] = {}
    for one in done:
        by_landing.setdefault(one.landing.oid, []).append(one)
    together = [landing for landing in landings if landing.oid in by_landing]
    files, secrets = hushed_each(linked(tuple(one.file for one in by_landing[landing.oid])) for landing in together)
    chosen = [(landing, choose(some)) for landing, some in zip(together, files, strict=True)]
    eventful = [
        (landing, changes)
        for landing, changes in chosen
        if changes or any(one.remarks for one in by_landing[landing.oid])
    ]
    words = history.words([landing for landing, _ in eventful])
    events = [
        _event(landing, changes, by_landing[landing.oid], _Told(said, policy, secrets))
        for (landing, changes), said in zip(eventful, words, strict=True)
    ]
    return events, secrets


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
        told.overrides,
    )


class _Told:
    """The words that came with a landing, without the secrets in them."""

    def __init__(self, words: Words, policy: Policy, secrets: Secrets) -> None:
        messages = [Message(one.oid[:7], one.message, oid=one.oid) for one in (words.own, *words.merged)]
        intent = hushed_intent(intents.told(messages, policy), secrets)
        self.overrides = frozenset(hushed_text(one.rule, secrets) for one in intent.overrides)
        self.secrets = secrets
        self.author, self.subject = (hushed_text(text, secrets) for text in (words.own.author, words.own.subject))
        self.said = tuple(replace(one, text=hushed_text(one.text, secrets)) for one in intent.said)
        self.remarks = () if words.whole else (_CUT_OFF,)
