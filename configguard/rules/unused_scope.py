"""The intent names a scope or a setting in which nothing changed.

## What it does

Looks for a change in each declared scope, and at each declared setting or pattern. One without any
is a finding. The standing scopes of bots are left out, and so are settings that are declared with a
value, which `unmet-intent` judges.

## Why it matters

Either the intent is wider than the change, and would let a stray edit of that scope pass unseen, or
an edit was forgotten.

## Example

The commit says `Config-Scope: email, database`, and only settings of `email` changed.

## What to do

Take the name out of the intent, or make the edit that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import take_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.intent import Said
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal

STANDING = "actor"


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each declared scope, setting or pattern without a change."""
    if proposal.stage == "no-intent":
        return
    used = {scope for change in proposal.changes for scope in change.scopes}
    for name, said in {d.name: d.said for d in proposal.intent.scopes}.items():
        if name not in used and policy.scope(name) is not None and said.source != STANDING:
            yield _remark(f"nothing changed in the scope {name}, which {said.where} names", said, name)
    for declared in proposal.intent.settings:
        if declared.value is None and declared.said.source != STANDING:
            text = declared.pattern.text
            if not any(declared.pattern.covers(change.trail) for change in proposal.changes):
                yield _remark(f"nothing changed at {text}, which {declared.said.where} names", declared.said, text)


def _remark(message: str, said: Said, fact: str) -> Remark:
    return Remark(message, ways_out=(take_out(said),), facts=(fact,))


RULE = Rule("unused-scope", Level.WARNING, summary(__doc__), check)
