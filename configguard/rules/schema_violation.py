"""A value does not fit its schema.

## What it does

Checks each changed file whose entry in the policy has a `schema` against that JSON Schema, as it
stands with the policy. The whole head is checked; what the base had already is a note.

## Why it matters

A schema says what values can work at all. It does not say which change was meant: that is the
matter of the intent.

## Example

`schemas/service.json` says that `smtp.pool.size` is an integer from 1 to 200:

```diff
-    size: 10
+    size: twenty
```

## What to do

Correct the value. If the schema is wrong, change it in a change of its own that says `Config-Scope:
policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.plugins import Rule
from configguard.model.policy import Level
from configguard.rules._old import told_apart
from configguard.rules._page import summary
from configguard.rules._words import MOST_NAMED, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.address import Address
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal, Violation


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each violation of the head."""
    for file in proposal.files:
        for violation, level in told_apart(file.violations, proposal):
            inner = violation.address.inner
            yield Remark(
                f"{'the document' if inner == '.' else inner} {violation.problem}",
                file=file.path,
                place=violation.place,
                address=violation.address,
                ways_out=_ways_out(violation, file),
                level=level,
                facts=(violation.key,),
            )


def _ways_out(violation: Violation, file: ChangedFile) -> tuple[tuple[str, str], ...]:
    wanted = ("make it fit", violation.schema)
    addresses = (change.address for change in file.changes)
    back = [address for address in addresses if _touches(address, violation.address)]
    if not back or len(back) > MOST_NAMED:
        return (wanted,)
    return (wanted, (f"or {put_back(*back)[0]}", put_back(*back)[1]))


def _touches(changed: Address, violating: Address) -> bool:
    """Whether one of the two settings holds the other."""
    shorter = min(len(changed.path), len(violating.path))
    return changed.document == violating.document and changed.path[:shorter] == violating.path[:shorter]


RULE = Rule("schema-violation", Level.ERROR, summary(__doc__), check)
