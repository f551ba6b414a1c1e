"""`configguard doctor`: says which set-up it sees, what is wrong with it, and the one next step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard import events
from configguard.cli._asking import event_of, here, waiting
from configguard.cli._command import Command
from configguard.cli._output import tell
from configguard.guard.diagnosing import diagnose
from configguard.model import escaping
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from configguard.model.sign import Sign

_EXAMPLES = """\
  configguard doctor                                 look the repository at hand over; status 1 where it is ill
  configguard doctor --event event.json              as a run of GitHub Actions with this event would see it
"""
_MARKS = {"well": "✓", "hint": "·", "ill": "✗"}


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--event", metavar="FILE", help="look at this event of GitHub Actions")


def _run(parsed: Namespace) -> int:
    system = events.system(os.environ) or "a laptop"
    signs = diagnose(Ask(here(), event=event_of(parsed), listener=waiting()), system)
    tell("".join(f"{_line(sign)}\n" for sign in signs))
    ill = [sign for sign in signs if sign.health == "ill"]
    step = next((sign.step for sign in (*ill, *signs) if sign.step and sign.health != "well"), "")
    tell(f"\nnext: {_harmless(step)}\n" if step else "\nnothing is left to do\n")
    return 1 if ill else 0


def _line(sign: Sign) -> str:
    return f"{_MARKS[sign.health]} {sign.about:<11} {escaping.terminal(sign.said)}"


def _harmless(step: str) -> str:
    first, *others = step.split("\n")
    return "\n".join([escaping.terminal(first), *(f"  {escaping.terminal(line)}" for line in others)])


COMMAND = Command("doctor", "look a set-up over", _options, _run, _EXAMPLES)
