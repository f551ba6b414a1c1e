"""A critical setting changed, and the intent does not name it itself.

## What it does

A setting that the policy lists under `critical` is granted by no scope, no pattern and no mapping
that holds it. It may change only where a `Config-Setting` names its own address. Declared or not by
something wider, each one that changes unnamed is a finding, with the policy's reason.

Where the policy says `approval: owner`, naming it is not enough: one of the setting's owners (those of
its scope, else of its file in CODEOWNERS) must have approved the pull request, too, at exactly the
commit that is judged. The author's own approval, one of an older commit, and one that was dismissed do
not count. What GitHub cannot be asked is no verdict in CI; on a laptop it is a note.

Where nothing was said yet on a laptop, whose commit has no message so far, this is a warning.

## Why it matters

These are the settings on which everything else depends: a database's host, the address of a
validation service. One wrong value stops the whole service, so a change of one must be a decision,
never a by-product.

## Example

The commit says `Config-Scope: database`. The scope holds `database.host`, but the policy has:

```yaml
critical:
  - settings: ["config/api.yaml:database.host"]
    why: Every public API request depends on it.
```

## What to do

Put it back, or add a line of its own:

```
Config-Setting: config/api.yaml:database.host
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.approval import Approval
from configguard.model.finding import APPROVAL, Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import declare, happened, listed, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each critical setting that changed without being named."""
    if proposal.stage == "no-intent":
        return
    level = Level.WARNING if proposal.awaits_words else None
    for change in proposal.changes:
        if change.needs_approval:
            yield from _approval(change, proposal)
        if change.critical is not None and not change.named_itself:
            out = (put_back(change.address), declare(change, " (critical: must be named itself)"))
            yield Remark(_message(change, change.critical), change, ways_out=out, level=level)


def _approval(change: Change, proposal: Proposal) -> Iterator[Remark]:
    """A remark where no owner has approved the change."""
    approval = proposal.approvals.get(change.address) or Approval(why="nobody was asked")
    if not approval.by:
        whose = listed(change.owners, word="or") or "its owner"
        message = f"{change.address.inner} {happened(change)}, which needs an approval of {whose}: {approval.why}"
        facts = (APPROVAL, change.fingerprint(RULE.name))
        out = (put_back(change.address), ("or have it approved", f"a review of the last commit by {whose}"))
        level = None if proposal.ci else Level.NOTE
        yield Remark(message, change, ways_out=out, level=level, facts=facts)


def _message(change: Change, why: str) -> str:
    lacks = "but nothing names it itself"
    if change.covered_by:
        lacks = f"which {listed(change.covered_by)} {'does' if len(change.covered_by) == 1 else 'do'} not grant"
    reason = f": {why.strip().rstrip('.')}" if why.strip() else ""
    return f"{change.address.inner} is critical and {happened(change)}, {lacks}{reason}"


RULE = Rule("critical-setting", Level.ERROR, summary(__doc__), check)
