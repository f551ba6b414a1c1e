"""A changed file looks like configuration, but the policy does not claim it.

## What it does

Names each changed file whose name is that of a configuration file, while no entry under `files`
matches it. It is not looked into.

## Why it matters

A new file beside the known ones (`prod.yml` beside `prod.yaml`, one more in `conf.d`) may override
them, and nothing would judge it.

## Example

The policy claims `config/*.yaml`, and a change adds `config/local.yml`.

## What to do

Claim it with an entry under `files` in the policy. If it is no configuration, say `ignore: true`
there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import Remark
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:
    """A remark for each changed file that nothing claims."""
    for file in proposal.unclaimed:
        name = file.replace("\\", "\\\\").replace('"', '\\"')
        yield Remark(
            f"{file} looks like configuration, but the policy does not claim it, so nothing looked into it",
            file=file,
            ways_out=(
                ("claim it", f'in {policy.file}, under files: - match: "/{name}"'),
                ("or say that it is none", f'{{ match: "/{name}", ignore: true }}'),
            ),
        )


RULE = Rule("unclaimed-config", Level.NOTE, summary(__doc__), check)
