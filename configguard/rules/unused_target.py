"""The intent names a target that the change does not reach.

## What it does

Looks, for each name and each pattern of `Config-Target`, for a target whose effective configuration
changes. One without any is a finding; one that is of no target at all is the matter of
`unknown-target`.

## Why it matters

Either the intent is wider than the change, and would let an edit that strays into that target pass
unseen, or the edit does not do what was meant: a later layer sets the value itself.

## Example

The commit says `Config-Target: email@prod, api@prod`, and edits a default that `api@prod` sets
itself.

## What to do

Take the name out of the intent, or make the edit where the target gets it. `configguard explain
SETTING --target NAME` shows every layer that could set a value, and the one that does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.model.target import DeclaredTargets
from configguard.rules._page import summary
from configguard.rules._words import named, take_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each declared target, or pattern, that nothing reaches."""
    if proposal.stage == "no-intent":
        return
    names = proposal.targets.names
    for said in {said.text: said for said in proposal.intent.targets}.values():
        declared = DeclaredTargets(said.text)
        exists = any(map(declared.covers, names))
        if exists and not any(declared.covers(target.name) for target in proposal.targets.targets):
            what = "targets" if declared.is_pattern else "target"
            message = f"nothing reaches the {what} {named(said.text)}, which {said.where} names"
            yield Remark(message, ways_out=(take_out(said),), facts=(said.text,))


RULE = Rule("unused-target", Level.WARNING, summary(__doc__), check)
