"""`configguard diff`: shows the changes alone, setting by setting, with the scopes they belong to."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from configguard import guard, reporters
from configguard.cli._asking import add_comparison, ask_of, event_of
from configguard.cli._changes import line
from configguard.cli._command import Command
from configguard.cli._output import remark, tell, write
from configguard.cli._reaching import add_reach, plans_of
from configguard.model import escaping, words

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard diff                                   the work tree against the default branch
  configguard diff --base v1.2 --head v1.3           two revisions; no policy is needed
  configguard diff --base before/ --head after/      two folders
"""


def _options(parser: ArgumentParser) -> None:
    add_reach(add_comparison(parser))
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text for people, or JSON")


def _run(parsed: Namespace) -> int:
    sight = guard.look_at_changes(
        ask_of(parsed, event_of(parsed)), parsed.policy, plans_of(parsed.plan), renders=not parsed.no_render
    )
    changes = [change for file in sight.files for change in file.changes]
    reached = sight.reach.targets if sight.reach else ()
    if parsed.format == "json":
        found: dict[str, object] = {"format": "configguard-diff/1", "changes": reporters.change_facts(changes)}
        if reached:
            found["targets"] = reporters.target_facts(reached)
        write(escaping.json_document(json.dumps(found, indent=2)) + "\n")
        return _status(sight)
    for file, group in groupby(changes, key=lambda change: change.file):
        tell(f"{escaping.terminal(file)}\n" + "".join(f"  {line(change)}\n" for change in group))
    if reached:
        tell(f"{escaping.terminal(reporters.said_of(reached, len(reached)))}\n")
    counted = words.count(len(changes), "change")
    files = words.count(len({change.file for change in changes}), "file")
    remark(f"{counted} in {files}" if changes else "no configuration changed")
    for note in sight.reach.notes if sight.reach else ():
        remark(note)
    return _status(sight)


def _status(sight: guard.Sight) -> int:
    """0, or 3 where a file could not be read: what it holds is not shown."""
    unread = [file for file in sight.files for side in (file.base, file.head) if side and side.unreadable]
    for path in dict.fromkeys(file.path for file in unread):
        remark(f"{path} could not be read, so its changes are not shown")
    return 3 if unread else 0


COMMAND = Command("diff", "show the changes alone", _options, _run, _EXAMPLES)
