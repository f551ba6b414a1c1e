"""Two items of a list have the same declared identity.

## What it does

The policy may say what makes an item of a list itself: `items: { upstreams: name, routes: [method,
path] }`. Two items of one list that agree in those fields are a finding. What stood at the base
already is a note.

## Why it matters

A program that looks items up by their name takes the first or the last, and a reviewer sees the
other. The guard cannot tell them apart either: it then compares the list by position.

## Example

```yaml
upstreams:
  - name: mail
    url: http://mail-1.internal
  - name: mail
    url: http://mail-2.internal
```

## What to do

Give one of them another identity, or take it out. If the list may hold equals, say so in the
policy: `position`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._old import told_apart
from configguard.rules._page import summary
from configguard.rules._words import twice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each repeated identity of the head."""
    for file in proposal.files:
        for repeated, level in told_apart(file.items, proposal):
            lines, either = twice(repeated.first, repeated.again)
            identity = repeated.collides or "the same identity"
            yield Remark(
                f"{repeated.address.inner} holds two items with {identity}, {lines}",
                file=file.path,
                place=repeated.again,
                address=repeated.address,
                ways_out=(
                    ("change or take out one of the two", f"{file.path}, {either}"),
                    ("or see why", words.explain(RULE.name)),
                ),
                level=level,
                facts=(repeated.key,),
            )


RULE = Rule("duplicate-item", Level.ERROR, summary(__doc__), check)
