"""Who may let a rule's findings pass for once, and what became of asking for it."""

from __future__ import annotations

from configguard.model.document import Place
from configguard.model.intent import DeclaredOverride, Unread
from configguard.model.record import dataclass

REFUSED = "refused-override"
"""The rule that says why an override does not hold."""
OWNER = "owner"
"""Who stands for the owners of the setting that a finding is about."""
NEVER_OVERRIDDEN = {
    "policy-change": "whoever edits the guard says so: Config-Scope: policy",
    "refused-override": "it says why an override does not hold",
    "stale-waiver": "take the stale one out",
    "unreadable-config": "what cannot be read was not judged",
}
"""Rules that nobody can override, and why."""


@dataclass(frozen=True, slots=True)
class Permission:
    """An entry of `override`: these rules may be overridden where one of these accounts has approved.

    `approval` holds logins and teams of GitHub as they are written, and `owner`. `most` is how many findings of one
    rule may be overridden at once, `reason` the regular expression that a reason must hold; None where any will do.
    """

    rules: tuple[str, ...]
    approval: tuple[str, ...]
    most: int | None = None
    reason: str | None = None
    place: Place | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """What became of one line: `by` are the logins of who approved; where it does not hold, `problem` says why not.

    `ways_out` say what to do then. It is `idle` where there was nothing for it to override. `unread` is what could
    not be read and could settle it, and `findings` the identities of what it is to override.
    """

    declared: DeclaredOverride
    by: tuple[str, ...] = ()
    problem: str = ""
    ways_out: tuple[tuple[str, str], ...] = ()
    idle: bool = False
    unread: Unread | None = None
    findings: frozenset[tuple[str, str, str | None]] = frozenset()

    @property
    def rule(self) -> str:
        """The rule whose findings it is to let pass."""
        return self.declared.rule

    @property
    def holds(self) -> bool:
        """Whether it lets them pass."""
        return bool(self.by)
