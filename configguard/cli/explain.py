"""`configguard explain`: prints a rule's manual page, or all that is known of a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import rules
from configguard.cli._asking import here, waiting
from configguard.cli._command import Command
from configguard.cli._known import received, told
from configguard.cli._near import meant, near, near_or
from configguard.cli._output import tell, write
from configguard.cli._subjects import pattern_of
from configguard.errors import GuardError, Misasked
from configguard.guard.knowing import know, know_all, know_of_target
from configguard.model.fileglob import PatternMistake
from configguard.model.pattern import parse
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from configguard.model.pattern import Pattern


_EXAMPLES = """\
  configguard explain outside-intent                     what a rule says, why, and what to do
  configguard explain config/api.yaml:database.host      value, place, scopes, schema, references, last change
  configguard explain config/api.yaml:smtp               every setting of a mapping
  configguard explain config/api.yaml:smtp.pool --target api@prod     which layer has the word, and why
"""
MANY = 50


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("what", metavar="RULE|SETTING", help="a rule's name, or FILE:PATH")
    parser.add_argument("--target", metavar="NAME", help="what this target gets there, and from which of its layers")
    parser.add_argument("--policy", metavar="FILE", help="use this policy in place of the base's own")


def _run(parsed: Namespace) -> int:
    rule = rules.rules().get(parsed.what)
    if rule is not None and parsed.target is None:
        write(f"{rule.name} ({rule.level})\n\n{rule.manual}\n")
        return 0
    if ":" not in parsed.what:
        raise _no_rule(parsed.what, parsed.policy)
    pattern = pattern_of(parsed.what)
    ask = Ask(here(), worktree=True, listener=waiting())
    if parsed.target is not None:
        return _of_target(ask, parsed, parsed.target, pattern)
    found = know_all(ask, parsed.policy, pattern, MANY)
    if not found:
        # A target's setting is written as in a file of its name.
        return _of_target(ask, parsed, pattern.file.literal, pattern)
    _tell([told(one) for one in found[:MANY]], len(found))
    return 0


def _of_target(ask: Ask, parsed: Namespace, name: str | None, pattern: Pattern) -> int:
    """Tell what a target gets, and from where."""
    found, names = know_of_target(ask, parsed.policy, name or "", pattern)
    if found is None and parsed.target is not None:
        message = f"there is no target {name} that is made of layers"
        raise Misasked(message, near_or(parsed.target, names, "configguard list targets", 3))
    if found is None:
        raise _absent(parsed.what, ask, parsed.policy)
    if not found:
        raise Misasked(f"{name} gets nothing at {parsed.what}", "configguard list targets")
    _tell([received(one) for one in found[:MANY]], len(found))
    return 0


def _tell(said: list[str], count: int) -> None:
    tell("\n".join(said))
    if count > len(said):
        write(f"\nand {count - len(said)} more: name a setting further down\n")


def _no_rule(what: str, policy: str | None) -> Misasked:
    """What to say where there is no such rule: the nearest ones, or the settings whose file was left out."""
    names = near(what, rules.rules(), 3)
    if not names:
        try:
            names = [str(known.address) for known in know(Ask(here(), worktree=True), policy, parse(f"**:{what}"))][:3]
        except (GuardError, PatternMistake):
            names = []
    return Misasked(
        f"there is no rule “{what}”, and a setting is written FILE:PATH",
        meant(names) if names else "configguard list rules",
    )


def _absent(what: str, ask: Ask, policy: str | None) -> Misasked:
    """What to say where there is no such setting: the nearest ones of the same file, if it has some."""
    file, _, path = what.rpartition(":")
    try:
        found = know(ask, policy, parse(file, anchored=True)) if path else ()
    except PatternMistake:
        found = ()
    there = {known.address.inner: str(known.address) for known in found}
    names = [there[inner] for inner in near(path, there, 3)]
    return Misasked(
        f"no configuration file has a setting at {what}",
        meant(names) if names else "configguard list files",
        "keys and items are written as in the file",
    )


COMMAND = Command("explain", "print a manual page", _options, _run, _EXAMPLES)
