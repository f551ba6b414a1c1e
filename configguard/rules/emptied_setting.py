"""A list, a mapping or a value became empty or null.

## What it does

Finds settings that had a value and now have none: an empty string, null, `[]` or `{}`; lists and
mappings that lost their last entry; documents of which nothing is left. A setting that is gone with
its key was removed, not emptied. Where a critical setting was emptied or lost this way, it is an
error, unless the intent declares that very value (`Config-Setting: config/api.yaml:database.host =
null`).

## Why it matters

To many programs, empty means everything, or the default: an empty list of allowed addresses lets
all of them in, an empty filter matches every record, an empty host is the local machine.

## Example

```diff
 allowed_networks:
-  - 10.0.0.0/8
+  []
```

## What to do

Put the value back. If nothing is meant to be allowed, find out how the program says so; if
everything is, write that out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.address import Address, Key
from configguard.model.document import Mapping, Node, Scalar, Sequence, TypedKey
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.pattern import Reach
from configguard.model.plugins import Rule
from configguard.model.trail import Item, Step, Trail
from configguard.rules._page import summary
from configguard.rules._words import MOST_NAMED, put_back, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.document import Place
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal

WHY = ("or see why this matters", words.explain("emptied-setting"))


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each value, and each list or mapping, that became empty."""
    for file in proposal.files:
        yield from _values(file, proposal)
        yield from _containers(file)


def _values(file: ChangedFile, proposal: Proposal) -> Iterator[Remark]:
    for change in file.changes:
        if change.before and change.after and change.after.is_empty and not change.before.is_empty:
            became = "null" if change.after.kind == "null" else "empty"
            was = "" if change.secret else f" (it was {shown(change.before)})"
            message = f"{change.address.inner} became {became}{was}"
            grave = change.critical is not None and not _is_declared(change, proposal)
            empty = f"{words.declare_setting(change.address)} = " + (change.after.text or '""')
            out = ("or declare that it becomes empty", empty) if grave else WHY
            level = Level.ERROR if grave else None
            yield Remark(message, change, ways_out=(put_back(change.address), out), level=level)


def _is_declared(change: Change, proposal: Proposal) -> bool:
    """Whether the intent says the very value that the setting ends with; null is null however it is written."""
    return change.after is not None and any(
        declared.value is not None
        and (declared.value.same(change.after) or declared.value.kind == "null" == change.after.kind)
        and declared.pattern.match(change.trail)[0] is Reach.EXACT
        for declared in proposal.intent.settings
    )


def _containers(file: ChangedFile) -> Iterator[Remark]:
    """What lost its last entry: the nearest thing above removed settings that stands, holding nothing."""
    emptied: dict[Address, list[Change]] = {}
    places: dict[Address, Place | None] = {}
    for change in file.changes:
        found = _emptied(change.trail, file) if change.kind == "removed" else None
        if found is not None:
            emptied.setdefault(found[0], []).append(change)
            places[found[0]] = found[1]
    for address, lost in emptied.items():
        what = "the document" if address.inner == "." else address.inner
        back = [change.address for change in lost] if len(lost) <= MOST_NAMED else [address]
        entries = "entry" if len(lost) == 1 else words.count(len(lost), "setting")
        yield Remark(
            f"{what} lost its last {entries}, and is now empty",
            file=file.path,
            place=places[address],
            address=address,
            ways_out=(put_back(*back), WHY),
            level=Level.ERROR if any(change.critical is not None for change in lost) else None,
        )


def _emptied(trail: Trail, file: ChangedFile) -> tuple[Address, Place | None] | None:
    documents = [d for d in (file.head.documents if file.head else ()) if d.root is not None]
    document = next((d for d in documents if d.number == trail.head_number), None)
    if document is None or document.root is None:
        is_gone = file.head is None or file.head.unreadable is not None or file.head.read is None or documents
        return None if is_gone else (Address(trail.file), None)
    node, depth = document.root, 0
    for step in trail.steps:
        below = _below(node, step)
        if below is None:
            break
        node, depth = below, depth + 1
    if depth == len(trail.steps) or not _holds_nothing(node):
        return None
    return Address(trail.file, trail.path[:depth], trail.document), document.source.place(node.start)


def _below(node: Node, step: Step) -> Node | None:
    if isinstance(step, Key) and isinstance(node, Mapping):
        entry = node.entries.get(step.text if step.kind == "str" else TypedKey(step.kind, step.text))
        return entry.value if entry else None
    if isinstance(step, Item) and isinstance(node, Sequence) and step.head_index is not None:
        return node.items[step.head_index]
    return None


def _holds_nothing(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.kind == "null" or not node.text
    return not (node.entries if isinstance(node, Mapping) else node.items)


RULE = Rule("emptied-setting", Level.WARNING, summary(__doc__), check)
