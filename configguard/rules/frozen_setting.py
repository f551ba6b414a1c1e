"""A setting changed that may not change.

## What it does

A setting that the policy lists under `frozen` may neither change nor go, whatever the intent
declares. It may come where it is chosen for the first time: in a file, a document or a list item
that is itself new.

With `when`, an entry holds at these times alone: a change freeze. Then nothing of it may come
either, new file or not.

## Why it matters

Some values are chosen once, and stored data or other systems refer to them ever after: a tenant's
id, a shard count, an encryption key's name. Their file can be edited back; what was written in the
meantime cannot.

## Example

```yaml
frozen:
  - settings: ["config/*.yaml:tenant_id"]
    why: Chosen once, referenced by stored data.
```

```diff
-tenant_id: 4711
+tenant_id: 4712
```

## What to do

Put it back. If it really must change, take it out of `frozen` first, in a change of its own that
says `Config-Scope: policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.model.trail import Item
from configguard.rules._page import summary
from configguard.rules._words import happened, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each frozen setting that changed."""
    for file in proposal.files:
        for change in file.changes:
            if change.frozen is not None and (policy.is_stopped(change.trail) or not _is_first_choice(change, file)):
                reason = f": {change.frozen.strip().rstrip('.')}" if change.frozen.strip() else ""
                message = f"{change.address.inner} {happened(change)}, but is frozen{reason}"
                unfreeze = (
                    f"or first unfreeze it in {policy.file}, in a change of its own",
                    "Config-Scope: policy",
                )
                yield Remark(message, change, ways_out=(put_back(change.address), unfreeze))


def _is_first_choice(change: Change, file: ChangedFile) -> bool:
    if change.kind != "added":
        return False
    new_document = change.trail.base_number is None and change.trail.head_number is not None
    new_item = any(isinstance(step, Item) and step.base is None for step in change.trail.steps)
    return file.base is None or new_document or new_item


RULE = Rule("frozen-setting", Level.ERROR, summary(__doc__), check)
