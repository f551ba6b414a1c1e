"""The effective configuration of a target changed that the intent does not cover.

## What it does

Works out what each target of the policy gets, before and after the change, and compares the two. A
target that gets something else, comes or goes, and that no `Config-Target` names, is a finding: one
for each edit, with all the targets that it reaches.

A change is held to this when it names targets at all, and always where the entry of the policy says
`declare: true`. Else how far an edit reaches is a note. Where nothing was said at all, that is the
matter of `missing-intent`. A target whose layers cannot be read, or whose renderer fails, is a finding
in any case, for nobody can tell what reaches it. Where the policy trusts the code of the base alone
(`trust: base`) and the change brings other code, the target counts as reached. A plan that is given
with `--plan` counts by what it is going to change.

## Why it matters

One edited default changes forty services. It is one line in one file, inside its scope, and nobody
who reads it sees what it reaches.

## Example

The commit says `Config-Target: email@*`, and edits a default that no other service sets itself:

```diff
 # config/defaults.yaml
 smtp:
-  timeout_ms: 500
+  timeout_ms: 800
```

`email@prod` and `email@test` were meant. `api@prod` and `web@prod` get another value as well.

## What to do

Put the value where only the targets that you mean get it, or put it back with `configguard restore`.
If you mean them all, name them in `Config-Target`; `*` stands for any part of a name.
`configguard suggest` prints the lines. `Config-Target` never covers the setting that you edit: that
is the matter of `Config-Scope` and `Config-Setting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.model import words
from configguard.model.address import quoted_file
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import MOST_LISTED, MOST_NAMED, listed, put_back_few

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.effective import Edit, Reached
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


class _Group(NamedTuple):
    """Edits of one file that reach the same targets."""

    edits: tuple[Edit, ...]
    targets: tuple[Reached, ...]


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for the edits of a file that reach the same targets, and one for each reason not to see a target."""
    targets = proposal.targets.targets
    yield from _unseen((target for target in targets if target.unseen), policy)
    for group in _groups(target for target in targets if not target.unseen):
        outside = tuple(t for t in group.targets if not t.covered_by and _is_judged(t, proposal, policy))
        if outside:
            yield _remark(group, outside, None)
        elif not all(target.covered_by for target in group.targets):
            yield _remark(group, (), Level.NOTE)
    for target in targets:
        if not target.edits and not target.covered_by:
            yield _of_a_plan(target, judged=_is_judged(target, proposal, policy))


def _is_judged(target: Reached, proposal: Proposal, policy: Policy) -> bool:
    if proposal.stage == "no-intent" or (proposal.intent.is_empty and policy.intent.required and proposal.changes):
        return False  # there is no message yet, or missing-intent speaks
    return target.entry.declare or bool(proposal.intent.targets)


def _groups(targets: Iterable[Reached]) -> list[_Group]:
    reached: dict[Edit, dict[int, Reached]] = {}
    for target in targets:
        for edit in target.edits:
            reached.setdefault(edit, {})[id(target)] = target
    groups: dict[tuple[str, tuple[int, ...]], list[Edit]] = {}
    for edit, some in reached.items():
        groups.setdefault((edit.file, tuple(some)), []).append(edit)
    return [_Group(tuple(edits), tuple(reached[edits[0]].values())) for edits in groups.values()]


def _remark(group: _Group, outside: tuple[Reached, ...], level: Level | None) -> Remark:
    first = min(group.edits, key=lambda edit: edit.place or (0, 0))
    names = [_named(target) for target in outside or group.targets]
    message = f"{_reach(group)}{_undeclared(group, outside)}: {listed(names, MOST_LISTED)}"
    return Remark(
        message,
        file=first.file,
        place=first.place,
        address=first.address,
        ways_out=_ways_out(group, outside) if outside else (_declare(group.targets, "declare"),),
        level=level,
        facts=("reach", *sorted(str(edit.address or edit.file) for edit in group.edits), *_what(group), *sorted(names)),
    )


def _what(group: _Group) -> list[str]:
    """What the targets get otherwise: whoever accepts a finding does not accept another value."""
    return sorted({change.change.fingerprint() for target in group.targets for change in target.changes})


def _reach(group: _Group) -> str:
    """`1 edit in config/defaults.yaml:12 reaches 14 targets`."""
    file, place = quoted_file(group.edits[0].file), group.edits[0].place
    line = f":{place.line}" if len(group.edits) == 1 and place else ""
    verb = "reaches" if len(group.edits) == 1 else "reach"
    return f"{words.count(len(group.edits), 'edit')} in {file}{line} {verb} {words.count(len(group.targets), 'target')}"


def _undeclared(group: _Group, outside: tuple[Reached, ...]) -> str:
    if not outside:
        return ""
    if len(outside) < len(group.targets):
        return f", {len(outside):,} of them undeclared"
    return ", undeclared" if len(outside) == 1 else ", all of them undeclared"


def _named(target: Reached) -> str:
    name = quoted_file(target.name)
    if target.renamed_from is not None:
        return f"{name} (new, it was {quoted_file(target.renamed_from)})"
    if target.withheld:
        return f"{name} (not looked into)"
    return name if target.kind == "changed" else f"{name} ({target.kind})"


def _of_a_plan(target: Reached, *, judged: bool) -> Remark:
    """What a plan is going to change; which edits made it so it does not tell."""
    named = listed([str(change.change.address) for change in target.changes], MOST_NAMED)
    verb = "changes" if len(target.changes) == 1 else "change"
    undeclared = ", undeclared" if judged else ""
    return Remark(
        f"{words.count(len(target.changes), 'setting')} of {quoted_file(target.name)} {verb}{undeclared}: {named}",
        ways_out=(_declare((target,), "declare"),),
        level=None if judged else Level.NOTE,
        facts=("plan", target.name, *sorted(change.change.fingerprint() for change in target.changes)),
    )


def _ways_out(group: _Group, outside: tuple[Reached, ...]) -> tuple[tuple[str, str], ...]:
    addresses = [edit.address for edit in group.edits if edit.address is not None]
    back = put_back_few(addresses)
    return (*back, _declare(outside, "or declare" if back else "declare"))


def _declare(targets: tuple[Reached, ...], verb: str) -> tuple[str, str]:
    if len(targets) > MOST_NAMED:
        return f"{verb} what it reaches, as these lines do", "configguard suggest"
    return f"{verb} what it reaches", words.declare_target(*(target.name for target in targets))


def _unseen(targets: Iterable[Reached], policy: Policy) -> Iterator[Remark]:
    """What could not be told counts as reached, and no word of the author cures it."""
    by_reason: dict[str, list[Reached]] = {}
    for target in targets:
        by_reason.setdefault(target.unseen, []).append(target)
    for reason, some in by_reason.items():
        names = sorted(quoted_file(target.name) for target in some)
        edits = [edit for target in some for edit in target.edits]
        edit = next(
            (edit for edit in edits if reason.startswith(f"{quoted_file(edit.file)} ")), next(iter(edits), None)
        )
        mend = "mend that layer" if some[0].entry.recipe is None else "mend what is rendered"
        yield Remark(
            f"what {listed(names, MOST_LISTED)} {'gets' if len(names) == 1 else 'get'} cannot be told: {reason}",
            file=edit and edit.file,
            place=edit and edit.place,
            ways_out=((f"{mend}, or change what the targets are made of, in", quoted_file(policy.file)),),
            facts=("unseen", reason, *names),
        )


RULE = Rule("outside-target", Level.ERROR, summary(__doc__), check)
