"""A team's policy: read from its file, with packs, extended files and schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.policy.loading import load
from configguard.policy.mistakes import Mistake, PolicyMistakes
from configguard.policy.ready_made import packs

if TYPE_CHECKING:
    from collections.abc import Collection

    from configguard.policy.published import Json

__all__ = ["Mistake", "PolicyMistakes", "load", "packs", "schema"]


def schema(rules: Collection[str] = (), formats: Collection[str] = ()) -> dict[str, Json]:
    """The JSON Schema (draft 2020-12) of a policy.

    With the names of the rules and formats that exist, editors offer them and refuse others.
    """
    from configguard.policy import published  # noqa: PLC0415 - only who asks for the schema needs it

    return published.derived(rules, formats)
