"""`configguard restore`: puts settings back to their base values in the work tree, leaving all other text as it is."""

# ruff: noqa: PTH103, PTH118, PTH120, PTH123
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard import guard
from configguard.cli._asking import here, waiting
from configguard.cli._command import Command
from configguard.cli._near import meant, near_or
from configguard.cli._output import remark, tell, write
from configguard.cli._writing import Planned, write_all
from configguard.errors import Misasked, Undecided
from configguard.guard.restoring import Restored, patch_of, undone
from configguard.model import escaping, words
from configguard.model.fileglob import PatternMistake
from configguard.model.pattern import Pattern, parse
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from configguard.model.change import Change

_EXAMPLES = """\
  configguard restore -- config/api.yaml:database.host        one setting
  configguard restore --outside email                         all that lies outside a scope
  configguard restore --dry-run                               what lies outside the stated intent, as a patch
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("addresses", nargs="*", metavar="ADDRESS", help="FILE:PATH, or a pattern")
    parser.add_argument(
        "--outside", action="append", default=[], metavar="SCOPE", help="all but this scope; may be repeated"
    )
    parser.add_argument("--base", metavar="REV", help="put back to what the merge base with REV has")
    parser.add_argument("--policy", metavar="FILE", help="use this policy in place of the base's own")
    parser.add_argument("--dry-run", action="store_true", help="show a patch and write nothing")


def _run(parsed: Namespace) -> int:
    ask = Ask(here(), parsed.base, worktree=True, listener=waiting())
    if parsed.addresses and parsed.outside:
        message = "addresses and --outside exclude each other"
        raise Misasked(message, "name the settings, or the scopes to keep")
    if parsed.addresses or parsed.outside:
        sight = guard.look_at_changes(ask, parsed.policy, renders=False)
    else:
        sight = guard.look_at_proposal(guard.Question(ask=ask, policy_file=parsed.policy, no_renderers=True))
    wanted = _wanted(parsed, sight)
    if not wanted:
        outside = f"outside {', '.join(parsed.outside)}" if parsed.outside else "outside what was declared"
        remark(f"nothing to put back: no changed setting lies {outside}")
        return 0
    restored = undone(sight, wanted)
    if parsed.dry_run:
        # A runner would obey some lines of a patch; those it shows are not fit for `git apply`.
        (tell if "GITHUB_ACTIONS" in os.environ else write)("".join(map(_patch, restored)))
        return 0
    root = sight.comparison.root or "."
    write_all([Planned(_place(root, file), file.after, file.mode) for file in restored])
    for change in wanted:
        remark(f"put back {change.address}")
    return 0


def _wanted(parsed: Namespace, sight: guard.Sight) -> list[Change]:
    changes = [change for file in sight.files for change in file.changes]
    if parsed.outside:
        unknown = [name for name in parsed.outside if sight.policy.scope(name) is None]
        if unknown:
            message = f"the policy has no scope “{unknown[0]}”"
            known = [scope.name for scope in sight.policy.scopes]
            raise Misasked(message, near_or(unknown[0], known, "configguard list scopes"))
        return [change for change in changes if not set(change.scopes) & set(parsed.outside)]
    if not parsed.addresses:
        return [change for change in changes if not change.covered]
    patterns = [_pattern(text) for text in parsed.addresses]
    for pattern in patterns:
        if not any(pattern.covers(change.trail) for change in changes):
            message = f"nothing changed at {pattern.text}, compared with {sight.comparison.bases[0].revision}"
            raise Misasked(message, _changed_near(pattern.text, changes))
    return [change for change in changes if any(pattern.covers(change.trail) for pattern in patterns)]


def _pattern(text: str) -> Pattern:
    try:
        return parse(text, anchored=True)
    except PatternMistake as mistake:
        message = f"“{text}” is no address: {mistake.problem}"
        raise Misasked(message, "write FILE:PATH, as configguard diff shows them") from None


def _changed_near(text: str, changes: list[Change]) -> str:
    """The changed settings that may have been meant: those of this path in whatever file, else the nearest."""
    known = {str(change.address): change.address.inner for change in changes}
    same = [address for address, inner in known.items() if inner == text]
    return meant(same[:3]) if same else near_or(text, known, "configguard diff")


def _place(root: str, file: Restored) -> str:
    """Where the file stands, if it is still the one that was compared and no link leads out of the repository."""
    whole = os.path.join(root, file.path)
    folder = os.path.dirname(whole)
    os.makedirs(folder, exist_ok=True)
    if os.path.realpath(folder) != os.path.join(os.path.realpath(root), os.path.dirname(file.path)).rstrip("/"):
        message = f"{file.path} cannot be written: a folder on the way is a link"
        raise Undecided(message, "replace the link by the folder itself")
    if _unix(_content(whole)) != _unix(file.before):
        message = f"{file.path} is not what was compared: somebody changed it meanwhile, or git filters it"
        raise Undecided(message, "nothing was changed; run it again")
    return whole


def _content(path: str) -> bytes | None:
    if not os.path.lexists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def _unix(content: bytes | None) -> bytes | None:
    """Without what git may have made of its line ends in the work tree."""
    return content and content.replace(b"\r\n", b"\n")


def _patch(file: Restored) -> str:
    patch = patch_of(file)
    if patch is not None:
        return patch
    counted = words.count(len(file.changes), "setting")
    named = "".join(f"#   {escaping.terminal(str(change.address))}\n" for change in file.changes)
    said = f"the patch of {escaping.terminal(file.path)} would show a secret; {counted} would be put back:"
    return f"# {said}\n{named}"


COMMAND = Command("restore", "put settings back", _options, _run, _EXAMPLES)
