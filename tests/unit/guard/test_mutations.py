"""What was edited in a tree, in any format and however it is written, is what the report names: no more, no less."""

from __future__ import annotations

import copy
import json
from pathlib import Path as Folder
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from configguard.model.address import Index, Key, Segment, Selector
from configguard.model.plugins import Style
from configguard.reporters import render
from tests.unit.guard.asking import judged
from tests.unit.guard.writing import Tree, written

Path = tuple[str, ...]
Edit = tuple[Path, str]
FORMATS = ("yaml", "json", "toml")
POLICY = 'version: 1\nfiles: [{{ match: "config/**" }}]\nscopes:\n  said: {{ settings: {said} }}\n'

KEYS = st.sampled_from(["a", "b", "c", "a.b", "a/b", "a'b", 'a"b', "a']['b", "", "*", "[0]", "größe", "7", "on", "__x"])
SCALARS = st.one_of(
    st.sampled_from(["", "x", "yes", "7", "a: b", "# no", "two\nlines", "é"]),
    st.integers(-9, 99),
    st.sampled_from([0.5, 1.25, -2.0]),
    st.booleans(),
)
NAMED = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from(["n1", "n2", "n.3", "n]4"]), "v": SCALARS}),
    min_size=1,
    max_size=4,
    unique_by=lambda item: item["name"],
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        st.one_of(SCALARS, NAMED, st.lists(SCALARS, min_size=1, max_size=3)),
        lambda below: st.dictionaries(KEYS, below, min_size=1, max_size=3),
        max_leaves=4,
    ),
    min_size=2,
    max_size=5,
)


class Holder(NamedTuple):
    """What holds a setting or a list, the key or the place at which it does, and the path to it."""

    within: Any
    at: Any
    path: Path


def holders(value: Any, path: Path = ()) -> list[Holder]:  # noqa: ANN401 - any tree
    """Everything in a tree that can be edited: settings but for names, and lists of named items."""
    found = []
    for at, below in value.items() if isinstance(value, dict) else enumerate(value):
        step = at if isinstance(at, str) else f"[{below['name']}]" if isinstance(below, dict) else f"[{at}]"
        here = (*path, step)
        if not isinstance(below, dict | list):
            found += [] if at == "name" else [Holder(value, at, here)]
        else:
            found += holders(below, here)
            if isinstance(below, list) and isinstance(below[0], dict) and len(below) > 1:
                found.append(Holder(value, at, here))
    return found


def edit(holder: Holder, number: int, kind: str) -> set[Edit]:
    """Edit what is held, as `kind` says where that can be done here; the edits, by path and kind."""
    within, at, path = holder
    value = within[at]
    if isinstance(value, list):
        within[at] = [*value[1:], value[0]]
        return {(path, "reordered")}
    if kind == "another type":
        within[at] = f"was {value}" if not isinstance(value, str) else number
        return {(path, "retyped")}
    if kind == "another value" or not isinstance(within, dict):
        within[at] = not value if isinstance(value, bool) else value + type(value)(f"1{number}")
        return {(path, "changed")}
    new = f"new {number}"
    if kind == "another setting":
        within[new] = value
        return {((*path[:-1], new), "added")}
    within.pop(at)
    if kind == "another name":
        within[new] = value
        return {(path, "removed"), ((*path[:-1], new), "added")}
    return {(path, "removed")}


KINDS = ["another value", "another type", "another setting", "another name", "none"]


@st.composite
def proposals(draw: st.DrawFn) -> tuple[Tree, Tree, set[Edit]]:
    """A tree, the same after some edits, and these edits."""
    base = draw(TREES)
    head = copy.deepcopy(base)
    found = holders(head)
    chosen = draw(st.lists(st.integers(0, len(found) - 1), min_size=1, max_size=4, unique=True)) if found else []
    edits = [edit(found[place], number, draw(st.sampled_from(KINDS))) for number, place in enumerate(chosen)]
    return base, head, {one for each in edits for one in each}


def path_of(segments: tuple[Segment, ...]) -> Path:
    return tuple(
        segment.text
        if isinstance(segment, Key)
        else f"[{segment.fields[0][1]}]"
        if isinstance(segment, Selector)
        else f"[{segment.number}]"
        for segment in segments
        if isinstance(segment, Key | Selector | Index)
    )


@settings(max_examples=60, deadline=None)
@given(proposals(), st.booleans(), st.booleans())
def test_t1_exactly_what_was_edited_is_named_in_every_format(
    proposal: tuple[Tree, Tree, set[Edit]],
    before: bool,  # noqa: FBT001 - drawn
    after: bool,  # noqa: FBT001 - drawn
) -> None:
    base, head, edits = proposal
    with TemporaryDirectory() as top:
        files = written(base, otherwise=before), written(head, otherwise=after)
        report = judged(Folder(top), *files, policy=POLICY.format(said="[nothing]"))
    found = [(change.file, path_of(change.address.path), change.kind) for change in report.changes]
    expected = {(f"config/a.{suffix}", path, kind) for suffix in FORMATS for path, kind in edits}
    assert set(found) == expected
    assert len(found) == len(expected)
    told = json.loads(render("json", report, Style()))["changes"]
    assert [change["address"] for change in told] == [str(change.address) for change in report.changes]
    assert bool(edits) is any(finding.rule == "missing-intent" for finding in report.findings)


@settings(max_examples=40, deadline=None)
@given(proposals(), st.booleans(), st.data())
def test_t1_under_a_scope_that_covers_all_but_one_exactly_that_one_is_outside(
    proposal: tuple[Tree, Tree, set[Edit]],
    otherwise: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    base, head, _ = proposal
    with TemporaryDirectory() as top:
        files = written(base, otherwise=False), written(head, otherwise=otherwise)
        changes = judged(Folder(top) / "first", *files, policy=POLICY.format(said="[nothing]")).changes
        listed = {(change.file, change.address.path) for change in changes if change.kind == "reordered"}
        alone = [
            change
            for change in changes
            if not any((change.file, change.address.path[:n]) in listed for n in range(len(change.address.path)))
        ]
        if not alone:
            return
        stray = data.draw(st.sampled_from(alone))
        covered = json.dumps([str(change.address) for change in changes if change != stray] or ["nothing"])
        policy = POLICY.format(said=covered)
        report = judged(Folder(top) / "second", *files, "x\n\nConfig-Scope: said\n", policy=policy)
    outside = {str(finding.address) for finding in report.findings if finding.rule == "outside-intent"}
    assert outside == {str(stray.address)}
    assert [change.covered for change in report.changes] == [change != stray for change in changes]
    assert report.verdict == "fail"
