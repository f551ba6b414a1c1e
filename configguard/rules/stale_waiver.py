"""A waiver of the policy is expired, or waives nothing.

## What it does

Says which entries of `waivers` are over: the last day of one has passed (in UTC), so it waives no more. Under
`--strict` it also names those that waive nothing: no finding of this change, and nothing that stands in the file of
their address. It is a note, for no change fails for a waiver that it does not need; under `--strict`, which belongs
in a scheduled job, it is an error.

## Why it matters

A waiver is a hole that somebody answers for until a day. One that outlives its reason is a hole that nobody knows of.

## Example

```yaml
waivers:
  - rule: schema-violation
    address: config/api.yaml:smtp.pool.size
    reason: The new pool is sized by hand until the load test.
    owner: "@acme/email"
    expires: 2026-03-31
```

## What to do

Take the waiver out. If what it accepted must stand longer, ask its owner, and give it a new day.
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
    from configguard.model.waiver import StaleWaiver


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each waiver that is to be taken out."""
    for found in proposal.stale:
        waiver = found.waiver
        line = f", line {waiver.place.line}" if waiver.place else ""
        yield Remark(
            f"the waiver of {waiver.of} for {waiver.rule} {_why(found)}",
            file=waiver.file,
            place=waiver.place,
            ways_out=(
                ("take it out", f"{waiver.file}{line}"),
                (f"or ask {waiver.owner}, and give it a new day", words.explain(RULE.name)),
            ),
            level=Level.ERROR if proposal.strict else None,
            facts=(waiver.rule, waiver.of),
        )


def _why(found: StaleWaiver) -> str:
    if found.expired:
        return f"ended on {found.waiver.expires}"
    return "waives nothing: neither in this change, nor in what stands there"


RULE = Rule("stale-waiver", Level.NOTE, summary(__doc__), check)
