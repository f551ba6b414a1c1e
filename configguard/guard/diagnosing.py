"""Looks a set-up over: the repository, the policy and what it covers, the hooks, the workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import formats, revisions
from configguard.errors import Undecided
from configguard.guard import clock, workflows
from configguard.guard.counting import every_setting, unmatched
from configguard.guard.policies import POLICY_FILE, find_policy, reader
from configguard.model import words
from configguard.model.address import quoted_file
from configguard.model.record import replace
from configguard.model.sign import Sign
from configguard.model.words import FIRST_POLICY, count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.event import Event
    from configguard.model.policy import Policy
    from configguard.model.progress import Listener
    from configguard.model.revision import Ask, Comparison, Tree

_MOST = 3
_KEPT = "let them run where no secrets are, or say trust: base"
_ASKING = frozenset({"trailer", "pull-request", "change-file"})
"""The sources that can hold a line that wants a rule overridden."""


def diagnose(ask: Ask, system: str) -> tuple[Sign, ...]:
    """What is to be said of the set-up, in the order in which it is to be read.

    `system` is where this runs (`GitHub Actions`, `a laptop`). Raises `Misasked` for a policy with mistakes or where
    there is no repository, `Undecided` where that cannot be read.
    """
    comparison, directory = revisions.compare(replace(ask, event=None)), ask.directory
    policy, notes = find_policy(comparison, None, needed=False)
    return (
        _place(ask.event, system),
        *(Sign("hint", "repository", note) for note in comparison.notes),
        *_history(comparison, directory),
        *_policy(policy, notes),
        *(_coverage(policy, comparison.head, ask.listener) if policy.origin != "none" else ()),
        *_checks(policy),
        *_renderers(policy),
        *_waivers(policy),
        *_overrides(policy),
        *_hooks(directory, comparison.head),
        *workflows.signs(comparison.head, policy),
    )


def _place(event: Event | None, system: str) -> Sign:
    if event is None:
        return Sign("well", "place", f"this is {system}, with no event")
    number = f" for pull request {event.number}" if event.number is not None else ""
    return Sign("well", "place", f"this is a run of {system}: {event.name}{number}")


def _history(comparison: Comparison, directory: str) -> Iterator[Sign]:
    if comparison.messages is None and comparison.messages_missing:
        yield Sign("ill", "history", comparison.messages_missing, comparison.messages_cure)
    elif revisions.is_shallow(directory):
        step = "git fetch --unshallow (in GitHub Actions: fetch-depth: 0; in GitLab CI: GIT_DEPTH: 0)"
        yield Sign("ill", "history", "this clone is shallow, so where branches parted cannot always be told", step)
    else:
        base = comparison.bases[0].revision
        yield Sign("well", "history", f"all of it is at hand; a check compares with {base}")


def _policy(policy: Policy, notes: tuple[str, ...]) -> Iterator[Sign]:
    if policy.origin == "none":
        yield Sign("ill", "policy", f"there is no {POLICY_FILE}", "\n".join(FIRST_POLICY))
        return
    for note in notes:
        yield Sign("hint", "policy", note, f"bring {policy.file} to the target branch")
    critical = count(len(policy.critical), "critical entry", "critical entries")
    yield Sign("well", "policy", f"{policy.file}: {count(len(policy.scopes), 'scope')}, {critical}")


def _coverage(policy: Policy, head: Tree, listener: Listener) -> Iterator[Sign]:
    """How much of the configuration is claimed, and in scopes."""
    paths = [file.path for file in head.files()]
    claimed = [path for path in paths if policy.claim(path) is not None]
    if not claimed:
        yield Sign("ill", "coverage", "the policy matches no file", "mend the “match” patterns under “files:”")
        return
    trails = list(every_setting(policy, head, listener))
    homeless = [trail for trail in trails if not policy.scopes_of(trail)]
    held = f"{count(len(claimed), 'file')} with {count(len(trails), 'setting')}"
    yield Sign("well", "coverage", f"the policy claims {held}")
    if homeless and policy.scopes:
        said = f"{count(len(homeless), 'setting')} in no scope, such as {_named([str(t.address) for t in homeless])}"
        yield Sign("hint", "coverage", said, words.explain("uncovered-setting"))
    own = {*policy.own_files, POLICY_FILE}
    loose = [
        path
        for path in paths
        if path not in own and policy.claim(path) is None and not policy.is_ignored(path)
        if formats.is_configuration(path)
    ]
    if loose:
        named = _named([*map(quoted_file, loose)])
        one, many = "unclaimed file that looks like configuration", "unclaimed files that look like configuration"
        said = f"{count(len(loose), one, many)}, such as {named}"
        yield Sign("hint", "coverage", said, words.explain("unclaimed-config"))
    for dead in unmatched(policy, head, listener):
        step = f"correct it or take it out: {policy.file}" + (f", line {dead.place.line}" if dead.place else "")
        yield Sign("ill", "coverage", f"{dead.pattern} ({dead.where}) matches no {dead.kind}", step)


def _checks(policy: Policy) -> Iterator[Sign]:
    if not policy.checks:
        return
    from configguard import checks  # noqa: PLC0415 - only a policy with checks needs that room

    held = count(len(policy.checks), "check")
    if checks.are_possible():
        yield Sign("well", "checks", f"{held} in CEL, which is installed here")
    else:
        said = f"{held} in CEL, which is not installed here: what they are asked of gets no verdict"
        yield Sign("ill", "checks", said, checks.INSTALL)


def _renderers(policy: Policy) -> Iterator[Sign]:
    """Whether the programs that make targets are here, and what they can be kept from."""
    recipes = {(r.renderer, r.words[:1]): r for entry in policy.targets if (r := entry.recipe) is not None}
    if not recipes:
        return
    from configguard import rendering  # noqa: PLC0415 - only a policy with renderers pays for them

    for recipe in recipes.values():
        try:
            yield Sign("well", "renderers", f"{recipe.renderer} runs {quoted_file(rendering.program_of(recipe))}")
        except Undecided as absent:
            yield Sign("ill", "renderers", absent.problem, absent.cures[0])
    walls = rendering.walls()
    if "network" not in walls:
        but = ", only TCP connections" if "tcp" in walls else ""
        yield Sign("hint", "renderers", f"this machine does not let a network be cut off from them{but}", _KEPT)
    if "files" not in walls:
        yield Sign("hint", "renderers", "this machine does not let its other files be kept from them", _KEPT)


def _waivers(policy: Policy) -> Iterator[Sign]:
    day = clock.day()
    for waiver in policy.waivers:
        if waiver.is_expired(day):
            said = f"the waiver of {waiver.of} for {waiver.rule} ended on {waiver.expires}"
            yield Sign("ill", "waivers", said, f"take it out of {waiver.file}, or ask {waiver.owner}")
    if policy.waivers:
        said = f"{count(len(policy.waivers), 'waiver')}; to judge without: configguard check --no-waivers"
        yield Sign("well", "waivers", said)


def _overrides(policy: Policy) -> Iterator[Sign]:
    for one in policy.overrides:
        said = f"{_named(list(one.rules))} can be overridden with an approval of {' or '.join(one.approval)} on GitHub"
        yield Sign("well", "override", said)
    if policy.overrides and _ASKING.isdisjoint(policy.intent.sources):
        said = "no source of intent that the policy lists can ask for an override"
        yield Sign("ill", "override", said, f"add trailer to the sources of intent in {policy.file}")


def _hooks(directory: str, head: Tree) -> Iterator[Sign]:
    config = (reader(head)(".pre-commit-config.yaml") or b"").decode("utf-8", "replace")
    if "configguard" in config:
        yield Sign("well", "hooks", "pre-commit has ConfigGuard in its configuration", "pre-commit install")
    elif revisions.runs_a_hook(directory):
        yield Sign("well", "hooks", "git's own hooks run ConfigGuard")
    else:
        yield Sign("hint", "hooks", "no hook of this clone runs ConfigGuard", "configguard install")


def _named(names: list[str]) -> str:
    more = f" and {count(len(names) - _MOST, 'more', 'more')}" if len(names) > _MOST else ""
    return f"{', '.join(names[:_MOST])}{more}"
