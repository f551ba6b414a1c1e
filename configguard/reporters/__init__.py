"""Report → text; one file a way of saying it, each a pure function."""

from configguard.reporters._facts import change_facts, target_facts
from configguard.reporters._past import recount_facts, recount_schema
from configguard.reporters._reach import said_of
from configguard.reporters._schema import report_schema
from configguard.reporters._shelf import names, render, reporters

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
