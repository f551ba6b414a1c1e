"""The author wants a rule overridden, and that does not hold.

## What it does

`Config-Override: RULE: REASON` asks that what RULE finds may pass for once. It holds only where all of
this is so; else this finding says what lacks, and what RULE finds fails as before:

- The policy of the branch that the change goes to has the rule under `override`. A policy that the
  change itself brings allows nothing, and nobody can override a `mandatory` rule, `policy-change`,
  or what could not be read.
- There are no more findings of the rule than the policy lets be overridden, and the reason has the
  form that it wants.
- Somebody whom the policy names has approved the pull request, at exactly the commit that is judged.
  The author's own approval, one of an older commit, and one that was dismissed do not count. Where the
  line stands in the text of the pull request alone, which can be edited after an approval, the
  approving review must have the line in its own text.

An override that finds nothing to override is a warning: take it out, for the history counts it.

## Why it matters

An emergency needs a way past the gate that does not teach people to take the gate down. This one is
asked for in words, granted by somebody else, loud in every report, and counted.

## Example

```
Config-Override: outside-intent: INC-4711, mail is down, the pool goes with the host
```

Nobody of `@acme/oncall` has approved the pull request yet.

## What to do

Have the last commit approved by one of those whom the policy names, or mend what the rule finds and
take the line out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.override import REFUSED
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import otherwise, take_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.override import Override
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each line that does not hold."""
    for one in proposal.overrides:
        if not one.holds:
            yield _remark(one)


def _remark(one: Override) -> Remark:
    said = one.declared.said
    ways_out = (*one.ways_out, otherwise(take_out(said))) if one.ways_out else (take_out(said),)
    return Remark(
        f"{said.where} says “{one.declared.line}”, but {one.problem}",
        ways_out=(*ways_out, ("when it holds", words.explain(REFUSED))),
        level=Level.WARNING if one.idle else None,
        facts=(one.rule, said.where),
    )


RULE = Rule(REFUSED, Level.ERROR, summary(__doc__), check)
