"""A configuration path became a symlink, a submodule or a pointer to a large file.

## What it does

Looks at what stands at each changed path that the policy claims, and where a folder of such files
was or could be: where a glob that begins with a folder, as `config/**` does, reaches to. Anything
but a plain file is a finding: a symlink, a submodule, or the pointer that Git LFS stores in place of
a file. What was of the same kind at the base is a note; that it points elsewhere is a change of
`@content`, which the intent must cover like any other.

## Why it matters

The settings are then somewhere else, where no review of this repository sees them and no rule reads
them.

## Example

```
config/api.yaml -> /etc/other/api.yaml
```

## What to do

Put the plain file back. If the pointer is meant, take the path out of the policy's `files`, in a
change of its own that says `Config-Scope: policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.address import Address, Property
from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal, Side

KINDS = {"symlink": "a symlink", "submodule": "a submodule", "lfs": "a pointer of Git LFS"}


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each path that is no plain file at the head."""
    for file in proposal.files:
        base, head = _kind(file.base), _kind(file.head)
        if head not in KINDS:
            continue
        is_old = base == head
        is_folder = base is None and any(other.path.startswith(f"{file.path}/") for other in proposal.files)
        verb = "is still" if is_old else "came as" if base is None and not is_folder else "became"
        whose = "the settings beneath it" if is_folder else "its settings"
        address = Address(file.path, (Property("content" if is_old else "type"),))
        back = f"{file.path}, as it is at the base" if is_folder or head == "lfs" else words.put_back(address)
        match = f"/{file.path}/" if is_folder else f"/{file.path}"
        yield Remark(
            f"{file.path} {verb} {KINDS[head]}, so {whose} are out of sight",
            file=file.path,
            address=address,
            ways_out=(
                ("put it back as it was", back),
                (f"or leave it out in {policy.file}", f'{{ match: "{match}", ignore: true }}'),
            ),
            level=Level.NOTE if is_old and not proposal.strict else None,
            facts=(file.path, head),
        )


def _kind(side: Side | None) -> str | None:
    if side is None:
        return None
    return "lfs" if side.lfs else side.stored.kind


RULE = Rule("irregular-file", Level.ERROR, summary(__doc__), check)
