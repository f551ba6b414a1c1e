"""A setting changed its type.

## What it does

Compares the types of a setting before and after: a number that became a string, a string that
became a boolean, a tag that came or went. A value that becomes null, or comes in its place, is no
type. Where a list or a mapping comes in the place of a value, the value went, and what is in them
came: that is told as such.

## Why it matters

`8080` and `"8080"` look alike in a review, and so do `no` and `"no"`. The program that reads them
may refuse one of the two, or take it for something else.

## Example

```diff
-port: 8080
+port: "8080"
```

## What to do

Write the value with the type it had. Where the program wants the new type, the warning may stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import put_back, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each retyped setting."""
    for change in proposal.changes:
        before, after = change.before, change.after
        if change.kind != "retyped" or before is None or after is None:  # what takes the place of null is changed
            continue
        message = f"{change.address.inner} was {typed(before)} and is now {typed(after)}"
        keep = ("or, if the new type is wanted, see why this warns", words.explain(RULE.name))
        yield Remark(message, change, ways_out=(put_back(change.address), keep))


RULE = Rule("type-change", Level.WARNING, summary(__doc__), check)
