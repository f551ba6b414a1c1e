"""Makes the argument parser, of which only the chosen command's part is read."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, NoReturn

from configguard import __version__, registry
from configguard.cli._command import Command
from configguard.cli._near import near_or
from configguard.cli._output import complain, write
from configguard.model import escaping

if TYPE_CHECKING:
    from collections.abc import Sequence

# The order is that of use. The summaries stand here, too, so that the help needs no command's module.
SUMMARIES = {
    "check": "judge a change against what it says it is for",
    "diff": "show the changes alone, setting by setting",
    "suggest": "print the lines of intent that would cover the change, or write a change file",
    "restore": "put settings back to their base values in the work tree",
    "explain": "print a rule's manual page, or all that is known of a setting",
    "log": "recount what happened to a setting, a scope, a target, or all configuration in a span of time",
    "list": "list rules, formats, reporters, sources, packs, scenarios, scopes, targets or files",
    "policy": "test the policy, or say what an edit of it makes looser or tighter",
    "schema": "print the JSON Schema of the policy, of its tests, of the report, of a log or of a change file",
    "doctor": "say which set-up this is, what is wrong with it, and the next step",
    "comment": "judge, and keep the report as one comment on the pull request",
    "owners": "name who answers for what a change touches",
    "install": "set up git's hooks without pre-commit, or take them out again",
    "hook": "run as one of git's hooks",
    "demo": "re-enact an outage in a temporary repository",
    "completion": "print a completion script for your shell",
}
_EXAMPLES = """\
examples:
  configguard check                               judge the work tree against the default branch
  configguard check --base main --head HEAD       judge what is committed
  configguard explain outside-intent              why something is flagged, and what to do

Exit status: 0 pass (or overridden), 1 fail, 2 the question or the policy is wrong, 3 no verdict could be given.
"""


_PROGRAM = "configguard"
_UNKNOWN = re.compile(r"unrecognized arguments: (?P<said>\S*).*", re.DOTALL)
_NO_CHOICE = re.compile(r"argument \S+: invalid choice: '(?P<said>.*)' \(choose from (?P<known>.*)\)", re.DOTALL)
_NAME = re.compile(r"[\w-]+")


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes end with what to do; `part` is the parser of the chosen command."""

    part: _Parser | None = None

    def error(self, message: str) -> NoReturn:
        unknown = _UNKNOWN.fullmatch(message)
        if unknown and self.part:
            self.part.error(message)
        choice = _NO_CHOICE.fullmatch(message)
        cure = ""
        if unknown:
            cure = self._instead_of(unknown["said"].partition("=")[0])
        elif choice:
            # Somebody who asks for `help` or `version` means an option.
            cure = near_or(choice["said"], (*_NAME.findall(choice["known"]), *self._option_string_actions), "")
        hint = f"  {cure}\n" if cure else ""
        complain(f"{self.prog}: {escaping.terminal(message)}\n\n{hint}  see: {self.prog} --help")
        raise SystemExit(2)

    def _instead_of(self, said: str) -> str:
        """What to write in place of an option that there is not, or of a word that has no place."""
        if self.prog == _PROGRAM:
            return f"the command comes first: {_PROGRAM} check {escaping.terminal(said)}"
        if not said.startswith("-") and "--head" in self._option_string_actions:
            return "it looks at the whole change; say which: --base REV --head REV, --staged or --worktree"
        return near_or(said, self._option_string_actions, "")

    def _print_message(self, message: str, file: object = None) -> None:
        # argparse drops what cannot be written: a help that nobody got would end as if all were well.
        (complain if file is sys.stderr else write)(message)


def chosen(arguments: Sequence[str]) -> Command | None:
    """The command that the arguments begin with, or None."""
    name = next((argument for argument in arguments if not argument.startswith("-")), None)
    return command(name) if name in SUMMARIES else None


def command(name: str) -> Command:
    """The command of this name."""
    return registry.load(sys.modules["configguard.cli"], name, "COMMAND", Command)


def parser_for(*commands: Command | None, others: bool = True) -> argparse.ArgumentParser:
    """A parser that knows the options of these commands, and the `others` by name, for its own help."""
    parser = _Parser(
        prog=_PROGRAM,
        description="Stops configuration changes that stray outside their stated intent.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"configguard {__version__}")
    known = {one.name: one for one in commands if one is not None}
    parts = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", required=bool(known))
    for name, summary in SUMMARIES.items():
        one = known.get(name)
        if one is None and not others:
            continue
        part = parts.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=f"examples:\n{one.examples}" if one and one.examples else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if one:
            parser.part = part
            one.options(part)
            part.add_argument("--debug", action="store_true", help="show where in the guard an error arose")
    return parser
