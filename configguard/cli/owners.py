"""`configguard owners`: prints who answers for what a change touches, for a step that asks them to review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard import guard
from configguard.cli._asking import add_comparison, ask_of, event_of
from configguard.cli._command import Command
from configguard.cli._output import remark, tell, write
from configguard.model import escaping

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard owners --base main --head HEAD         everybody whose settings the change touches, one a line
  configguard owners --strays                        those of what is outside the intent, or critical
  configguard owners --format json                   each with the settings
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--strays", action="store_true", help="only of what is outside the intent, or critical")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print them")
    add_comparison(parser)


def _run(parsed: Namespace) -> int:
    event = event_of(parsed)
    question = guard.Question(ask=ask_of(parsed, event), event=event, policy_file=parsed.policy)
    found = guard.owners_of(question, strays=parsed.strays)
    if parsed.format == "json":
        told = [{"owner": escaping.json_text(o), "settings": [*map(escaping.json_text, s)]} for o, s in found.items()]
        write(escaping.json_document(json.dumps({"owners": told}, indent=2)) + "\n")
        return 0
    tell("".join(f"{escaping.terminal(owner)}\n" for owner in found))
    if not found:
        remark("nobody is named as the owner of what differs: see owners: of a scope, and CODEOWNERS")
    return 0


COMMAND = Command("owners", "name the owners", _options, _run, _EXAMPLES)
