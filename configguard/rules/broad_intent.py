"""The intent declares far more than changed.

## What it does

Looks at the patterns of `Config-Setting`:

- One whose file part or path part is nothing but wildcards (`**`, `*:**.image.tag`,
  `config/api.yaml:**`) names anything, and is an error.
- One that covers more than ten settings of the changed files, of which less than one in ten
  changed, is a warning.

A `Config-Target` with wildcards and no letter, such as `*` or `*@*`, names anything too, and is an
error.

How wide a scope is, is the policy's decision. Where the policy says how many one change may declare
(`intent: { scopes: 3 }`), more are a warning. The standing intent of bots is left out.

A pattern never grants a critical setting, however it is written: `critical-setting` asks for its
own name.

## Why it matters

An intent that allows everything is no intent. The guard would then pass whatever strayed.

## Example

```
Config-Setting: config/api.yaml:**
```

## What to do

Name the settings that change, or the scope they belong to. `configguard suggest` prints the lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.model.target import DeclaredTargets
from configguard.rules._page import summary
from configguard.rules._words import MOST_NAMED, listed, named, otherwise, take_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.intent import DeclaredSetting
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal

STANDING = "actor"
FEW = 10
ONE_IN = 10


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each pattern that is too wide, and one for scopes that are too many."""
    if proposal.stage == "no-intent":
        return
    yield from _too_many(proposal, policy)
    yield from _any_target(proposal)
    for declared in {d.pattern.text: d for d in proposal.intent.settings}.values():
        if declared.said.source == STANDING or declared.pattern.is_literal:
            continue
        covered = [change for change in proposal.changes if declared.pattern.covers(change.trail)]
        if declared.pattern.only_wildcards:
            problem = "which is nothing but wildcards"
            yield _remark(declared, problem, covered, Level.ERROR)
            continue
        reach = proposal.reach.get(declared.pattern.text, 0)
        if covered and reach > FEW and len(covered) * ONE_IN < reach:
            problem = f"which covers {words.count(reach, 'setting')}, of which {len(covered)} changed"
            yield _remark(declared, problem, covered, None)


def _too_many(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    most = policy.intent.most_scopes
    names = [declared.name for declared in proposal.intent.scopes if declared.said.source != STANDING]
    if most is not None and len(names) > most:
        yield Remark(
            f"{words.count(len(names), 'scope')} declared ({listed(names)}); the policy allows {most} in one change",
            ways_out=(
                ("make a change for each purpose", "git rebase --interactive"),
                ("or name the settings themselves", "configguard suggest"),
            ),
            facts=tuple(names),
        )


def _any_target(proposal: Proposal) -> Iterator[Remark]:
    for said in {said.text: said for said in proposal.intent.targets}.values():
        if DeclaredTargets(said.text).only_wildcards:
            names = [target.name for target in proposal.targets.targets]
            lines = (("declare what it reaches", words.declare_target(*names)),) if len(names) <= MOST_NAMED else ()
            yield Remark(
                f"{said.where} declares the targets {named(said.text)}, which is nothing but wildcards",
                ways_out=(*(lines if names else ()), take_out(said)),
                level=Level.ERROR,
                facts=("targets", said.text),
            )


def _remark(declared: DeclaredSetting, problem: str, covered: list[Change], level: Level | None) -> Remark:
    instead = [("declare what changes", words.declare_setting(change.address)) for change in covered[:1]]
    instead += [("and", words.declare_setting(change.address)) for change in covered[1:]]
    if len(instead) > MOST_NAMED:
        instead = [("see the lines that declare what changes", "configguard suggest")]
    remove = take_out(declared.said)
    return Remark(
        f"{declared.said.where} declares {declared.pattern.text}, {problem}",
        ways_out=(*instead, otherwise(remove)) if instead else (remove,),
        level=level,
        facts=(declared.pattern.text,),
    )


RULE = Rule("broad-intent", Level.WARNING, summary(__doc__), check)
