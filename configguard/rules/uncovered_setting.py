"""A changed setting belongs to no scope at all.

## What it does

Looks at each changed setting for the scopes of the policy that hold it. Where there are none, only
`Config-Setting` can declare it. A policy that defines no scopes is left in peace.

## Why it matters

The policy has a gap: nobody owns this setting, and nobody can say in one word that a change is
about it.

## Example

The scopes hold `config/api.yaml:smtp.**` and `config/api.yaml:database.**`, and a change adds
`config/api.yaml:cache.ttl`.

## What to do

Add the setting to a scope, in a change of its own that says `Config-Scope: policy`. Until then,
declare it by its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import briefly, declare, happened, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each change outside all scopes."""
    if not policy.scopes:
        return
    for change in proposal.changes:
        if not change.scopes:
            address = change.address
            # What it changed from and to is said once: by outside-intent, where that speaks too.
            what = happened(change) if change.covered_by or proposal.intent.is_empty else briefly(change)
            message = f"{address.inner} {what}, and belongs to no scope of the policy"
            scope = ("or add it to a scope of the policy", f'settings: ["{_escaped(str(address))}"]')
            known = () if change.named_itself or change.frozen is not None else (declare(change),)
            out = (put_back(address), *known, scope)
            yield Remark(message, change, ways_out=out)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


RULE = Rule("uncovered-setting", Level.WARNING, summary(__doc__), check)
