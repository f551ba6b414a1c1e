"""`configguard list`: lists what there is, in the product and in a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import formats, guard, intents, policy, reporters, rules, scenarios
from configguard.cli._asking import here, waiting
from configguard.cli._command import Command
from configguard.cli._output import tell
from configguard.model import escaping
from configguard.model.address import quoted_file
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable

Row = tuple[str, ...]
_EXAMPLES = """\
  configguard list rules           each rule with its level and what it says
  configguard list scopes          the scopes of this repository's policy, with their owners
  configguard list targets         what is configured, with the files that each gets its settings from
  configguard list files           the files that the policy takes for configuration
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=tuple(_LISTS), help="what to list")
    parser.add_argument("--policy", metavar="FILE", help="use this policy in place of the base's own")


def _run(parsed: Namespace) -> int:
    rows = list(_LISTS[parsed.what](parsed))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        cells = (escaping.terminal(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        tell("  ".join(cells).rstrip() + "\n")
    return 0


def _rules(_: Namespace) -> Iterable[Row]:
    return ((rule.name, str(rule.level), rule.summary) for rule in rules.rules().values())


def _formats(_: Namespace) -> Iterable[Row]:
    endings = {name: " ".join(s for s, n in formats.SUFFIXES.items() if n == name) for name in formats.names()}
    return ((name, ending or "only where the policy says so") for name, ending in endings.items())


def _reporters(_: Namespace) -> Iterable[Row]:
    return ((reporter.name, reporter.summary) for reporter in reporters.reporters().values())


def _sources(_: Namespace) -> Iterable[Row]:
    return ((name, intents.about(name)) for name in intents.sources())


def _packs(_: Namespace) -> Iterable[Row]:
    return policy.packs().items()


def _scenarios(_: Namespace) -> Iterable[Row]:
    gallery = (scenarios.scenario(name) for name in scenarios.names())
    return ((each.name, each.title, ", ".join(each.stopped_by) or "not claimed to be stopped") for each in gallery)


def _scopes(parsed: Namespace) -> Iterable[Row]:
    found = _sight(parsed).policy
    return ((scope.name, " ".join(scope.owners), scope.about or "") for scope in found.scopes)


def _targets(parsed: Namespace) -> Iterable[Row]:
    from configguard.guard.past.retracing import listed  # noqa: PLC0415 - only a policy with targets has some

    sight = _sight(parsed)
    return sorted((name, " ".join(map(quoted_file, files)) or made_by) for name, files, made_by in listed(sight))


def _files(parsed: Namespace) -> Iterable[Row]:
    sight = _sight(parsed)
    return ((file.path,) for file in sight.comparison.head.files() if sight.policy.claim(file.path) is not None)


def _sight(parsed: Namespace) -> guard.Sight:
    return guard.look(Ask(here(), worktree=True, listener=waiting()), parsed.policy)


_LISTS: dict[str, Callable[[Namespace], Iterable[Row]]] = {
    "rules": _rules,
    "formats": _formats,
    "reporters": _reporters,
    "sources": _sources,
    "packs": _packs,
    "scenarios": _scenarios,
    "scopes": _scopes,
    "targets": _targets,
    "files": _files,
}
COMMAND = Command("list", "list what there is", _options, _run, _EXAMPLES)
