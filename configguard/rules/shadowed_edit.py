"""A setting changed that every target gets from elsewhere.

## What it does

Follows each changed setting of a file that targets are made of. Where no target gets anything else
by it, because a later layer sets it too, deletes it or replaces the list it stands in, or because an
earlier one says the same, the edit has no effect, and this says so. Nothing is said of a file while
one of its targets cannot be seen.

## Why it matters

The author meant something to change, and nothing does. The day that the later layer goes, it will.

## Example

```diff
 # config/defaults.yaml
 smtp:
-  timeout_ms: 500
+  timeout_ms: 800
```

Every `config/SERVICE.yaml` has a `smtp.timeout_ms` of its own.

## What to do

Edit the layer that wins, which `configguard explain SETTING --target NAME` shows, or take the
setting out of it. If the edit is only to be tidy, nothing need be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import briefly, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal

_NOTHING = "all targets get what they got: other layers say the same, or have the last word"


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each change that no target gets."""
    for change in proposal.targets.shadowed:
        message = f"{change.address.inner} {briefly(change)}, but {_NOTHING}"
        yield Remark(message, change, ways_out=(put_back(change.address),))


RULE = Rule("shadowed-edit", Level.NOTE, summary(__doc__), check)
