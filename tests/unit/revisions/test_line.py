"""The line of first parents, as git has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import revisions
from configguard.errors import Misasked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository


def test_a_merge_is_one_landing_with_what_it_brought(repository: Repository) -> None:
    first = repository.commit("Begin", {"a.yaml": "1"})
    repository.branch("work")
    brought = [repository.commit(name, {f"{name}.yaml": "1"}) for name in ("one", "two")]
    repository.switch("main")
    second = repository.commit("Meanwhile", {"b.yaml": "1"})
    merge = repository.merge("work")
    line = revisions.history(repository.directory, "HEAD")
    assert [landing.oid for landing in line.landings] == [merge, second, first]
    assert [landing.at for landing in line.landings] == sorted((landing.at for landing in line.landings), reverse=True)
    [found] = line.differences(line.landings[:1], None)
    assert sorted(difference.path for difference in found) == ["one.yaml", "two.yaml"]
    [words] = line.words(line.landings[:1])
    assert ([told.oid for told in words.merged], words.own.author, words.whole) == (brought, "Ada", True)


def test_only_what_is_asked_for_is_told_of(repository: Repository) -> None:
    repository.commit("Begin", {"a/x.yaml": "1", "b/y.yaml": "1", "ab.yaml": "1"})
    line = revisions.history(repository.directory, "HEAD")
    assert [[d.path for d in found] for found in line.differences(line.landings, {"a"})] == [["a/x.yaml"]]
    assert [len(found) for found in line.differences(line.landings, None)] == [3]


def test_a_rename_is_told_with_both_names(repository: Repository) -> None:
    repository.commit("Begin", {"old.yaml": "a: 1\nb: 2\nc: 3\n"})
    repository.git("mv", "old.yaml", "new.yaml")
    repository.commit("Rename", {"new.yaml": "a: 1\nb: 2\nc: 4\n", "other.yaml": "1"})
    line = revisions.history(repository.directory, "HEAD")
    found = line.renames(line.landings)
    assert [[(one.base.path, one.head.path) for one in renames] for renames in found] == [
        [("old.yaml", "new.yaml")],
        [],
    ]


def test_of_a_commit_that_is_cut_off_nothing_is_claimed(repository: Repository, tmp_path: Path) -> None:
    repository.commit("Begin", {"a.yaml": "1"})
    repository.commit("Go on", {"b.yaml": "1"})
    repository.commit("Go on again", {"c.yaml": "1"})
    line = revisions.history(repository.clone(tmp_path / "shallow", "--depth=2").directory, "HEAD")
    assert line.is_cut_off
    assert [[d.path for d in found] for found in line.differences(line.landings, None)] == [["c.yaml"], []]
    assert not revisions.history(repository.directory, "HEAD").is_cut_off


def test_a_revision_tells_what_it_does_not_have(repository: Repository) -> None:
    repository.commit("Begin", {"a.yaml": "1"})
    repository.git("tag", "v1")
    later = [repository.commit(name, {"a.yaml": name}) for name in ("2", "3")]
    line = revisions.history(repository.directory, "HEAD")
    assert line.after("v1") == frozenset(later)
    with pytest.raises(Misasked, match="there is no revision v2"):
        line.after("v2")
