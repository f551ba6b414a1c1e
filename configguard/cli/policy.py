"""`configguard policy`: runs a policy's own tests, or says what an edit of it makes looser and tighter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.cli._asking import add_comparison, ask_of, event_of, here, waiting
from configguard.cli._command import Command
from configguard.cli._output import remark, tell, write
from configguard.guard.rehearsing import rehearse
from configguard.guard.shifts.trying import hold
from configguard.model import escaping, words
from configguard.model.declared import TRIALS
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from configguard.guard.shifts.trying import Held
    from configguard.model.shift import Shift
    from configguard.model.trial import Outcome

_EXAMPLES = """\
  configguard policy test                            run all tests in .configguard/tests/
  configguard policy test mail-strays                run one of them
  configguard policy diff                            what the policy at hand changes of the default branch's
  configguard policy diff --policy new.yaml          what one to try would change
"""


def _options(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", metavar="WHAT", title="what to do", required=True)
    about = f"run the policy's own tests, {TRIALS}*.yaml"
    test = parts.add_parser("test", help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)
    test.add_argument("names", nargs="*", metavar="NAME", help="run these alone, each by its name or its file")
    test.add_argument("--policy", metavar="FILE", help="test this policy in place of the one in the work tree")
    about = "say what an edit of the policy makes looser or tighter, in settings covered before and after"
    diff = parts.add_parser("diff", help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)
    add_comparison(diff, "hold this policy against the base's own, in place of the head's")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="text for people, or JSON")


def _run(parsed: Namespace) -> int:
    return _test(parsed) if parsed.what == "test" else _diff(parsed)


def _test(parsed: Namespace) -> int:
    ask = Ask(here(), worktree=True, listener=waiting())
    outcomes = rehearse(ask, parsed.policy, parsed.names)
    tell("".join(map(_told, outcomes)))
    failed = sum(not outcome.holds for outcome in outcomes)
    remark(
        f"{words.count(len(outcomes), 'test')}, {failed:,} failed"
        if failed
        else f"{words.count(len(outcomes), 'test')}, all hold"
    )
    if any(outcome.undecided for outcome in outcomes):
        return 3
    return 1 if failed else 0


def _told(outcome: Outcome) -> str:
    """A test on a line; what differs on those below, as the file would have to say it."""
    name = escaping.terminal(outcome.trial.name)
    if outcome.holds:
        return f"✓ {name}\n"
    lines = [f"✗ {name}   {escaping.terminal(outcome.trial.file)}"]
    lines += [f"    no verdict: {escaping.terminal(outcome.undecided)}"] if outcome.undecided else []
    lines += (
        [f"    the verdict is {outcome.verdict}, and {outcome.trial.verdict} was expected"] if outcome.verdict else []
    )
    lines += [f"    expected, not found:  {escaping.terminal(line)}" for line in outcome.missing]
    lines += [f"    found, not expected:  {escaping.terminal(line)}" for line in outcome.surplus]
    return "\n".join(lines) + "\n"


def _diff(parsed: Namespace) -> int:
    held = hold(ask_of(parsed, event_of(parsed)), parsed.policy)
    if parsed.format == "json":
        write(escaping.json_document(json.dumps(_facts(held), indent=2)) + "\n")
        return 0
    tell("".join(f"{shift.effect:<8} {escaping.terminal(shift.sentence)}\n" for shift in held.shifts))
    counted = words.count(sum(shift.looser is True for shift in held.shifts), "part")
    said = f"{counted} looser" if held.shifts else "nothing is looser or tighter"
    remark(f"{said}: the policy of {held.new} against that of {held.old}")
    return 0


def _facts(held: Held) -> dict[str, object]:
    return {
        "format": "configguard-policy-diff/1",
        "base": str(held.old),
        "policy": held.new,
        "changes": list(map(_fact, held.shifts)),
    }


def _fact(shift: Shift) -> dict[str, object]:
    facts: dict[str, object] = {"part": shift.part, "effect": shift.effect, "message": shift.sentence}
    if shift.before is None:
        return facts
    samples = {"more": shift.come, "fewer": shift.go}
    counts = {name: {"settings": sample.number, "first": list(sample.first)} for name, sample in samples.items()}
    return {**facts, "before": shift.before, "after": shift.after, **counts}


COMMAND = Command("policy", "test the policy, or say what an edit of it changes", _options, _run, _EXAMPLES)
