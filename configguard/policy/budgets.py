"""Reads the budgets of scopes."""

from __future__ import annotations

from configguard.model.budget import LEAST, Amount, Budget, Growth
from configguard.policy.values import Record, Said  # noqa: TC001 - part of the public signatures


def built(scope: Record) -> Budget | None:
    """The budget of a scope; None where it has none."""
    if "budget" not in scope.values:
        return None
    budget = scope.record("budget")
    return Budget(
        changes=_number(budget.said("changes")),
        removals=_number(budget.said("removals")),
        growth=_growth(budget.record("growth")) if "growth" in budget.values else None,
    )


def _growth(growth: Record) -> Growth:
    least = _number(growth.said("least"))
    return Growth(_amount(growth.said("files")), _amount(growth.said("lists")), LEAST if least is None else least)


def _number(said: Said | None) -> int | None:
    return None if said is None else int(said.text)


def _amount(said: Said | None) -> Amount | None:
    return None if said is None else Amount(int(said.text.removesuffix("%")), said.text.endswith("%"))
