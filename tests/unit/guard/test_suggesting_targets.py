"""The lines that are suggested for targets cover all that a change reaches, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.target import DeclaredTargets
from tests.unit.guard.asking import errors, judged

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files: [{ match: "config/**" }]
targets:
  - name: "{service}@{env}"
    layers: ["config/defaults.yaml", "config/{env}.yaml", "config/{env}/{service}.yaml"]
    declare: true
"""
SERVICES, ENVS = ("api", "email", "web", "shop", "search"), ("prod", "test")
FILES = {
    "config/defaults.yaml": "a: 1\n",
    **{f"config/{env}.yaml": "b: 1\n" for env in ENVS},
    **{f"config/{env}/{service}.yaml": "c: 1\n" for env in ENVS for service in SERVICES},
}


def lines(tmp_path: Path, **edits: str) -> list[str]:
    """What is suggested for targets; with these lines said, the change must pass."""
    head = {**FILES, **{f"config/{name.replace('__', '/')}.yaml": text for name, text in edits.items()}}
    report = judged(tmp_path, FILES, head, policy=POLICY)
    said = "\n".join(report.suggested)
    assert not errors(judged(tmp_path, FILES, head, f"Change\n\n{said}\n", policy=POLICY))
    return [line.partition(": ")[2] for line in report.suggested if line.startswith("Config-Target")]


def test_few_targets_are_named_one_by_one(tmp_path: Path) -> None:
    assert lines(tmp_path, prod__api="c: 2\n", test__web="c: 2\n") == ["api@prod, web@test"]


def test_what_many_have_in_common_is_said_with_a_wildcard(tmp_path: Path) -> None:
    assert lines(tmp_path, prod="b: 2\n") == ["*@prod"]


def test_all_of_them_are_said_by_what_tells_them_apart_least(tmp_path: Path) -> None:
    assert lines(tmp_path, defaults="a: 2\n") == ["*@prod, *@test"]


def test_a_wildcard_never_covers_what_is_not_reached(tmp_path: Path) -> None:
    own = {f"prod__{service}": "c: 2\n" for service in SERVICES if service != "web"}
    assert lines(tmp_path, **own) == ["api@prod, email@prod, search@prod, shop@prod"]


def test_a_name_that_cannot_stand_in_a_list_is_said_with_a_wildcard(tmp_path: Path) -> None:
    (said,) = lines(tmp_path, **{"prod__a, b": "c: 2\n"})
    assert said == "a*b@prod"
    assert DeclaredTargets(said).covers("a, b@prod")
