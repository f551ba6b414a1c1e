"""The change edits what guards: the policy, its schemas, or what decides whether they are asked.

## What it does

Names each edited file of the guard: the policy, files it extends, schemas, CODEOWNERS, and whatever
else decides over the check. Such an edit is to be declared with `Config-Scope: policy`. The change
itself is still judged by the policy of the base; what the proposed policy would have said of it is
told in notes. So is what the edit makes looser or tighter: how many settings each edited part covers
before and after, with the first few (`configguard policy diff` tells it, too).

The first policy of a repository loosens nothing, and is a note; one that could not be read any more
is an error, declared or not. Where no message exists yet, the edit is a note, too.

## Why it matters

A change that could loosen its own guard would not be guarded. Done in two steps (first the policy,
then the settings), it must at least be seen in the first.

## Example

A commit with `Config-Scope: email` also takes `database.host` out of `critical`.

## What to do

Make it a change of its own, or declare it:

```
Config-Scope: policy
```
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
    from configguard.model.proposal import GuardEdit, Proposal

_EFFECTS = {"looser": "is looser", "tighter": "is tighter", "other": "differs"}
TRAILER = words.declare_scope("policy")


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each undeclared edit of the guard, and a note for each thing the new policy would say."""
    for edit in proposal.guard_edits:
        if edit.first or edit.problem or not proposal.intent.policy:
            yield _remark(edit, proposal)
        elif edit.gone:
            yield _taken_away(edit)
    for shift in proposal.shifts:
        yield Remark(
            f"the proposed policy {_EFFECTS[shift.effect]}: {shift.sentence}",
            file=policy.file,
            ways_out=(("see what else it changes", words.POLICY_DIFF),),
            level=Level.NOTE,
            facts=("shift", shift.part, shift.sentence),
        )
    for line in proposal.under_new_policy:
        yield Remark(
            f"the proposed policy would say: {line}",
            file=policy.file,
            ways_out=(("see it whole", f"configguard check --policy {policy.file}"),),
            level=Level.NOTE,
            facts=("proposed", line),
        )


def _taken_away(edit: GuardEdit) -> Remark:
    message = f"{edit.file} goes, and nothing guards from the next change on"
    return Remark(message, file=edit.file, ways_out=(("see why", words.explain("policy-change")),), level=Level.NOTE)


def _remark(edit: GuardEdit, proposal: Proposal) -> Remark:
    if edit.problem:
        part = "" if edit.what == "the policy" else f", {edit.what}, leaves none that can be read"
        message = f"{edit.file}{part or ' would no longer be a policy'}: {edit.problem}"
        return Remark(message, file=edit.file, ways_out=(("correct it", edit.file),))
    if edit.first:
        message = f"{edit.file} brings {edit.what}, which guards from the next change on"
        return Remark(message, file=edit.file, ways_out=(("to say so in the message", TRAILER),), level=Level.NOTE)
    level = Level.WARNING if proposal.awaits_words else None
    does = "takes it away" if edit.gone else "edits it"
    return Remark(
        f"{edit.file} is {edit.what}, and this change {does} without saying so",
        file=edit.file,
        ways_out=(("declare it", TRAILER), ("or leave it out", f"edit {edit.file} in a change of its own")),
        level=Level.NOTE if proposal.stage == "no-intent" else level,
    )


RULE = Rule("policy-change", Level.ERROR, summary(__doc__), check)
