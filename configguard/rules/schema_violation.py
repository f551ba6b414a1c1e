"""A value does not fit its schema.

## What it does

Checks each changed file whose entry in the policy has a `schema` against that JSON Schema, as it
stands with the policy. The whole head is checked; what the base had already is a note.

The schema of a target is held against what the target gets, its layers together. Such a violation is
found at the file that says it last, once for all targets that get it. Only targets that the change
reaches are asked.

## Why it matters

A schema says what values can work at all. It does not say which change was meant: that is the
matter of the intent.

## Example

`schemas/service.json` says that `smtp.pool.size` is an integer from 1 to 200:

```diff
-    size: 10
+    size: twenty
```

## What to do

Correct the value. If the schema is wrong, change it in a change of its own that says `Config-Scope:
policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.address import quoted_file
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.model.record import replace
from configguard.rules._old import told_apart
from configguard.rules._page import summary
from configguard.rules._words import MOST_NAMED, listed, otherwise, put_back

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from configguard.model.address import Address, DocumentId, Segment
    from configguard.model.effective import Reached, Unfit
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal
    from configguard.model.violation import Violation

    _Where = tuple[DocumentId | None, tuple[Segment, ...]]


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each violation of the head."""
    for file in proposal.files:
        changes = _Changes(file)
        for violation, level in told_apart(file.violations, proposal):
            inner = violation.address.inner
            yield Remark(
                f"{'the document' if inner == '.' else inner} {violation.problem}",
                file=file.path,
                place=violation.place,
                address=violation.address,
                ways_out=_ways_out(violation, changes),
                level=level,
                facts=(violation.key,),
            )
    yield from _in_targets(proposal)


def _in_targets(proposal: Proposal) -> Iterator[Remark]:
    """A remark for each violation in what targets get: a note where it is old in all of them."""
    found: dict[Hashable, list[tuple[Reached, Unfit, Level | None]]] = {}
    for target in proposal.targets.targets:
        for unfit, level in told_apart(target.unfit, proposal):
            violation = unfit.violation
            what = (unfit.origin, violation.address.inner, violation.problem, violation.schema, level)
            found.setdefault(what, []).append((target, unfit, level))
    for group in found.values():
        yield _of_targets([target for target, _, _ in group], *group[0][1:])


def _of_targets(targets: list[Reached], unfit: Unfit, level: Level | None) -> Remark:
    violation, origin = unfit.violation, unfit.origin
    inner = violation.address.inner
    names = [quoted_file(target.name) for target in targets]
    edits = dict.fromkeys(edit.address for target in targets for edit in target.edits if edit.address is not None)
    back = (otherwise(put_back(*edits)),) if 0 < len(edits) <= MOST_NAMED else ()
    return Remark(
        f"{'the document' if inner == '.' else inner} {violation.problem}, in what {listed(names)} "
        f"{'gets' if len(names) == 1 else 'get'}",
        file=origin and origin.file,
        place=origin and origin.place,
        address=replace(violation.address, file=origin.file) if origin else violation.address,
        ways_out=(("make it fit", violation.schema), *(back if level is None else ())),
        level=level,
        facts=(violation.address.inner, violation.schema, violation.key.partition(" ")[2], *names),
    )


class _Changes:
    """The changes of one file by what they touch, so that each violation finds its own however many there are."""

    def __init__(self, file: ChangedFile) -> None:
        self._at: dict[_Where, Address] = {}
        self._beneath: dict[_Where, list[Address]] = {}
        for address in (change.address for change in file.changes):
            self._at.setdefault((address.document, address.path), address)
            for depth in range(len(address.path) + 1):
                beneath = self._beneath.setdefault((address.document, address.path[:depth]), [])
                if len(beneath) <= MOST_NAMED:  # one more than are ever named
                    beneath.append(address)

    def touching(self, violating: Address) -> list[Address]:
        """Those that hold the violating setting, or that it holds; of many only some."""
        above = ((violating.document, violating.path[:depth]) for depth in range(len(violating.path)))
        holders = [self._at[where] for where in above if where in self._at]
        return holders + self._beneath.get((violating.document, violating.path), [])


def _ways_out(violation: Violation, changes: _Changes) -> tuple[tuple[str, str], ...]:
    wanted = ("make it fit", violation.schema)
    back = changes.touching(violation.address)
    if not back or len(back) > MOST_NAMED:
        return (wanted,)
    return (wanted, (f"or {put_back(*back)[0]}", put_back(*back)[1]))


RULE = Rule("schema-violation", Level.ERROR, summary(__doc__), check)
