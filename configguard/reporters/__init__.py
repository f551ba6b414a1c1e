"""Report → text; one file a way of saying it, each a pure function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.reporters._facts import change_facts, target_facts
from configguard.reporters._reach import said_of
from configguard.reporters._schema import report_schema
from configguard.reporters._shelf import names, render, reporters

if TYPE_CHECKING:
    from configguard.model.history import Recount

__all__ = [
    "change_facts",
    "names",
    "recount_facts",
    "recount_schema",
    "render",
    "report_schema",
    "reporters",
    "said_of",
    "target_facts",
]


def recount_facts(recount: Recount) -> dict[str, object]:
    """A whole recount, as `recount_schema` describes it; secrets are null in it."""
    from configguard.reporters import _past  # noqa: PLC0415 - only who asks for the past pays for it

    return {**_past.recount_facts(recount)}


def recount_schema() -> dict[str, object]:
    """The schema of a recount, JSON Schema draft 2020-12."""
    from configguard.reporters import _past  # noqa: PLC0415 - only who asks for the past pays for it

    return {**_past.recount_schema()}
