"""Whatever is put back: those settings are the base's again, all others the head's, or it is refused in words."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from configguard import formats
from configguard.diffing import Identity, compare
from configguard.model.address import Index
from configguard.model.document import Document
from configguard.restoring import CannotRestore, put_back
from tests.unit.restoring.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.change import Change

Documents = tuple[Document, ...]
FORMATS = ("json", "toml", "yaml")
CALM = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def read(format_name: str, text: str) -> Documents:
    found = formats.read(f"file.{format_name}", text.encode())
    assert isinstance(found, tuple), f"{found}\n{text}"
    return found


def changes_of(base: Documents, head: Documents) -> tuple[Change, ...]:
    return compare("file", base, head, Identity(), lambda _: False)


def facts(changes: Iterable[Change]) -> set[tuple[str, str]]:
    return {(str(change.address), change.kind) for change in changes}


def sides(format_name: str, chance: Random, often: float) -> tuple[Documents, Documents]:
    writer = Writer(chance)
    tree = writer.mapping(3)
    edited = writer.edited(tree, often)
    assert isinstance(edited, dict)
    style = chance.getstate()
    base = getattr(writer, format_name)(tree)
    if writer.is_so(0.5):
        chance.setstate(style)
    return read(format_name, base), read(format_name, getattr(writer, format_name)(edited))


@pytest.mark.parametrize("format_name", FORMATS)
@given(seed=st.integers(0, 10**9))
@CALM
def test_all_that_changed_is_put_back_or_refused(format_name: str, seed: int) -> None:
    base, head = sides(format_name, Random(seed), 0.3)  # noqa: S311 - Hypothesis chooses the seed
    changes = changes_of(base, head)
    try:
        text = put_back(format_name, base, head, changes)
    except CannotRestore:
        return
    assert not changes_of(base, read(format_name, text))


@pytest.mark.parametrize("format_name", FORMATS)
@given(seed=st.integers(0, 10**9))
@CALM
def test_scalars_are_put_back_and_nothing_else_moves(format_name: str, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - Hypothesis chooses the seed
    base, head = sides(format_name, chance, 0.2)
    changes = [
        change
        for change in changes_of(base, head)
        if change.kind in {"changed", "retyped"}
        and chance.random() < 0.6
        # A list known by positions that is put back whole keeps the items that it can where they are.
        and not any(isinstance(segment, Index) for segment in change.trail.path)
        # A table of TOML that gives way to a value takes its header with it.
        and {"mapping", "list"}.isdisjoint(value.kind for value in (change.before, change.after) if value)
    ]
    text = put_back(format_name, base, head, changes) if not _is_refused(format_name, base, head, changes) else None
    if text is None:
        return
    before = head[0].source.text
    assert facts(changes_of(base, read(format_name, text))) == facts(changes_of(base, head)) - facts(changes)
    if "\n" not in "".join(c.before.text + c.after.text for c in changes if c.before and c.after):
        changed = {c.head.place.line for c in changes if c.head}
        pairs = zip(before.split("\n"), text.split("\n"), strict=True)
        assert {number for number, (one, other) in enumerate(pairs, 1) if one != other} <= changed


def _is_refused(format_name: str, base: Documents, head: Documents, changes: Iterable[Change]) -> bool:
    try:
        put_back(format_name, base, head, list(changes))
    except CannotRestore:
        return True
    return False


@pytest.mark.parametrize("format_name", FORMATS)
def test_few_simple_edits_are_refused(format_name: str) -> None:
    chance = Random(format_name)  # noqa: S311 - always the same
    outcome: Counter[str] = Counter()
    while outcome.total() < 300:
        base, head = sides(format_name, chance, 0.1)
        changes = changes_of(base, head)
        if not changes:
            continue
        parts = sorted({c.trail.path[:2] for c in changes}, key=str)
        parts = parts[: chance.randint(1, len(parts))]
        chosen = [c for c in changes if c.trail.path[:2] in parts]
        try:
            text = put_back(format_name, base, head, chosen)
        except CannotRestore:
            outcome["refused"] += 1
            continue
        left = facts(changes_of(base, read(format_name, text)))
        outcome["exact" if left == facts(changes) - facts(chosen) else "inexact"] += 1
    assert outcome["exact"] >= 200, outcome
    assert outcome["inexact"] <= 15, outcome  # an identity that is half put back: the reader that checks refuses it
