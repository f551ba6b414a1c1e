"""The intent names a target that there is not.

## What it does

Looks up each name of `Config-Target` among the targets that the policy finds in the files of either
side of the change, exactly as written but for `*`, which stands for any part of a name. Where a name
is near, it is offered; otherwise the targets are listed.

## Why it matters

A target that does not exist covers nothing, and a misspelt one may look to a reviewer like the real
one.

## Example

There are `email@prod` and `email@test`; the commit says:

```
Config-Target: email@production
```

## What to do

Write the name as it is: `configguard suggest` prints the lines for the targets that the change
reaches. If a target is missing, its files may be, or the policy does not find it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.address import quoted_file
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.model.target import DeclaredTargets
from configguard.rules._page import summary
from configguard.rules._words import MOST_LISTED, listed, named, otherwise, take_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.intent import Said
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each name, or pattern, that is of no target."""
    if proposal.stage == "no-intent":
        return
    names = proposal.targets.names
    for said in {said.text: said for said in proposal.intent.targets}.values():
        if not any(map(DeclaredTargets(said.text).covers, names)):
            yield _remark(said, names)
    for misstated in proposal.intent.misstated:
        if misstated.said.key == "Config-Target":
            message = f"{misstated.said.where} says “{misstated.said}”, but {misstated.problem}"
            out = (("write instead", misstated.help), otherwise(take_out(misstated.said)))
            yield Remark(message, ways_out=out, facts=(misstated.said.text,))


def _remark(said: Said, names: tuple[str, ...]) -> Remark:
    near = _near(said.text, names)
    known = f"; there are {listed(map(quoted_file, names), MOST_LISTED)}" if names else "; the policy finds none"
    hint = f"; did you mean {' or '.join(map(quoted_file, near))}?" if near else known
    corrections = tuple(("write" if n == 0 else "or", words.declare_target(name)) for n, name in enumerate(near))
    remove = take_out(said)
    return Remark(
        f"{said.where} names the target {named(said.text)}, which there is not{hint}",
        ways_out=(*corrections, otherwise(remove)) if near else (remove,),
        facts=(said.text,),
    )


def _near(name: str, known: tuple[str, ...]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt name needs it

    folded = {target.casefold(): target for target in known}
    return [folded[near] for near in get_close_matches(name.casefold(), folded, n=2, cutoff=0.7)]


RULE = Rule("unknown-target", Level.ERROR, summary(__doc__), check)
