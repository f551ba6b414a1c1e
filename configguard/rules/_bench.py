"""Asks the rules, gives their remarks levels, and puts the findings in order."""

from __future__ import annotations

import platform
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from configguard import __version__, registry
from configguard.errors import GuardError, Misasked, Undecided
from configguard.model.finding import Finding
from configguard.model.level import Level
from configguard.model.plugins import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from configguard.model.finding import Remark
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """All rules by name, sorted by name."""
    return registry.discover(sys.modules["configguard.rules"], "RULE", Rule)


def judge(proposal: Proposal, policy: Policy, only: Collection[str] | None = None) -> tuple[Finding, ...]:
    """The findings of all rules, or of `only` these: the worst first, then by file, place and rule.

    Raises `Misasked` for a name in `only` that no rule has, and `Undecided` where a rule crashed.
    """
    return in_order(
        Finding(rule.name, level, remark)
        for rule in _asked(only)
        for remark in _remarks(rule, proposal, policy)
        if (level := weigh(rule, remark, policy)) is not Level.OFF
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, the worst first, then by file, place and rule."""
    return tuple(sorted(findings, key=_order))


def weigh(rule: Rule, remark: Remark, policy: Policy) -> Level:
    """The level of a remark: its own or its rule's, as far as the policy leaves it.

    `off` silences all. A remark that weighs less than its rule is never raised by a level meant for the rule;
    one that weighs more is lowered only where the policy lowers the rule.
    """
    own = rule.level if remark.level is None else remark.level
    stated = policy.stated_level(rule.name, remark.file or (remark.change.file if remark.change else None))
    if stated is None:
        return own
    if own < rule.level:
        return min(own, stated)
    return max(own, stated) if stated >= rule.level else stated


def _asked(only: Collection[str] | None) -> list[Rule]:
    known = rules()
    unknown = sorted(set(only or ()) - set(known))
    if unknown:
        message = f"there is no rule {', '.join(unknown)}"
        raise Misasked(message, f"the rules are {', '.join(known)}")
    return [rule for name, rule in known.items() if only is None or name in only]


def _remarks(rule: Rule, proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    try:
        yield from rule.check(proposal, policy)
    except (GuardError, MemoryError):
        raise
    except Exception as error:
        # The error's own text may quote a value of the guarded files, so only its type and place are said.
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "an unknown place"
        message = f"the rule {rule.name} crashed: {type(error).__name__} at {where}"
        machine = f"ConfigGuard {__version__}, Python {platform.python_version()}, {platform.platform()}"
        raise Undecided(
            message,
            f"this is a fault of the guard: send its maintainers this line, and: {machine}",
            f"to go on without the rule meanwhile, set levels: {{ {rule.name}: off }} in the policy",
        ) from error


def _order(finding: Finding) -> tuple[int, str, tuple[int, int], str, str]:
    return (-finding.level, finding.file or "", finding.place or (0, 0), finding.rule, finding.message)
