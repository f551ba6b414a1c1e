"""`configguard log`: recounts what happened to a setting, to a scope, or to all configuration in a span of time."""

from __future__ import annotations

import json
import shlex
from itertools import groupby
from typing import TYPE_CHECKING

from configguard import reporters
from configguard.cli import _moments
from configguard.cli._asking import here, waiting
from configguard.cli._changes import line
from configguard.cli._command import Command
from configguard.cli._known import place_of
from configguard.cli._near import near_or
from configguard.cli._output import remark, tell, write
from configguard.cli._subjects import subject_of
from configguard.errors import Misasked
from configguard.guard.past.archive import archive
from configguard.guard.past.recounting import recount
from configguard.model import escaping, words
from configguard.model.history import Span

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from configguard.model.history import Event, Got, Recount
    from configguard.model.policy import Policy

_EXAMPLES = """\
  configguard log config/api.yaml:smtp.pool.size        when it changed, from what to what, and why
  configguard log email --since v1.2                    all that happened in a scope
  configguard log --at 2025-07-25T06:02..2025-07-25T06:32     what changed before the outage
"""
MANY = 20
"""Changes of one commit that are shown to people."""
FEW = 5
"""Targets that are named."""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", metavar="SETTING|SCOPE|TARGET", help="FILE:PATH, a pattern, a scope (all)")
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--since", metavar="DATE|REV", help="what came since then, or what REV does not have")
    span.add_argument("--at", metavar="TIME..TIME", help="what came between these moments (ISO 8601, UTC)")
    parser.add_argument("--target", metavar="NAME", help="what this target got (of the settings, if some are named)")
    parser.add_argument(
        "--targets", action="store_true", help="say which targets each commit reached (with --at: always)"
    )
    parser.add_argument("--head", metavar="REV", default="HEAD", help="whose history (HEAD)")
    parser.add_argument("--policy", metavar="FILE", help="use this policy in place of the revision's own")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text for people, or JSON")


def _run(parsed: Namespace) -> int:
    span = _span(parsed)
    listener = waiting()
    known = archive(here(), parsed.head, parsed.policy)
    subject = subject_of(parsed.what, parsed.target, known, ripples=parsed.targets or parsed.at is not None)
    if parsed.targets and subject.target is not None:
        message = f"{subject.target} is a target, and --targets asks which targets the settings of files reach"
        raise Misasked(message, "leave --targets out, or name files: configguard log --targets")
    if parsed.targets and not known.policy.targets:
        remark("the policy has no targets, so none is told of")
    found = recount(known, subject, span, listener)
    if (parsed.what or parsed.target) is not None and not found.events and span == Span() and found.ends == "beginning":
        raise _never(parsed.what, parsed.target, known.policy)
    if parsed.format == "json":
        facts = reporters.recount_facts(found)
        write(escaping.json_document(json.dumps(facts, indent=2)) + "\n")
        return 0
    for event in found.events:
        tell(_said(event))
    tell("".join(f"{escaping.terminal(said)}\n" for said in _summary(found)))
    for note in _notes(found):
        remark(note)
    return 0


def _span(parsed: Namespace) -> Span:
    if parsed.at is not None:
        return _moments.span_of(parsed.at)
    if parsed.since is None:
        return Span()
    return Span(_moments.begin_of(parsed.since)) if _moments.is_moment(parsed.since) else Span(after=parsed.since)


def _never(what: str | None, target: str | None, policy: Policy) -> Misasked:
    if target is not None:
        told = f"{target} at {what}" if what else target
        return Misasked(f"no target has ever got anything as {told}", "configguard list targets")
    if what is None or ":" in what:
        return Misasked(f"no configuration file has ever had a setting at {what}", "configguard list files")
    message = f"“{what}” is no scope of the policy, no target, and no configuration file that there ever was"
    cure = near_or(what, [scope.name for scope in policy.scopes], "write a setting as FILE:PATH", 3)
    return Misasked(message, cure, *_of_no_past(what, policy))


def _of_no_past(name: str, policy: Policy) -> tuple[str, ...]:
    """The way out where it may be a target that layers do not make."""
    found = [entry.name for entry in policy.targets if not entry.layers and entry.name.read(name) is not None]
    named = ", ".join(one.text for one in found)
    return (f"or ask for the files that it is made of: no renderer is run over the past for {named}",) if found else ()


def _said(event: Event) -> str:
    head = f"{event.landing.oid[:7]}  {_moments.shown(event.landing.at)}  {event.subject}"
    lines = [f"{head}  ({event.author})" if event.author else head]
    for file, changes in groupby(event.changes[:MANY], key=lambda change: change.file):
        then = event.names.get(file)
        lines.append(f"  {file}" + (f"  (then {then})" if then else ""))
        lines += [f"    {line(change)}" for change in changes]
    if len(event.changes) > MANY:
        lines.append(f"    and {len(event.changes) - MANY:,} more; --format json has them all")
    lines += _targets(event) if event.changes else [line for target in event.targets for line in _got(target)]
    lines += [f"  {said}" for said in event.remarks]
    lines += [f"  said: {said}" for said in dict.fromkeys(map(str, event.said))]
    return "\n".join(map(escaping.terminal, lines)) + "\n\n"


def _got(target: Got) -> Iterator[str]:
    """What a target got otherwise, each setting with where it is written."""
    if target.changes:
        yield f"  {target.name}"
    for one in target.changes[:MANY]:
        places = dict.fromkeys(place_of(origin) for origin in (one.before, one.after) if origin is not None)
        yield f"    {line(one.change)}   ({' → '.join(places)})"
    if len(target.changes) > MANY:
        yield f"    and {len(target.changes) - MANY:,} more; --format json has them all"


def _targets(event: Event) -> Iterator[str]:
    """Which targets its changes reached, and which of them none."""
    if event.targets:
        names = [f"{target.name} ({target.unseen})" if target.unseen else target.name for target in event.targets]
        more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
        yield f"  reaches {words.count(len(names), 'target')}: {', '.join(names[:FEW])}{more}"
    for address in event.shadowed[:FEW]:
        yield f"  no target gets {address}: all of them have it from another layer"
    if len(event.shadowed) > FEW:
        yield f"  nor {len(event.shadowed) - FEW:,} more"


def _summary(found: Recount) -> Iterator[str]:
    """What was found, in how much of the history: never more than was looked at."""
    changes = words.count(sum(len(event.every_change) for event in found.events), "change")
    commits = words.count(sum(bool(event.every_change) for event in found.events), "commit")
    where = f"{found.first.oid[:7]}, {_moments.shown(found.first.at)}" if found.first else ""
    back = {"beginning": f", back to the first ({where})", "asked": f", back to {where}" if where else ""}
    looked = f"{words.count(found.looked_at, 'commit')} of {found.head}, first parents alone"
    yield f"{changes} in {commits}; looked at {looked}{back.get(found.ends, '')}"
    if found.overrides:
        rules = ", ".join(f"{rule} ({number:,})" for rule, number in found.overrides.items())
        yield f"overrides asked for, with the number of commits: {rules}"
    if found.ends == "shallow":
        since = f" at {where}" if where else ""
        yield f"history ends here: shallow{since}; what was before is not in this clone: git fetch --unshallow"


def _notes(found: Recount) -> Iterator[str]:
    yield from found.notes
    if found.policy_origin == "none":
        yield "there is no policy, so every file that can be read counts, and there are no scopes"
    else:
        whose = "of that revision" if found.policy_origin == "base" else found.policy_file
        yield f"what is configuration, a scope or a secret is decided by the policy {whose}, for all of the past"
    branch, number = found.lacks
    if number:
        counted = words.count(number, "commit")
        yield f"{branch} has {counted} that this history does not have: configguard log --head {shlex.quote(branch)} …"
    if found.backwards:
        counted = words.count(found.backwards, "commit is", "commits are")
        yield f"{counted} dated before the commit behind it: dates are as the clocks of the committers had them"


COMMAND = Command("log", "recount what happened", _options, _run, _EXAMPLES)
