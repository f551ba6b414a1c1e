"""A configuration file cannot be read.

## What it does

Every configuration file that changes is parsed as its format says. One that cannot be parsed at the
head is a finding: broken syntax, a wrong encoding, or more than the guard's limits allow. A file
whose content could not be read at the base either, and did not change, is a note.

Where a file that could not be read is deleted or emptied, its content as a whole, `FILE:@content`, is a
setting that was removed. Where it is mended, all its settings are new.

## Why it matters

What cannot be read cannot be judged: any setting may have changed in it. A guard that skips such
files can be switched off by a tab.

## Example

```yaml
smtp:
        host: mail.internal
```

YAML allows no tabs for indentation.

## What to do

Mend the file. If it is no such file after all (a template, for instance), let the policy say so:
`format: opaque` compares it as a whole, `ignore: true` leaves it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each file that cannot be read at the head."""
    for file in proposal.files:
        unreadable = file.head.unreadable if file.head else None
        if unreadable is None:
            continue
        limit = f" (the guard's limit: {unreadable.limit})" if unreadable.limit else ""
        glob = f'in {policy.file}: {{ match: "/{file.path}", format: opaque }}'
        yield Remark(
            f"{file.path} cannot be read: {unreadable.problem}{limit}",
            file=file.path,
            place=unreadable.place,
            ways_out=(_mend(file, unreadable.limit), ("or have it compared as a whole", glob)),
            level=Level.NOTE if _stood_before(file) and not proposal.strict else None,
            facts=(file.path,),
        )


def _stood_before(file: ChangedFile) -> bool:
    """Whether the very same content could not be read at the base."""
    base, head = file.base, file.head
    if base is None or head is None or base.unreadable is None:
        return False
    return base.stored.oid is not None and base.stored.oid == head.stored.oid


def _mend(file: ChangedFile, limit: str | None) -> tuple[str, str]:
    place = file.head.unreadable.place if file.head and file.head.unreadable else None
    where = file.path if place is None else f"{file.path}, line {place.line}, column {place.column}"
    return ("split or shorten it" if limit else "mend it", where)


RULE = Rule("unreadable-config", Level.ERROR, summary(__doc__), check)
