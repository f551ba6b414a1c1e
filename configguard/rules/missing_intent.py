"""Settings changed, and nothing says what for.

## What it does

Speaks once, when configuration changed and no source of intent says anything: no trailer, no line
in the pull request, no change file. It counts the changed settings by scope. `outside-intent` is
then silent. With `intent: { required: false }` in the policy, nothing need be said.

On a laptop a commit message may not exist yet. Where a source could not be read for such a reason,
this is a warning; in CI it is an error.

## Why it matters

A change is consistent with its intent only if there is one. Without it nobody can tell the wanted
edit from the one that strayed.

## Example

A commit with the subject `Tune mail delivery` and no trailers changes two settings of `email` and
one of `database`.

## What to do

End the commit message with a paragraph of its own that says what the change is for:

```
Config-Scope: email
```

`configguard suggest` prints the lines that would cover the present change. Put back what you did
not mean.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import MOST_NAMED, listed, otherwise, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """One remark for the whole change, at the setting where this rule weighs most."""
    changes = proposal.changes
    if proposal.stage == "no-intent" or not policy.intent.required or not proposal.intent.is_empty or not changes:
        return
    worst = max(changes, key=lambda change: policy.level(RULE.name, RULE.level, change.file))
    yield Remark(
        f"{words.count(len(changes), 'setting')} changed ({_by_scope(changes)}), and nothing says what for",
        file=worst.file,
        place=worst.place,
        ways_out=_ways_out(changes),
        level=Level.WARNING if proposal.awaits_words else None,
        facts=tuple(sorted(change.fingerprint() for change in changes)),
    )


def _by_scope(changes: tuple[Change, ...]) -> str:
    counted = Counter(scope for change in changes for scope in change.scopes)
    parts = [f"{number} in {scope}" for scope, number in counted.most_common()]
    scopeless = sum(not change.scopes for change in changes)
    critical = sum(change.critical is not None for change in changes)
    parts += [f"{scopeless} in no scope"] if scopeless else []
    return listed(parts) + (f"; {critical} critical" if critical else "")


def _ways_out(changes: tuple[Change, ...]) -> tuple[tuple[str, str], ...]:
    """The lines that would cover it all, where they are few, and how to undo it."""
    alone = [change for change in changes if change.critical is not None or not change.scopes]
    scopes = dict.fromkeys(change.scopes[0] for change in changes if change.scopes and change.critical is None)
    lines = [words.declare_scope(*scopes)] if scopes else []
    lines += [words.declare_setting(change.address) for change in alone]
    if len(lines) > MOST_NAMED:
        return (("see the lines that would declare it", "configguard suggest"), _undo(changes))
    return (*(("declare it" if n == 0 else "and", line) for n, line in enumerate(lines)), _undo(changes))


def _undo(changes: tuple[Change, ...]) -> tuple[str, str]:
    if len(changes) <= MOST_NAMED:
        return otherwise(put_back(*(change.address for change in changes)))
    counted = Counter(scope for change in changes for scope in change.scopes).most_common(1)
    if not counted:
        return "or put back what strayed, such as", words.put_back(changes[0].address)
    return "or put back all but one scope", words.put_back_outside(counted[0][0])


RULE = Rule("missing-intent", Level.ERROR, summary(__doc__), check)
