"""What somebody asks the guard."""

from __future__ import annotations

from collections.abc import Callable

from configguard.model.approval import Approval, Wanted
from configguard.model.event import Event, PullRequest
from configguard.model.level import Level
from configguard.model.plan import GivenPlan
from configguard.model.record import dataclass
from configguard.model.revision import Ask, Comparison


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks the guard.

    `message` is the text of a commit message that is not committed yet, `message_file` where it stands. `fail_on` is
    the level from which findings fail. `rules` asks only these. `no_intent` leaves out what needs a message.
    `no_waivers` lets every finding count. `moment` is the time of the question, `2026-11-24T16:30` in UTC or a day,
    for waivers and windows: now where it is not said. `proposed` asks the platform for the pull requests of an event
    that holds none, `reviews` whether somebody has approved whose approval is wanted. `plans` are those of other tools,
    each of which makes a target. `no_renderers` has none of the programs run that make targets.
    """

    ask: Ask
    scopes: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    message: str | None = None
    message_file: str | None = None
    event: Event | None = None
    policy_file: str | None = None
    strict: bool = False
    fail_on: Level = Level.ERROR
    require_match: bool = False
    advisory: bool = False
    ci: bool = False
    no_intent: bool = False
    rules: tuple[str, ...] | None = None
    no_waivers: bool = False
    moment: str = ""
    proposed: Callable[[Event, Comparison], tuple[PullRequest, ...]] | None = None
    reviews: Callable[[Comparison, Wanted], Approval] | None = None
    plans: tuple[GivenPlan, ...] = ()
    no_renderers: bool = False
