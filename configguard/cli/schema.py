"""`configguard schema`: prints the JSON Schema of the policy or its tests, a report, a log or a change file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard import formats, intents, policy, reporters, rules
from configguard.cli._command import Command
from configguard.cli._output import write

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard schema policy > policy.schema.json     for editors that complete YAML
  configguard schema report                          for what reads --format json
  configguard schema change-file                     for files that say what a change is for
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("of", choices=("policy", *_SCHEMAS), help="whose schema")


def _run(parsed: Namespace) -> int:
    if parsed.of == "policy":
        found = json.dumps(policy.schema(tuple(rules.rules()), formats.names()), indent=2)
    else:
        found = json.dumps(_SCHEMAS[parsed.of](), indent=2)
    write(f"{found}\n")
    return 0


_SCHEMAS = {
    "report": reporters.report_schema,
    "log": reporters.recount_schema,
    "change-file": intents.change_file_schema,
    "policy-test": policy.trial_schema,
}
COMMAND = Command("schema", "print a JSON Schema", _options, _run, _EXAMPLES)
