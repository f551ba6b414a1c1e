"""More targets are reached than their budget allows in one change, or more than one ring of them.

## What it does

Counts the targets of an entry that has a `budget`: those that get something else, come or go, and
those of which nobody can tell. More than `targets` of them are a finding. `one` names a placeholder
of which one change may reach only one value: with `one: env`, it may reach all targets of `test`, or
all of `prod`, but not some of both. What the intent declares makes no difference.

## Why it matters

The outages that were felt everywhere at once had one thing in common: a change that was right, or
nearly, went to every place in the same minute. A change that goes ring by ring fails where few are
hurt, and while there is time to stop it.

## Example

```yaml
targets:
  - name: "{service}@{env}"
    layers: ["config/defaults.yaml", "config/{env}/{service}.yaml"]
    budget: { targets: 10, one: env }
```

An edit of `config/defaults.yaml` reaches every service in `test` and in `prod`.

## What to do

Make several changes of it: set the value first where only one ring gets it, and in the defaults at
last. If it must be everywhere at once, raise the budget first, in a change of its own that says
`Config-Scope: policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.address import quoted_file
from configguard.model.finding import Remark
from configguard.model.grammar import quote
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import MOST_LISTED, in_parts, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.effective import Reached
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal
    from configguard.model.target import TargetEntry


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each limit of an entry that its targets exceed."""
    for entry in policy.targets:
        reached = [target for target in proposal.targets.targets if target.entry is entry]
        if entry.budget is not None:
            yield from _too_many(entry, reached, entry.budget.targets, policy)
            yield from _too_many_rings(entry, reached, entry.budget.one, policy)


def _too_many(entry: TargetEntry, reached: list[Reached], most: int | None, policy: Policy) -> Iterator[Remark]:
    if most is None or len(reached) <= most:
        return
    names = sorted(quoted_file(target.name) for target in reached)
    budget = f"the budget of {quote(entry.name.text)} is {most:,}"
    verb = "gets" if len(reached) == 1 else "get"
    message = f"{words.count(len(reached), 'target')} {verb} another configuration, and {budget} in one change"
    yield _remark(f"{message}: {listed(names, MOST_LISTED)}", reached, ("targets", entry.name.text, *names), policy)


def _too_many_rings(entry: TargetEntry, reached: list[Reached], hole: str | None, policy: Policy) -> Iterator[Remark]:
    rings = {target.bound[hole]: target for target in reached} if hole is not None else {}
    if len(rings) > 1:
        names = sorted(rings)
        message = f"{len(rings):,} values of {hole} are reached, and one change may reach only one"
        shown = listed([quoted_file(name) for name in names], MOST_LISTED)
        yield _remark(f"{message}: {shown}", reached, ("one", entry.name.text, *names), policy)


def _remark(message: str, reached: list[Reached], facts: tuple[str, ...], policy: Policy) -> Remark:
    edits = sorted((e for target in reached for e in target.edits), key=lambda e: (e.file, e.place or (0, 0)))
    first = edits[0] if edits else None
    return Remark(
        message,
        file=first and first.file,
        place=first and first.place,
        address=first and first.address,
        ways_out=in_parts(policy),
        facts=facts,
    )


RULE = Rule("target-budget", Level.ERROR, summary(__doc__), check)
