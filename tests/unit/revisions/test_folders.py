"""Every kind of revision tells what stands right in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.model.revision import Ask, Tree
from configguard.revisions import compare

if TYPE_CHECKING:
    from tests.repositories import Repository

FILES = {"a.yaml": "1", "config/a.yaml": "1", "config/eu/b.yaml": "1", "config-old/c.yaml": "1"}


def tree(repository: Repository, kind: str) -> Tree:
    asks = {
        "commit": Ask(repository.directory, base="HEAD", head="HEAD"),
        "index": Ask(repository.directory, base="HEAD", staged=True),
        "worktree": Ask(repository.directory, base="HEAD", worktree=True),
        "directory": Ask(repository.directory, base=repository.directory, head=repository.directory),
    }
    return compare(asks[kind]).head


@pytest.mark.parametrize("kind", ["commit", "index", "worktree", "directory"])
def test_the_names_in_a_folder_are_those_of_files_and_folders(repository: Repository, kind: str) -> None:
    repository.commit("Start", FILES)
    found = tree(repository, kind)
    assert found.revision.kind == kind
    assert sorted(found.names("")) == ["a.yaml", "config", "config-old"]
    assert sorted(found.names("config")) == ["a.yaml", "eu"]
    assert sorted(found.names("config/eu")) == ["b.yaml"]


@pytest.mark.parametrize("kind", ["commit", "index", "worktree", "directory"])
@pytest.mark.parametrize("folder", ["nowhere", "a.yaml", "config/nowhere", "config/a.yaml"])
def test_where_there_is_no_folder_there_are_no_names(repository: Repository, kind: str, folder: str) -> None:
    repository.commit("Start", FILES)
    assert not list(tree(repository, kind).names(folder))
