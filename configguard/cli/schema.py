"""`configguard schema`: prints the JSON Schema of the policy or of the report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard import formats, policy, reporters, rules
from configguard.cli._command import Command
from configguard.cli._output import write

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard schema policy > policy.schema.json     for editors that complete YAML
  configguard schema report                          for what reads --format json
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("of", choices=("policy", "report"), help="whose schema")


def _run(parsed: Namespace) -> int:
    of_policy = parsed.of == "policy"
    found = policy.schema(tuple(rules.rules()), formats.names()) if of_policy else reporters.report_schema()
    write(json.dumps(found, indent=2) + "\n")
    return 0


COMMAND = Command("schema", "print a JSON Schema", _options, _run, _EXAMPLES)
