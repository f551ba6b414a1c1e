r"""A name or a value is not what it looks like.

## What it does

Looks at what a change brings: keys, values, and the paths of configuration files. A finding is:

- a character in any of them that nobody sees, or that shows what stands around it in another order:
  zero-width spaces, soft hyphens, fillers, the bidirectional controls;
- a key beside another key of its mapping, or a path beside another one of its folder, that differs
  from it only by case or Unicode form (`é` as one character or as two), or that looks the same
  although its letters are those of another script;
- in a key or a path, a blank that is none of the space bar, or a letter of another script that
  looks like a Latin one among Latin ones.

What an emoji, or the script of a language, is written with counts as seen. In a value, so does what
is spelt out as an escape (`"\u200b"`). `r` beside `R`, and `http_proxy` beside `HTTP_PROXY`, are
customary. What was moved here, or stood in the value at the base, is a note.

## Why it matters

A reviewer approves what is shown, and a program reads what is there. A key that merely looks like
`password` sets nothing. One that differs by case alone wins in programs that ignore case; of two such
files, one is lost where the file system does.

## Example

```yaml
smtp:
  host: mail.internal
  Host: mail.example.com
```

## What to do

Take the character out, or give one of the two another name. A hidden character that is meant in a
value can be written so that it shows: as an escape, in double quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import look_alikes, words
from configguard.model.address import Key, quoted_file
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Confusable, Proposal

WHY = ("or see why", words.explain("confusable-name"))


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each new name, and each new value, that misleads."""
    for file in proposal.files:
        for name in file.names:
            yield _of_path(file, name) if name.address is None else _of_key(file, name, proposal)
        for change in file.changes:
            if change.after is not None and change.after.hidden:
                yield _of_value(change, proposal)


def _of_path(file: ChangedFile, name: Confusable) -> Remark:
    return Remark(
        _message(quoted_file(name.name), name),
        file=file.path,
        ways_out=(("give it another name", quoted_file(name.name)), WHY),
        facts=(name.name, name.twin or ""),
    )


def _of_key(file: ChangedFile, name: Confusable, proposal: Proposal) -> Remark:
    address = name.address
    assert address is not None  # noqa: S101 - for the type checker: a key has one
    depth = len(address.path)
    beneath = [c for c in file.changes if c.trail.path[:depth] == address.path and c.kind == "added"]
    moved = bool(beneath) and all(change.moved_from is not None for change in beneath)
    return Remark(
        _message(address.inner, name),
        file=file.path,
        place=name.place,
        address=address,
        ways_out=(put_back(address), ("or give it another name", _where(file.path, name)), WHY),
        level=Level.NOTE if moved and not proposal.strict else None,
        facts=(str(address), name.twin or ""),
    )


def _of_value(change: Change, proposal: Proposal) -> Remark:
    char = change.after.hidden if change.after else ""
    is_old = change.moved_from is not None or (change.before is not None and change.before.hidden == char)
    # A secret's character is part of it.
    what = "a character " if change.secret else f"{look_alikes.called(char)}, "
    place = change.place
    where = change.file if place is None else f"{change.file}, line {place.line}, column {place.column}"
    return Remark(
        f"the value of {change.address.inner} holds {what}{_unseen(char)}",
        change,
        ways_out=(put_back(change.address), ("or take it out, or write it as an escape", where), WHY),
        level=Level.NOTE if is_old and not proposal.strict else None,
    )


def _message(shown: str, name: Confusable) -> str:
    """What is wrong with a name: what it holds says more than what it resembles."""
    own = name.name
    char = look_alikes.hidden(own)
    if char:
        return f"{shown} holds {look_alikes.called(char)}, {_unseen(char)}"
    if name.twin is not None:
        line = f" in line {name.twin_place.line}" if name.twin_place else ""
        twin = quoted_file(name.twin) if name.address is None else str(Key(name.twin))
        return f"{shown} {_resembles(own, name.twin, twin)}{line}"
    char = look_alikes.odd(own)
    return f"{shown} holds {look_alikes.called(char)}, which looks like {look_alikes.like(char)}"


def _resembles(own: str, twin: str, shown: str) -> str:
    if own.casefold() == twin.casefold():
        return f"differs only by case from {shown}"
    if look_alikes.folded(own) == look_alikes.folded(twin):
        return f"is another Unicode form, {look_alikes.spelt(own)}, of {look_alikes.spelt(twin)}"
    return f"is spelt {look_alikes.spelt(own)}, and looks like {look_alikes.spelt(twin)}"


def _unseen(char: str) -> str:
    return "which makes it show in another order" if look_alikes.reorders(char) else "which nobody sees"


def _where(path: str, name: Confusable) -> str:
    return path if name.place is None else f"{path}, line {name.place.line}, column {name.place.column}"


RULE = Rule("confusable-name", Level.ERROR, summary(__doc__), check)
