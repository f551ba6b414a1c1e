"""A setting changed that no declared scope or setting covers.

## What it does

Compares every changed setting with what the author said the change is for: the scopes of
`Config-Scope`, and the settings and patterns of `Config-Setting`. A setting that none of them
covers is a finding. Where nothing was said at all, this rule is silent and `missing-intent` speaks
once. A critical setting that a scope covers is the matter of `critical-setting`.

## Why it matters

The value is well-formed, the file is valid, the reviewer reads the wanted edit: nothing else tells
that a second setting went along. This is how a dependency is broken by a change that was about
something else.

## Example

The commit says `Config-Scope: email`, and the scope `email` holds `config/api.yaml:smtp.**`:

```diff
 smtp:
   pool:
-    size: 10
+    size: 20
 database:
-  host: db-primary.internal
+  host: db-replica.internal
```

`smtp.pool.size` is covered. `database.host` is outside the intent.

## What to do

Put the setting back with `configguard restore`, or, if you mean it, declare it: name its scope in
`Config-Scope`, or the setting itself in `Config-Setting`. A setting that is in no scope can only be
named itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.model.window import shown
from configguard.rules._page import summary
from configguard.rules._words import briefly, declare, happened, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each change outside the intent."""
    if proposal.stage == "no-intent" or proposal.intent.is_empty:
        return
    for change in proposal.changes:
        if not change.covered_by:
            # What it changed from and to is said once: by a rule that guards it, where one speaks too.
            what = happened(change) if change.critical is None and change.frozen is None else briefly(change)
            closed = _closed(change, proposal, policy)
            why = f"{closed[0]} grants it only {closed[1]}" if closed else "nothing you declared covers it"
            yield Remark(f"{change.address.inner} {what}, and {why}", change, ways_out=_ways_out(change, closed))


def _closed(change: Change, proposal: Proposal, policy: Policy) -> tuple[str, str] | None:
    """The scope that was declared and does not grant at this time, and when it does."""
    for name in (declared.name for declared in proposal.intent.scopes if declared.name in change.scopes):
        scope = policy.scope(name)
        if scope is not None and not policy.grants(scope):
            return name, shown(scope.when)
    return None


def _ways_out(change: Change, closed: tuple[str, str] | None) -> tuple[tuple[str, str], ...]:
    if change.frozen is not None:
        return (put_back(change.address),)  # what may not change at all is not declared away
    if change.critical is not None:
        return (put_back(change.address), declare(change, " (critical: must be named itself)"))
    if closed is not None:
        return (put_back(change.address), (f"or wait for the time of {closed[0]}", closed[1]))
    scopes = [("or declare its scope", words.declare_scope(scope)) for scope in change.scopes[:1]]
    return (put_back(change.address), declare(change), *scopes)


RULE = Rule("outside-intent", Level.ERROR, summary(__doc__), check)
