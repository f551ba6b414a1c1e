"""A team's policy: read from its file, with packs, extended files and schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.policy.loading import load
from configguard.policy.mistakes import Mistake, PolicyMistakes
from configguard.policy.ready_made import packs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from configguard.model.trial import Trial
    from configguard.policy.library import Parse
    from configguard.policy.published import Json

__all__ = ["Mistake", "PolicyMistakes", "load", "packs", "schema", "trial_schema", "trials"]


def schema(rules: Collection[str] = (), formats: Collection[str] = ()) -> dict[str, Json]:
    """The JSON Schema (draft 2020-12) of a policy.

    With the names of the rules and formats that exist, editors offer them and refuse others.
    """
    from configguard.policy import published  # noqa: PLC0415 - only who asks for the schema needs it

    return published.derived(rules, formats)


def trial_schema() -> dict[str, Json]:
    """The JSON Schema (draft 2020-12) of a policy's test."""
    from configguard.policy import published  # noqa: PLC0415 - only who asks for the schema needs it

    return published.of_a_trial()


def trials(files: Mapping[str, bytes], parse: Parse, rules: Collection[str]) -> tuple[Trial, ...]:
    """The tests of a policy in these files, in their order; raises `PolicyMistakes` with all that is wrong in them."""
    from configguard.policy import trial_files  # noqa: PLC0415 - only who runs the tests needs it

    return trial_files.read(files, parse, rules)
