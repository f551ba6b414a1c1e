"""Real histories are recounted as a naive reading of every version has them, from the first commit to the last."""

from __future__ import annotations

import random
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from configguard import guard
from configguard.guard.past.archive import Subject, archive
from configguard.guard.past.recounting import recount
from configguard.model.history import Span
from configguard.model.pattern import parse
from configguard.model.revision import Ask
from tests.ecosystem import histories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from configguard.model.change import Change, Value
    from configguard.model.history import Recount

FILES = 5
"""Files of each history that are read naively."""
Path_ = tuple[str, ...]
Turn = tuple[str, str | None, str | None]
"""A commit, and the text of a setting before it and after."""


@pytest.fixture(params=histories.SOURCES)
def history(request: pytest.FixtureRequest, tmp_path: Path) -> histories.History:
    name: str = request.param
    if not histories.bundle(name).exists():
        pytest.skip(f"{histories.bundle(name)} is not there")
    return histories.clone(name, tmp_path / name)


def _recounted(history: histories.History, what: str | None, span: Span) -> Recount:
    known = archive(str(history.folder), "HEAD", history.policy)
    return recount(known, Subject(None if what is None else parse(what, anchored=True)), span)


def _naive(data: bytes, file: str) -> dict[Path_, str] | None:
    """The text of every single value that only keys lead to; None for what cannot be read."""
    try:
        whole = tomllib.loads(data.decode()) if file.endswith(".toml") else yaml.load(data, yaml.CBaseLoader)  # noqa: S506 - which makes text of everything
    except (tomllib.TOMLDecodeError, yaml.YAMLError):
        return None
    return dict(_values({} if whole is None else whole, ()))


def _values(node: Any, path: Path_) -> Iterator[tuple[Path_, str]]:  # noqa: ANN401 - whatever a file holds
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _values(value, (*path, str(key)))
    elif not isinstance(node, list):
        yield path, str(node).lower() if isinstance(node, bool) else str(node)


def _turns(history: histories.History, file: str) -> dict[Path_, list[Turn]]:
    """What happened to each value of a file, the oldest first; a version that cannot be read is passed over."""
    commits = history.git("log", "--first-parent", "--reverse", "--format=%H", "--", file).decode().split()
    turns: dict[Path_, list[Turn]] = {}
    before: dict[Path_, str] = {}
    for commit in commits:
        there = history.git("ls-tree", commit, "--", file)
        after = _naive(history.git("show", f"{commit}:{file}"), file) if there else {}
        if after is None:
            continue
        for path in before.keys() | after.keys():
            if before.get(path) != after.get(path):
                turns.setdefault(path, []).append((commit, before.get(path), after.get(path)))
        before = after
    return turns


def _told(found: Recount, file: str) -> dict[Path_, list[Turn]]:
    """The same as it is recounted."""
    turns: dict[Path_, list[Turn]] = {}
    for event in found.events[::-1]:
        for change in event.changes:
            path = tuple(segment.text if hasattr(segment, "text") else "" for segment in change.address.path)
            before, after = (_text(value) for value in (change.before, change.after))
            # A naive reading knows no types, so it sees no setting that took another one.
            if change.file == file and "" not in path and before != after:
                turns.setdefault(path, []).append((event.landing.oid, before, after))
    return turns


def _text(value: Value | None) -> str | None:
    return None if value is None or value.kind in {"mapping", "list"} else value.text


def _facts(change: Change) -> tuple[object, ...]:
    """What makes a change, whether it is shown or not: a whole history hides what is a secret's anywhere in it."""
    values = (value and (value.kind, value.text) for value in (change.before, change.after))
    return change.address, change.kind, *values


def test_a_file_s_whole_past_is_told_as_a_naive_reading_has_it(history: histories.History) -> None:
    listed = history.git("ls-files", "--with-tree=HEAD").decode().splitlines()
    files = sorted(file for file in listed if file.endswith((".yaml", ".yml", ".toml")))
    chosen = random.Random(7).sample(files, FILES)  # noqa: S311 - the same in each run, and no secret
    compared = 0
    for file in chosen:
        found = _recounted(history, file, Span())
        if any(event.names for event in found.events):
            continue  # a naive reading follows no file to other names
        told, naive = _told(found, file), _turns(history, file)
        assert told == naive, file
        compared += sum(map(len, told.values()))
    assert compared > FILES


def test_each_commit_tells_the_changes_that_a_comparison_with_its_parent_finds(history: histories.History) -> None:
    commits = history.commits[:: histories.LATEST // 30]
    found = _recounted(history, None, Span(after=commits[0].parent))
    told = {
        event.landing.oid: set(map(_facts, event.changes))
        for event in found.events
        if not event.names and not event.remarks
    }
    alike = [commit for commit in commits if commit.oid in told]
    for commit in alike:
        sight = guard.look(Ask(str(history.folder), base=commit.parent, head=commit.oid), history.policy)
        compared = {_facts(change) for file in sight.files for change in file.changes}
        assert told[commit.oid] == compared, commit.short
    assert len(alike) > len(commits) // 2
