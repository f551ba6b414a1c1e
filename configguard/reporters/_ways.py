"""The ways out of findings, to the letter and each once, also of many findings together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from configguard.model import words
from configguard.model.escaping import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.address import Address
    from configguard.model.finding import Finding
    from configguard.model.report import Report
    from configguard.reporters._cases import Part

_NOTED = re.compile(r"(.+?) (\(.+\))")
_UNKNOWN = "unknown-scope"
_TO_A_SCOPE = "or add it to a scope of the policy"
MOST_WORDS = 4


class Way(NamedTuple):
    """A way out: what it does, the exact words, and what is to be known of it (in brackets, or empty).

    Words that are not `exact` only say how many more there are.
    """

    label: str
    words: str
    note: str = ""
    exact: bool = True


_SUGGESTED = Way("or declare them", "configguard suggest", "(prints the lines)")


def ways_of(findings: Iterable[Finding]) -> list[Way]:
    """The ways out of these findings, harmless, none twice; of two that say the same, the one with a note."""
    found: dict[str, Way] = {}
    for finding in findings:
        for label, exact in finding.remark.ways_out:
            noted = _NOTED.fullmatch(terminal(label))
            way = Way(noted[1], terminal(exact), noted[2]) if noted else Way(terminal(label), terminal(exact))
            if exact not in found or (way.note and not found[exact].note):
                found[exact] = way
    return list(found.values())


def both_ways(report: Report) -> tuple[list[str], list[str]]:
    """The lines that would declare the change, and the commands that undo it; each fit to be copied."""
    offered = list(dict.fromkeys(way.words for way in ways_of(report.findings)))
    lines = list(report.suggested) or [line for line in offered if line.startswith("Config-")]
    commands = [command for command in offered if command.startswith("configguard restore")]
    scopes = kept(report)
    many = [words.put_back_outside(*scopes)] if scopes and len(commands) > 1 else commands
    return lines if report.findings else [], many


def ways_of_part(part: Part, report: Report) -> list[Way]:
    """The ways out of many cases: shared words once, commands for single settings as one for all."""
    if part.is_one:
        return ways_of(part.findings)
    alike: dict[str, list[Way]] = {}
    for way in ways_of(part.findings):
        alike.setdefault(way.label, []).append(way)
    addresses = list(dict.fromkeys(a for case in part.cases if (a := case.findings[0].address) is not None))
    told: list[Way] = []
    for label, ways in alike.items():
        if len(ways) > MOST_WORDS and label == _TO_A_SCOPE:
            told.append(Way("or add them to scopes of the policy", "configguard explain uncovered-setting"))
        elif len(ways) == 1 or not _for_each(ways, addresses):
            few = 1 if len(ways) > MOST_WORDS else MOST_WORDS
            told += ways[:few]
            more = len(ways) - few
            told += [Way(label, f"and {words.count(more, 'more', 'more')}", exact=False)] if more > 0 else []
        elif ways[0].words == terminal(words.put_back(addresses[0])):
            told.append(_put_back(addresses, kept(report)))
        else:
            told += ways if len(ways) <= MOST_WORDS else [_SUGGESTED]
    return told


def _for_each(ways: list[Way], addresses: list[Address]) -> bool:
    """Whether these are the commands, or the lines of intent, that belong to these settings, one for each."""
    if len(ways) != len(addresses):
        return False
    said = [way.words for way in ways]
    return any(
        said[0] == terminal(of(addresses[0])) and said == [terminal(of(address)) for address in addresses]
        for of in (words.put_back, words.declare_setting)
    )


def kept(report: Report) -> tuple[str, ...]:
    """The declared scopes that the policy has, each once: what lies outside them can be put back."""
    unknown = {fact for finding in report.findings if finding.rule == _UNKNOWN for fact in finding.remark.facts}
    return tuple(dict.fromkeys(d.name for d in report.intent.scopes if d.name not in unknown))


def _put_back(addresses: list[Address], scopes: tuple[str, ...]) -> Way:
    """One command for all: by name where they are few, else all that lies outside these scopes."""
    if len(addresses) <= MOST_WORDS or not scopes:
        return Way("put them back", terminal(words.put_back(*addresses)))
    return Way("put back all that strays", terminal(words.put_back_outside(*scopes)))
