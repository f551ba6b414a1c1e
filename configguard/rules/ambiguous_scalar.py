"""A YAML value is written so that YAML 1.1 and YAML 1.2 read something different in it.

## What it does

Looks at the values that a change writes in YAML without quotes, and compares what either version
reads in them:

| written | YAML 1.1 | YAML 1.2 |
|---|---|---|
| `no`, `on`, `y` | a boolean | a string |
| `012` | 10 | 12 |
| `0o12`, `08`, `1e3` | a string | a number |
| `1:30` | 90 | a string |
| `1_000`, `0b11` | a number | a string |
| `=` | a mark, or an error | a string |

Only values are judged, since keys such as the `on:` of GitHub's workflows are read by their own
programs alone; and no timestamps, of which readers make the same. What one file writes so under
one key is said once. It is a note where it was moved, takes the place of its like (`yes` becomes
`no`), or follows what the file already writes under that key.

## Why it matters

The two versions are both in use, sometimes for one and the same file: PyYAML, Ansible, Kubernetes
and Helm read 1.1, most readers in JavaScript, Rust and newer Go read 1.2. A country `NO` becomes
false, a file mode `0644` becomes 644, and the commit `12e4567` becomes infinite.

## Example

```yaml
country: NO
```

## What to do

Write it so that both read the same: in quotes if it is a text, else as the number or the boolean that
is meant.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.address import Key
from configguard.model.finding import Remark
from configguard.model.grammar import quote
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.document import Place
    from configguard.model.policy import Policy
    from configguard.model.proposal import Habit, Proposal
    from configguard.model.yaml_versions import Read, Readings


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for the first of the new values under one key of a file that are left to the version of YAML."""
    for file in proposal.files:
        found: dict[tuple[Habit, bool], dict[Place | None, Change]] = defaultdict(dict)
        for change in file.changes:
            if change.after is not None and change.after.readings is not None:
                habit = _habit(change, change.after.readings)
                is_old = not proposal.strict and (habit in file.habits or change.moved_from is not None)
                found[habit, is_old].setdefault(change.place, change)  # what an anchor repeats is written once
        for (_, is_old), alike in found.items():
            change = next(iter(alike.values()))
            yield _remark(change, len(alike) - 1, Level.NOTE if is_old else None)


def _habit(change: Change, readings: Readings) -> Habit:
    key = next((step.text for step in reversed(change.trail.steps) if isinstance(step, Key)), "")
    return key, readings[0].kind, readings[1].kind


def _remark(change: Change, others: int, level: Level | None) -> Remark:
    more = f" (and {others:,} more under this key)" if others else ""
    return Remark(
        _message(change) + more,
        change,
        ways_out=(_alike(change), ("or see why", words.explain(RULE.name))),
        level=level,
    )


def _message(change: Change) -> str:
    what, value = change.address.inner, change.after
    if change.secret or value is None or value.readings is None:
        return f"{what} stands without quotes, and YAML 1.1 and YAML 1.2 read something different in it"
    old, new = map(_read, value.readings)
    return f"{what} is {cut(value.text)}: YAML 1.1 reads {old}, YAML 1.2 {new}"


def _read(read: Read) -> str:
    if read.kind in _MARKS:
        return _MARKS[read.kind]
    return f"the {words.KINDS.get(read.kind, read.kind)} {cut(read.written)}"


_MARKS = {"default": "a mark for a default value", "merge": "a mark for a merge"}


def _alike(change: Change) -> tuple[str, str]:
    value = change.after
    if change.secret or value is None or value.readings is None:
        return ("put it in quotes", str(change.address))
    written = (read.written for read in value.readings if read.kind not in _MARKS)
    return ("write what both read alike", " or ".join(map(cut, dict.fromkeys([quote(value.text), *written]))))


RULE = Rule("ambiguous-scalar", Level.WARNING, summary(__doc__), check)
