"""The options that say how far it is followed what a change reaches: plans of other tools, and renderers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.model.grammar import quote
from configguard.model.plan import GivenPlan

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

_MOST_PLAN = 5_000_000
"""Bytes; a larger plan is told to be, and not read to its end."""


def add_reach(group: _ArgumentGroup) -> None:
    """Add them to a group."""
    group.add_argument(
        "--plan",
        action="append",
        default=[],
        metavar="FILE",
        help="a plan (Terraform, helm diff); NAME=FILE names it",
    )
    group.add_argument("--no-render", action="store_true", help="run none of the policy's renderers of targets")


def plans_of(given: list[str]) -> tuple[GivenPlan, ...]:
    """The plans, each under the name of its target: the file's own up to the first dot, where none is given."""
    found: dict[str, GivenPlan] = {}
    for text in given:
        name, is_named, file = text.partition("=")
        file = file if is_named else text
        name = name if is_named else os.path.basename(file).partition(".")[0]  # noqa: PTH119 - speed
        if not name or name in found:
            problem = f"two plans are called {quote(name)}" if name else f"the plan in {quote(file)} has no name"
            raise Misasked(problem, "name each: --plan NAME=FILE")
        try:
            with open(file, "rb") as opened:  # noqa: PTH123 - speed
                found[name] = GivenPlan(name, file, opened.read(_MOST_PLAN + 1))
        except OSError as error:
            problem = f"the plan {quote(file)} cannot be read: {error.strerror}"
            raise Misasked(
                problem, "terraform show -json PLAN > FILE, or helm diff … --output structured > FILE"
            ) from None
    return tuple(found.values())
