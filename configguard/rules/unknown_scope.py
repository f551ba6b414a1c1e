"""The intent names a scope that the policy does not have.

## What it does

Looks up each name of `Config-Scope` among the scopes of the policy, exactly as written: case
matters, and a name holds no wildcards. Where a name of the policy is near, it is offered; otherwise
the policy's scopes are listed.

## Why it matters

A scope that does not exist grants nothing, and a misspelt one may look to a reviewer like the real
one.

## Example

The policy has `email` and `database`; the commit says:

```
Config-Scope: emial
```

## What to do

Write the name as the policy has it. If a new scope is wanted, add it to the policy in a change of
its own, declared with `Config-Scope: policy`. For single settings no scope is needed: name them in
`Config-Setting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.grammar import quote
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import MOST_LISTED, listed, otherwise, take_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.intent import DeclaredScope
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal

WILD = frozenset("*?{}[]")


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each name that is no scope of the policy."""
    if proposal.stage == "no-intent":
        return
    unknown = {d.name: d for d in proposal.intent.scopes if policy.scope(d.name) is None}
    for declared in unknown.values():
        yield _remark(declared, policy)
    for misstated in proposal.intent.misstated:
        if misstated.said.key == "Config-Scope" and misstated.said.text not in unknown:
            message = f"{misstated.said.where} says “{misstated.said}”, but {misstated.problem}"
            out = (("write instead", misstated.help), otherwise(take_out(misstated.said)))
            yield Remark(message, ways_out=out, facts=(misstated.said.text,))


def _remark(declared: DeclaredScope, policy: Policy) -> Remark:
    known = [scope.name for scope in policy.scopes]
    near = _near(declared.name, known)
    name = declared.name if declared.name.isprintable() else quote(declared.name)
    problem = "which the policy does not have"
    if WILD & set(declared.name) and declared.name.isprintable():
        problem = "but a scope's name holds no wildcards"
    hint = f"; did you mean {' or '.join(near)}?" if near else _known(known)
    corrections = tuple(("write" if n == 0 else "or", words.declare_scope(scope)) for n, scope in enumerate(near))
    remove = take_out(declared.said)
    return Remark(
        f"{declared.said.where} names the scope {name}, {problem}{hint}",
        ways_out=(*corrections, otherwise(remove)) if near else (remove,),
        facts=(declared.name,),
    )


def _near(name: str, known: list[str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt name needs it

    folded = {scope.casefold(): scope for scope in known}
    found = get_close_matches(name.casefold(), folded, n=2, cutoff=0.7)
    return [folded[near] for near in found]


def _known(known: list[str]) -> str:
    return f"; it has {listed(known, MOST_LISTED)}" if known else "; it has none"


RULE = Rule("unknown-scope", Level.ERROR, summary(__doc__), check)
