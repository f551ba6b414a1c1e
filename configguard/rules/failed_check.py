"""A condition that the policy sets does not hold.

## What it does

Evaluates each entry of the policy's `checks`, a condition in CEL, over every changed setting that
it names (`before` and `after`), over the documents of the changed files that it names (`doc`), over
what the targets that it names get (`doc` as well), or over the change as a whole (`changes`). One
that is false is found, and so is one that cannot be decided: where a key that it asks for is not
there, where types do not go together, or where it takes too long. A document for which the
condition did not hold at the base either is a note.

## Why it matters

A schema says of each value alone whether it can be right. Conditions say what must hold between a
value and the one before it, between two settings, or of the change as a whole: that a timeout moves
by small steps, that retries need an idempotency key, that nobody removes a third of the routes.

## Example

```yaml
checks:
  - name: timeouts-move-slowly
    settings: ["**:**.timeout_ms"]
    require: after <= before * 2 && after * 2 >= before
    message: A timeout may at most double or halve in one change.
```

```diff
-timeout_ms: 500
+timeout_ms: 5000
```

## What to do

Choose a value for which the condition holds. If the condition is wrong, mend it in a change of its
own that says `Config-Scope: policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.address import quoted_file
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import MOST_LISTED, cut, happened, listed, put_back, put_back_few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.check import Check, Failed
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each check that does not hold."""
    targets: dict[tuple[str, str, bool], list[Failed]] = {}
    for failed in proposal.failed:
        if failed.target is not None:
            targets.setdefault((failed.check.name, failed.problem, failed.old), []).append(failed)
        else:
            yield _of_a_setting(failed, failed.change) if failed.change else _of_more(failed, proposal)
    yield from map(_of_targets, targets.values())


def _of_a_setting(failed: Failed, change: Change) -> Remark:
    name = failed.check.name
    allows = f"and whether {name} allows it cannot be told" if failed.problem else f"which {name} does not allow"
    return Remark(
        f"{change.address.inner} {happened(change)}, {allows}: {_reason(failed)}",
        change,
        ways_out=(put_back(change.address), _mend(failed.check)),
        level=failed.check.level,
        facts=(failed.check.name, change.fingerprint()),
    )


def _of_more(failed: Failed, proposal: Proposal) -> Remark:
    """A remark on a document, or on the change as a whole."""
    trail = failed.trail
    subject = "the change" if trail is None else f"the document {trail.document}" if trail.document else "the document"
    name = failed.check.name
    meets = f"whether {subject} meets {name} cannot be told" if failed.problem else f"{subject} does not meet {name}"
    touched = [c.address for c in proposal.changes if trail is None or _is_in(c, failed)]
    back = put_back_few(touched)
    return Remark(
        f"{meets}: {_reason(failed)}",
        file=trail.file if trail else None,
        place=failed.place,
        address=trail.address if trail else None,
        ways_out=(*back, _mend(failed.check)),
        level=_lighter(failed),
        facts=(failed.check.name,),
    )


def _of_targets(alike: list[Failed]) -> Remark:
    """One remark on all targets for which a check comes to the same: one edit may reach forty."""
    failed, name = alike[0], alike[0].check.name
    names = sorted({_target(one) for one in alike})
    edits = sorted(
        {edit for one in alike if one.target for edit in one.target.edits}, key=lambda e: (e.file, e.place or (0, 0))
    )
    meet = "does" if len(names) == 1 else "do"
    all_of_them = listed(names, MOST_LISTED)
    says = f"whether {all_of_them} {'meets' if len(names) == 1 else 'meet'} {name} cannot be told"
    back = tuple(dict.fromkeys(edit.address for edit in edits if edit.address is not None))
    return Remark(
        f"{says if failed.problem else f'{all_of_them} {meet} not meet {name}'}: {_reason(failed)}",
        file=edits[0].file if edits else None,
        place=edits[0].place if edits else None,
        address=edits[0].address if edits else None,
        ways_out=(*put_back_few(back), _mend(failed.check)),
        level=_lighter(failed),
        facts=(name, *names),
    )


def _target(failed: Failed) -> str:
    name = quoted_file(failed.target.name) if failed.target else ""
    return f"{name} {failed.trail.document}" if failed.trail and failed.trail.document else name


def _is_in(change: Change, failed: Failed) -> bool:
    return (change.file, change.trail.document) == (failed.trail and (failed.trail.file, failed.trail.document))


def _lighter(failed: Failed) -> Level | None:
    level = failed.check.level
    return min(Level.NOTE, level or Level.NOTE) if failed.old else level


def _reason(failed: Failed) -> str:
    return failed.problem or failed.check.message or cut(" ".join(failed.check.require.split()))


def _mend(check: Check) -> tuple[str, str]:
    where = f"{quoted_file(check.file)}:{check.place.line}:{check.place.column}"
    return (f"or mend the check, at {where}, in a change of its own", "Config-Scope: policy")


RULE = Rule("failed-check", Level.ERROR, summary(__doc__), check)
