"""`configguard suggest`: prints the lines of intent that would cover the present change, or writes a change file."""

# ruff: noqa: PTH103, PTH118, PTH120
# pathlib costs time to import.

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

from configguard import guard, intents, revisions
from configguard.cli._asking import add_comparison, ask_of, event_of
from configguard.cli._command import Command
from configguard.cli._output import complain, remark, tell
from configguard.cli._person import agrees, is_at_hand
from configguard.cli._reaching import add_reach, plans_of
from configguard.cli._writing import Planned, write_all
from configguard.errors import Misasked
from configguard.guard.policies import find_policy
from configguard.guard.verdicts import ABOUT_INTENT

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from configguard.model.sources import IntentPolicy

_EXAMPLES = """\
  configguard suggest                                for the work tree against the default branch
  configguard suggest --staged                       for the next commit
  configguard suggest --base main --head HEAD        for what is committed
  configguard suggest --change-file .configguard/changes/pool.yaml
"""
_NAME = re.compile(r"[\w-]+")
_MOST = 100


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--change-file", metavar="FILE", help="write them to this new file instead, as a change file")
    parser.add_argument("--no-input", action="store_true", help="ask nothing, at a terminal neither")
    add_reach(add_comparison(parser))


def _run(parsed: Namespace) -> int:
    event = event_of(parsed)
    report = guard.judge(
        guard.Question(
            ask=ask_of(parsed, event),
            event=event,
            policy_file=parsed.policy,
            plans=plans_of(parsed.plan),
            no_renderers=parsed.no_render,
        )
    )
    if parsed.change_file is None:
        tell("".join(f"{line}\n" for line in report.suggested))
    elif report.suggested:
        _write(parsed, parsed.change_file, report.suggested)
    unread = tuple(dict.fromkeys(f.file for f in report.findings if f.rule == "unreadable-config" and f.file))
    for file in unread:
        remark(f"{file} could not be read, so its changes are not among these")
    if not report.suggested and not unread:
        remark("no configuration changed: there is nothing to declare")
    unsaid = any(finding.rule in ABOUT_INTENT for finding in report.findings)
    if unsaid and not (unread or parsed.change_file or parsed.no_input) and is_at_hand():
        _offer(parsed, report.suggested)
    return 3 if unread else 0


def _offer(parsed: Namespace, lines: tuple[str, ...]) -> None:
    """Tell the person where the lines are read, and write them there if that is wanted; a message is left to them."""
    ask = ask_of(parsed, event_of(parsed))
    comparison = revisions.compare(ask)
    intent = find_policy(comparison, parsed.policy, needed=False)[0].intent
    complain("")
    if "trailer" in intent.sources:
        hint = "" if revisions.runs_a_hook(ask.directory) else "; configguard install has git offer them each time"
        remark(f"  end the commit message with these lines{hint}")
    file = _new_change_file(intent, comparison.root, lines)
    if file is not None and agrees(f"  write them to {file}?"):
        _write(parsed, file, lines)
        remark(f"  and bring it with the change: git add -- {shlex.quote(file)}")


def _new_change_file(intent: IntentPolicy, root: str | None, lines: tuple[str, ...]) -> str | None:
    """A name that the policy would read and that is free, seen from here; None where there is none."""
    named = _NAME.search(lines[0].partition(":")[2])
    name = named[0].lower() if named else "change"
    for glob in intent.change_files if root is not None else ():
        for free in (name, *(f"{name}-{number}" for number in range(2, _MOST))):
            path = glob.text.removeprefix("/").replace("**/", "").replace("*", free)
            whole = os.path.join(root or "", path)
            if intent.is_change_file(path) and not os.path.lexists(whole):
                return os.path.relpath(whole)
    return None


def _write(parsed: Namespace, file: str, lines: tuple[str, ...]) -> None:
    """Write the change file, which must be new, and tell where the policy would not read it."""
    if os.path.lexists(file):
        message = f"{file} is there already"
        raise Misasked(message, "name another file, or add to it what configguard suggest prints")
    os.makedirs(os.path.dirname(file) or ".", exist_ok=True)
    write_all([Planned(file, intents.as_change_file(lines).encode("utf-8", "surrogateescape"))])
    remark(f"wrote {file}")
    ask = ask_of(parsed, event_of(parsed))
    sight = guard.look_at_changes(ask, parsed.policy, renders=False)
    root = sight.comparison.root
    path = os.path.relpath(file, root) if root is not None else file
    if not sight.policy.intent.is_change_file(path):
        remark(f"{sight.policy.file} does not read it yet; say under intent, sources: change-file: {path}")


COMMAND = Command("suggest", "print lines of intent", _options, _run, _EXAMPLES)
