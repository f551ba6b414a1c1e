"""A target takes a value that the stage before it does not have.

## What it does

Where an entry of `targets` has a `promotion`, such as `{ env: [test, staging, prod] }`, holds what a
target of a later stage takes against what the same target of the stage before it has on the branch
that the change goes to. A setting that is another one there, or is there and not here, is a finding.
A stage that has no such target is passed over; the first stage may take anything.

Settings that each stage has as its own, such as hosts, stand under `own`:

```yaml
targets:
  - name: "{service}@{env}"
    layers: ["config/defaults.yaml", "config/{env}/{service}.yaml"]
    promotion: { env: [test, staging, prod] }
    own: ["**:**.host", "*@prod:replicas"]
```

## Why it matters

A value that has run nowhere is tried where it hurts most. Whoever reads the change sees a valid
value in a valid file; that the stage before has never had it stands in another file.

## Example

`email@staging` still has `smtp.pool: 40`, and the change says:

```diff
 # config/prod/email.yaml
 smtp:
-  pool: 40
+  pool: 80
```

## What to do

Bring the value to the stage before in a change of its own, let it run there, and make this change
then. If the setting is meant to differ from stage to stage, name it under `own`, in a change that
says `Config-Scope: policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.address import quoted_file
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import MOST_LISTED, MOST_NAMED, happened, listed, put_back_few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.effective import Edit, EffectiveChange, Reached, Unpromoted
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for the targets that take the same of the same edits, and that the stages before them do not have."""
    groups: dict[tuple[str, tuple[Edit, ...], bool], list[tuple[Reached, Unpromoted]]] = {}
    for target in proposal.targets.targets:
        lacking = target.unpromoted
        if lacking is not None:
            key = _told(lacking.settings), _edits(lacking.settings), bool(lacking.unseen)
            groups.setdefault(key, []).append((target, lacking))
    for (told, edits, _), group in groups.items():
        yield _remark(told, edits, group)


def _edits(settings: tuple[EffectiveChange, ...]) -> tuple[Edit, ...]:
    edits = {edit for setting in settings for edit in setting.edits}
    return tuple(sorted(edits, key=lambda edit: (edit.file, edit.place or (0, 0))))


def _told(settings: tuple[EffectiveChange, ...]) -> str:
    return listed([f"{setting.change.address.inner} {happened(setting.change)}" for setting in settings], MOST_NAMED)


def _remark(told: str, edits: tuple[Edit, ...], group: list[tuple[Reached, Unpromoted]]) -> Remark:
    addresses = [edit.address for edit in edits if edit.address is not None]
    first = edits[0] if edits else None
    back = put_back_few(addresses)
    names = [target.name for target, _ in group]
    prints = {s.change.fingerprint() for _, lacking in group for s in lacking.settings}
    return Remark(
        f"{_lack(group)}: {told}",
        file=first and first.file,
        place=first and first.place,
        address=first and first.address,
        ways_out=(*back, _onward(group, "or bring" if back else "bring")),
        facts=("promotion", *names, *sorted(prints)),
    )


def _lack(group: list[tuple[Reached, Unpromoted]]) -> str:
    """Who takes what whom does not have."""
    _target, lacking = group[0]
    who = listed([quoted_file(target.name) for target, _ in group], MOST_LISTED)
    takes = "takes" if len(group) == 1 else "take"
    if lacking.unseen:
        stage = quoted_file(lacking.stage)
        return f"{who} {takes} what {stage} may not have (what it has cannot be told: {lacking.unseen})"
    if len(group) == 1:
        return f"{who} takes what {quoted_file(lacking.stage)} does not have"
    return f"{who} {takes} what the stages before them do not have"


def _onward(group: list[tuple[Reached, Unpromoted]], verb: str) -> tuple[str, str]:
    taking = {target.name for target, _ in group}
    stages = sorted({lacking.stage for _, lacking in group} - taking)[:MOST_NAMED]
    shown = listed([quoted_file(stage) for stage in stages], MOST_NAMED)
    return f"{verb} it to {shown} first, in a change of its own", words.declare_target(*stages)


RULE = Rule("promotion-order", Level.ERROR, summary(__doc__), check)
