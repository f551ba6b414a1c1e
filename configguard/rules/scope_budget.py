"""More changed, went or came in a scope than its budget allows in one change.

## What it does

Holds each scope that has a `budget` against what the change does in it, whatever the intent
declares. Settings that changed or came are counted against `changes`, those that went against
`removals`: deleting five entries is another matter than editing five. A setting that moved within
the scope changed. `growth` limits by how many settings a file may grow, and by how many items a
list, as a number or as a share of what was there; a share counts only where there was enough for it
to mean something.

## Why it matters

The value of each setting can be right and the change still too large to be meant, or to be looked
at: a generated file that doubled, a list of rules that lost half its entries. A budget asks for it
to be done in parts.

## Example

```yaml
scopes:
  features:
    settings: ["config/features.yaml"]
    budget: { changes: 20, removals: 5, growth: { files: 50%, lists: 50% } }
```

A change that makes 130 settings of 60 in `config/features.yaml` is found, once for the number of
changes and once for the file.

## What to do

Look whether all of it is meant. Make several changes of it, each within the budget, or raise the
budget first, in a change of its own that says `Config-Scope: policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import in_parts, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.address import Address
    from configguard.model.budget import Grown
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal

    _Settings = dict[str, list[Address]]

_FEW = 3
"""So many of the settings are named."""


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each number of a budget that is exceeded."""
    changed, removed = _counted(proposal)
    for name in dict.fromkeys([*changed, *removed]):
        scope = policy.scope(name)
        if scope is None or scope.budget is None:
            continue
        for what, found, most in (
            ("changed or came", changed.get(name, []), scope.budget.changes),
            ("went", removed.get(name, []), scope.budget.removals),
        ):
            if most is not None and len(found) > most:
                yield _remark(name, what, found, most, policy)
    yield from (_outgrown(grown, policy) for grown in proposal.grown)


def _counted(proposal: Proposal) -> tuple[_Settings, _Settings]:
    """Which settings of each scope changed or came, and which went."""
    changed: _Settings = {}
    removed: _Settings = {}
    kept = {(change.moved_from, name) for change in proposal.changes if change.moved_from for name in change.scopes}
    for change in proposal.changes:
        for name in change.scopes:
            if change.kind != "removed":
                changed.setdefault(name, []).append(change.address)
            elif (change.address, name) not in kept:
                removed.setdefault(name, []).append(change.address)
    return changed, removed


def _remark(name: str, what: str, found: list[Address], most: int, policy: Policy) -> Remark:
    number = len(found)
    named = listed(map(str, found), _FEW)
    return Remark(
        f"{words.count(number, 'setting')} of {name} {what}, and its budget is {most:,} in one change: {named}",
        ways_out=in_parts(policy),
        facts=(name, what, str(number)),
    )


def _outgrown(grown: Grown, policy: Policy) -> Remark:
    is_file = grown.what == "file"
    noun, subject = ("setting", "the file") if is_file else ("item", grown.address.inner)
    many = f"from {grown.before:,} to {words.count(grown.after, noun)}{f' of {grown.scope}' if is_file else ''}"
    allowed = f"the budget of {grown.scope} lets a {grown.what} grow by {grown.allowed}"
    return Remark(
        f"{subject} grew {many}, and {allowed} in one change",
        file=grown.address.file,
        place=grown.place,
        address=None if is_file else grown.address,
        ways_out=in_parts(policy),
        facts=(grown.scope, grown.what, str(grown.before), str(grown.after)),
    )


RULE = Rule("scope-budget", Level.ERROR, summary(__doc__), check)
