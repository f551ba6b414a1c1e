"""Builds the targets of a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.grammar import quote
from configguard.model.target import Layer, Promotion, TargetBudget, TargetEntry, TargetName
from configguard.policy import patterns, renderer_parts, target_paths
from configguard.policy.mistakes import instead
from configguard.policy.target_keys import MERGE
from configguard.policy.values import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.policy.mistakes import Notes
    from configguard.policy.parts import Builder
    from configguard.policy.renderer_parts import Made
    from configguard.policy.values import Record, Said

_PATTERN = frozenset("*?{}")


def built(record: Record, build: Builder) -> Iterator[TargetEntry]:
    """The entries of `targets` in one file; those that lack a name or layers are left out, which is noted already."""
    for entry in record.records("targets"):
        name = entry.said("name")
        layers = tuple(target_paths.layers(entry.records("layers"), build.notes))
        made = renderer_parts.made(entry, build)
        if name is not None and (layers or made or _is_plan(entry, build.notes)):
            found = _entry(entry, TargetName(name.text), layers, made, build)
            if not found.plan:
                _check(name, entry, found, (*layers, *(made.paths if made else ())), build.notes)
            yield found


def _entry(
    entry: Record, name: TargetName, layers: tuple[Layer, ...], made: Made | None, build: Builder
) -> TargetEntry:
    return TargetEntry(
        name=name,
        layers=layers,
        recipe=made and made.recipe,
        plan="plan" in entry.values,
        values=_values(entry, "values", build.notes),
        excepted=_values(entry, "except", build.notes),
        lists="merge" if entry.text("lists") == MERGE else "replace",
        schema=build.schema(entry.said("schema")),
        declare=entry.switch("declare") or False,
        budget=_budget(entry, name, build.notes),
        promotion=_promotion(entry, name, build.notes),
        own=patterns.settings(entry.several("own"), build.notes),
        place=build.notes.source.place(entry.start),
        source=build.source,
    )


def _is_plan(entry: Record, notes: Notes) -> bool:
    said = entry.said("plan")
    if said is not None and not entry.switch("plan"):
        notes.add(said.start, '"plan" is true, or left out')
    for key in ("lists", "schema", "promotion", "own"):
        if said is not None and key in entry.values:
            stray = entry.said(key)
            problem = f"{quote(key)} is for layers and renderers: a plan tells what changes, and nothing else"
            notes.add(entry.start if stray is None else stray.start, problem)
    return said is not None


def _budget(entry: Record, name: TargetName, notes: Notes) -> TargetBudget | None:
    if "budget" not in entry.values:
        return None
    budget = entry.record("budget")
    targets, one = budget.said("targets"), budget.said("one")
    if one is not None and one.text not in name.holes:
        notes.add(one.start, f"unknown placeholder {quote(one.text)}; {instead(one.text, name.holes, 'there are')}")
    return TargetBudget(targets and int(targets.text), one and one.text)


def _promotion(entry: Record, name: TargetName, notes: Notes) -> Promotion | None:
    said = [(hole, value.items) for hole, value in entry.named("promotion") if isinstance(value, Texts)]
    for hole, stages in said:
        if hole.text not in name.holes:
            hint = instead(hole.text, name.holes, "there are")
            notes.add(hole.start, f"unknown placeholder {quote(hole.text)}; {hint}")
        seen: set[str] = set()
        for stage in stages:
            if stage.text in seen:
                notes.add(stage.start, f"the stage {quote(stage.text)} stands twice")
            seen.add(stage.text)
    for hole, _ in said[1:]:
        notes.add(hole.start, "a target has one placeholder that is its stage: make this an entry of its own")
    if not said and "promotion" in entry.values:
        problem = "“promotion” names no placeholder: write it with its stages, { env: [test, prod] }"
        notes.add(entry.start, problem)
    return next((Promotion(hole.text, tuple(stage.text for stage in stages)) for hole, stages in said), None)


def _values(entry: Record, key: str, notes: Notes) -> dict[str, tuple[str, ...]]:
    """What placeholders stand for, each value as it is: a pattern would be one that nothing is equal to."""
    named = [(name.text, value.items) for name, value in entry.named(key) if isinstance(value, Texts)]
    for said in (said for _, items in named for said in items):
        if _PATTERN.intersection(said.text):
            notes.add(said.start, f"“{key}” takes each value as it is: {quote(said.text)} holds wildcards or choices")
    return {name: tuple(said.text for said in items) for name, items in named}


def _check(name: Said, entry: Record, found: TargetEntry, paths: tuple[Layer, ...], notes: Notes) -> None:
    """Every placeholder stands in the name, and gets its value from somewhere."""
    holes = found.name.holes
    in_paths = sorted(frozenset[str]().union(*(path.holes for path in paths)))
    for hole in holes:
        if hole not in in_paths and hole not in found.values:
            what = "no layer" if found.recipe is None else "no path of what is rendered"
            notes.add(name.start, f"nothing finds {quote(f'{{{hole}}}')}: {what} holds it, and “values” gives none")
    for hole in in_paths:
        if hole not in holes:
            what = "a layer does" if found.recipe is None else "a path of what is rendered does"
            notes.add(name.start, f"the name must hold {quote(f'{{{hole}}}')}, as {what}")
    for text in found.recipe.filled_in if found.recipe else ():
        for hole in TargetName(text).holes:
            if hole not in holes and hole not in in_paths:
                hint = instead(hole, holes, "there are")
                notes.add(name.start, f"unknown placeholder {quote(hole)} in {quote(text)}; {hint}")
    for said in (*(said for said, _ in entry.named("values")), *(said for said, _ in entry.named("except"))):
        if said.text not in holes:
            notes.add(said.start, f"unknown placeholder {quote(said.text)}; {instead(said.text, holes, 'there are')}")
