"""A pattern of the policy matches no setting.

## What it does

Looks for a setting of the head for each pattern under `critical`, `frozen`, `references`, `checks`,
`secrets` and in the scopes, and for a target of each name under `targets`. It is asked when the
policy is edited, and under `--strict`.

## Why it matters

A critical setting that was renamed, or misspelt in the policy, is guarded no more, and nothing
tells. Where a layer of targets is misspelt, there are none.

## Example

```yaml
critical:
  - settings: ["**:**.validatoin_url"]
    why: Every public API request depends on it.
```

## What to do

Correct the pattern, or take it out. `configguard diff` and `configguard explain` show addresses as
they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each pattern that was looked for and not found."""
    for dead in proposal.unmatched or ():
        line = f", line {dead.place.line}" if dead.place else ""
        yield Remark(
            f"{dead.pattern} ({dead.where}) matches no {dead.kind}",
            file=policy.file,
            place=dead.place,
            ways_out=(
                ("correct it or take it out", f"{policy.file}{line}"),
                ("or see how settings are written", words.explain(RULE.name)),
            ),
            facts=(dead.where, dead.pattern),
        )


RULE = Rule("dead-pattern", Level.WARNING, summary(__doc__), check)
