"""A key stands twice in one mapping, so that one of its values is silently lost.

## What it does

Finds keys that are written twice in one mapping, and keys that are written differently but load as
the same, such as `on` and `true`, or `1` and `1.0`. What stood at the base already is a note.

## Why it matters

Most programs take one of the two values and say nothing. Which one differs from program to program,
and a reviewer sees the other.

## Example

```yaml
smtp:
  timeout_ms: 500
  host: mail.internal
  timeout_ms: 50
```

## What to do

Take one of the two out.
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
    from configguard.model.proposal import Proposal, Repeated


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each repeated key of the head."""
    for file in proposal.files:
        for repeated, level in told_apart(file.keys, proposal):
            yield Remark(
                _message(repeated),
                file=file.path,
                place=repeated.again,
                address=repeated.address,
                ways_out=(
                    ("take one of the two out", f"{file.path}, {twice(repeated.first, repeated.again)[1]}"),
                    ("or see why", words.explain(RULE.name)),
                ),
                level=level,
                facts=(repeated.key,),
            )


def _message(repeated: Repeated) -> str:
    key = repeated.address.inner
    lines, _ = twice(repeated.first, repeated.again)
    if repeated.collides is not None:
        return f"{key} and {repeated.collides} load as the same key, {lines}, so one value is lost"
    return f"{key} stands twice, {lines}, so one of its values is lost"


RULE = Rule("duplicate-key", Level.ERROR, summary(__doc__), check)
