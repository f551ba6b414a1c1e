"""A bomb among the files of a change costs little, is named with its limit, and leaves the others to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import metering
from tests.repositories import Repository, environment
from tests.unit.formats.bombs import BOMBS, EDGES, MANY

if TYPE_CHECKING:
    from tests.metering import Run

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  email: { settings: ["config/api.yaml:smtp"] }
  edges: { settings: ["config/edges/**"] }
"""
ALL = BOMBS | MANY
MEASURED = (
    ["p01-laughs.yaml", "million.yaml", "p02-merges.yaml", "large-base.yaml", "p04-thousand.yaml", "p04-lists.yaml"],
    ["p04-mappings.yaml", "p04-blocks.yaml", "lines.yaml", "p60-one-line.yaml", "values.json", "p60-number.toml"],
)
SECONDS = 1.0
SECONDS_OF_MANY_VALUES = 3.0
"""Half a million values are read before they are too many: 0.6 s of a machine that does nothing else."""
MEBIBYTES = 200


def check(repository: Repository, files: dict[str, str], scope: str) -> Run:
    """Check a change of these files and of the database's host, with the measures of the process."""
    repository.git("checkout", "--quiet", "-B", "change", "main")
    repository.commit(f"Change\n\nConfig-Scope: {scope}", {"config/api.yaml": "db: {host: b}\n", **files})
    output = repository.top / ".git" / "output"
    ends = ("--base", "main", "--head", "change")
    return metering.check(repository.top, output, *ends, environment=environment())


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = Repository(tmp_path_factory.mktemp("bombs") / "repository")
    made.git("config", "core.compression", "1")  # the commits are large
    made.commit("Begin", {".configguard.yaml": POLICY, "config/api.yaml": "db: {host: a}\n"})
    return made


@pytest.fixture(scope="module")
def usual(repository: Repository) -> Run:
    """The same without a bomb; what stood first warms the caches of the file system."""
    check(repository, {}, "email")
    return check(repository, {}, "email")


def assert_judged(run: Run, bombs: dict[str, str]) -> None:
    """Each bomb is named with its limit, and the setting that changed beside them is found."""
    said = run.findings("unreadable-config")
    assert run.status == 1
    assert said.keys() == bombs.keys()
    assert [file for file, limit in bombs.items() if f"(the guard's limit: {limit})" not in said[file]] == []
    assert "db.host" in run.findings("outside-intent")["config/api.yaml"]


@pytest.mark.parametrize("name", [*MEASURED[0], *MEASURED[1]])
def test_a_bomb_takes_less_than_a_second_and_200_mib_and_the_rest_is_judged(
    name: str, repository: Repository, usual: Run
) -> None:
    text, limit = ALL[name]
    run = check(repository, {f"config/{name}": text}, "email")
    assert_judged(run, {f"config/{name}": limit})
    assert run.mebibytes - usual.mebibytes < MEBIBYTES
    assert run.seconds - usual.seconds < (SECONDS_OF_MANY_VALUES if limit == "nodes" else SECONDS)


def test_bombs_do_not_add_up(repository: Repository, usual: Run) -> None:
    run = check(repository, {f"config/{name}": text for name, (text, _) in ALL.items()}, "email")
    assert_judged(run, {f"config/{name}": limit for name, (_, limit) in ALL.items()})
    at_hand = sum(len(text) for text, _ in ALL.values()) / 2**20
    assert run.mebibytes - usual.mebibytes - at_hand < MEBIBYTES
    assert run.seconds - usual.seconds < SECONDS * len(ALL)


def test_p59_a_hundred_megabytes_are_not_even_fetched(repository: Repository, usual: Run) -> None:
    run = check(repository, {"config/a.json": f'{{"a": "{"x" * 100_000_000}"}}'}, "email")
    assert_judged(run, {"config/a.json": "file-size"})
    assert run.mebibytes - usual.mebibytes < 20


def test_what_is_just_within_the_limits_is_read_and_judged(repository: Repository) -> None:
    """But for the million values of an expansion, each of which would be a setting of its own."""
    files = {f"config/edges/{name}": text for name, (text, _, limit) in EDGES.items() if limit != "expanded-size"}
    run = check(repository, files, "edges")
    assert run.findings("unreadable-config") == {}
    assert run.findings("outside-intent").keys() == {"config/api.yaml"}
    assert {change["file"] for change in run.report["changes"]} == files.keys() | {"config/api.yaml"}
