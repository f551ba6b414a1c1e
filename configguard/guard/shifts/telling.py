"""Says what an edit of the policy changes: what it covers, and what it asks for besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import rules
from configguard.guard.shifts import budgets
from configguard.guard.shifts.widening import coverage, meaning
from configguard.model.level import Level
from configguard.model.progress import nobody
from configguard.model.shift import Shift

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from configguard.model.policy import Policy
    from configguard.model.progress import Listener
    from configguard.model.reference import Reference
    from configguard.model.revision import Tree
    from configguard.model.waiver import Waiver

_TOLD = frozenset(
    {"files", "scopes", "critical", "frozen", "secrets", "not_secrets", "intent", "levels", "mandatory", "waivers"}
    | {"references", "checks", "targets"}
)
"""The parts of a policy that are looked into."""
_NO_PARTS = frozenset({"file", "origin", "own_files", "schemas", "stricter", "moment"})
"""Where a policy stands, and what it was read with: an edit of a schema is told by itself."""


def shifts(old: Policy, new: Policy, tree: Tree, listener: Listener = nobody) -> tuple[Shift, ...]:
    """What the new policy changes, counted over the settings of a tree: first what lets more through."""
    found = [*coverage(old, new, tree, listener), *_levels(old, new), *_intent(old, new), *_waivers(old, new)]
    found += [*_files(old, new), *_scopes(old, new), *_references(old, new), *_checks(old, new)]
    found += [*_by_use(old, new), *_times(old, new), *_targets(old, new, tree), *_others(old, new)]
    order = {True: 0, None: 1, False: 2}
    return tuple(sorted(found, key=lambda shift: order[shift.looser]))


def _levels(old: Policy, new: Policy) -> Iterator[Shift]:
    own = {rule.name: rule.level for rule in rules.rules().values()}
    for rule in sorted({*old.levels, *new.levels}):
        was, now = (policy.levels.get(rule, own.get(rule, Level.ERROR)) for policy in (old, new))
        if was is not now:
            yield Shift("levels", f"findings of {rule} are {_called(now)}, not {_called(was)}", now < was)
    before, after = _levels_of_files(old), _levels_of_files(new)
    for files, rule in sorted({*before, *after}):
        was, now = (
            levels.get((files, rule), policy.levels.get(rule, own.get(rule, Level.ERROR)))
            for levels, policy in ((before, old), (after, new))
        )
        if was is not now:
            yield Shift("levels", f"findings of {rule} are {_called(now)} in {files}, not {_called(was)}", now < was)
    for rule in sorted(old.mandatory ^ new.mandatory):
        is_new = rule in new.mandatory
        said = "no waiver may accept" if is_new else "waivers may accept"
        yield Shift("mandatory", f"{said} findings of {rule}", not is_new)


def _levels_of_files(policy: Policy) -> dict[tuple[str, str], Level]:
    return {
        (", ".join(glob.text for glob in entry.match), rule): level
        for entry in policy.files
        for rule, level in (entry.levels or {}).items()
    }


def _called(level: Level) -> str:
    return "silent" if level is Level.OFF else f"{level}s"


def _intent(old: Policy, new: Policy) -> Iterator[Shift]:
    was, now = old.intent, new.intent
    if was.required is not now.required:
        said = "must be said" if now.required else "need not be said"
        yield Shift("intent", f"what a change is for {said}", not now.required)
    if was.each_commit is not now.each_commit:
        said = "by its own words" if now.each_commit else "by the words of all"
        yield Shift("intent", f"each commit is judged {said}", not now.each_commit)
    if was.most_scopes != now.most_scopes:
        most = f"at most {now.most_scopes:,}" if now.most_scopes is not None else "any number of"
        looser = now.most_scopes is None or (was.most_scopes is not None and now.most_scopes > was.most_scopes)
        yield Shift("intent", f"one change may declare {most} scopes", looser)
    for source in sorted({*was.sources} ^ {*now.sources}):
        is_new = source in now.sources
        yield Shift(
            "intent", f"the source {source} {'is' if is_new else 'is no more'} read for what a change is for", None
        )
    if _rest(was) != _rest(now):
        yield Shift("intent", "what is read in the sources of intent was edited", None)


def _rest(intent: object) -> object:
    return [meaning(getattr(intent, name)) for name in ("change_files", "title", "label", "actors")]


def _waivers(old: Policy, new: Policy) -> Iterator[Shift]:
    before, after = ({_waiver(waiver) for waiver in policy.waivers} for policy in (old, new))
    for said in sorted(after - before):
        yield Shift("waivers", f"it waives {said}", True)  # noqa: FBT003 - as the field is called
    for said in sorted(before - after):
        yield Shift("waivers", f"it no longer waives {said}", False)  # noqa: FBT003 - as the field is called


def _waiver(waiver: Waiver) -> str:
    return f"{waiver.rule} at {waiver.of} until {waiver.expires}"


def _files(old: Policy, new: Policy) -> Iterator[Shift]:
    """What else is said of files: their schemas, formats and items."""
    for name, what in (("schema", "schemas"), ("format", "formats"), ("items", "items of lists")):
        was, now = (
            [(meaning(entry.match), meaning(getattr(entry, name))) for entry in policy.files if getattr(entry, name)]
            for policy in (old, new)
        )
        if was != now:
            is_looser = name == "schema" and not {*now} - {*was}
            yield Shift("files", f"the {what} that files have were edited", True if is_looser else None)


def _scopes(old: Policy, new: Policy) -> Iterator[Shift]:
    before, after = ({scope.name: scope for scope in policy.scopes} for policy in (old, new))
    for name in sorted(before.keys() & after.keys()):
        was, now = before[name], after[name]
        yield from budgets.of_scope(name, was.budget, now.budget)
        if meaning(was.when) != meaning(now.when):
            yield Shift(f"scope {name}", f"scope {name} holds at other times", None)
        if was.owners != now.owners:
            said = ", ".join(now.owners) or "nobody"
            yield Shift(f"scope {name}", f"scope {name} is owned by {said}", None)


def _references(old: Policy, new: Policy) -> Iterator[Shift]:
    before, after = ({_label(one): meaning(one) for one in policy.references} for policy in (old, new))
    yield from _parts("reference", before, after)


def _checks(old: Policy, new: Policy) -> Iterator[Shift]:
    before, after = ({check.name: meaning(check) for check in policy.checks} for policy in (old, new))
    yield from _parts("check", before, after)


def _by_use(old: Policy, new: Policy) -> Iterator[Shift]:
    """What is critical only where enough refers to it."""
    before, after = (
        {tuple(pattern.text for pattern in entry.settings): entry.referred or 0 for entry, _ in one.critical_by_use}
        for one in (old, new)
    )
    for settings in sorted(before.keys() | after.keys()):
        was, now, which = before.get(settings), after.get(settings), ", ".join(settings)
        if was != now:
            said = f"is critical from {now:,} references on" if now else "is no more critical by its references"
            looser = True if now is None else False if was is None else now > was
            yield Shift("critical", f"{which} {said}{f', not {was:,}' if was and now else ''}", looser)


def _times(old: Policy, new: Policy) -> Iterator[Shift]:
    """The times at which something is frozen, where the same is."""
    before, after = ([(meaning(e.settings), meaning(e.when)) for e in policy.frozen] for policy in (old, new))
    if before != after and [settings for settings, _ in before] == [settings for settings, _ in after]:
        yield Shift("frozen", "what is frozen is so at other times", None)


def _targets(old: Policy, new: Policy, tree: Tree) -> Iterable[Shift]:
    if meaning(old.targets) == meaning(new.targets):
        return ()
    from configguard.guard.shifts.targets import of_targets  # noqa: PLC0415 - only a policy with targets pays for it

    return of_targets(old, new, tree)


def _label(reference: Reference) -> str:
    return reference.name or reference.where


def _parts(what: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Shift]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            looser = True if name not in after else False if name not in before else None
            said = {True: "is gone", False: "is new", None: "was edited"}[looser]
            yield Shift(f"{what} {name}", f"the {what} {name} {said}", looser)


def _others(old: Policy, new: Policy) -> Iterator[Shift]:
    """The parts that nothing is known of here but that they are not the same."""
    record: Collection[str] = getattr(old, "__record__", ())
    for name in sorted({*record} - _TOLD - _NO_PARTS):
        if meaning(getattr(old, name)) != meaning(getattr(new, name)):
            yield Shift(name, f"{name} were edited", None)
