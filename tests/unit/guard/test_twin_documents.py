"""Two Kubernetes objects of one identity in a file are known by number, and guarded by what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import guard
from configguard.model.revision import Ask
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files: [{ match: "k8s/*.yaml" }]
scopes: { all: { settings: ["k8s/**"] } }
critical: [{ settings: ["**:[Deployment/api].spec.replicas"], why: too many eyes are on it }]
"""
TWINS = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {replicas: 3}\n"


def said(tmp_path: Path, *settings: str) -> list[str]:
    repository = Repository(tmp_path / "repository")
    repository.commit("Begin", {".configguard.yaml": POLICY, "k8s/a.yaml": f"{TWINS}---\n{TWINS}"})
    repository.branch("change")
    repository.switch("change")
    repository.commit("x", {"k8s/a.yaml": f"{TWINS}---\n{TWINS}".replace("3", "300")})
    question = guard.Question(
        ask=Ask(repository.directory, "main", "change"), scopes=("all",), settings=settings, rules=("critical-setting",)
    )
    return [str(finding.address) for finding in guard.judge(question).findings]


def test_a_critical_setting_is_guarded_in_either_twin(tmp_path: Path) -> None:
    assert said(tmp_path) == ["k8s/a.yaml:[#0].spec.replicas", "k8s/a.yaml:[#1].spec.replicas"]


def test_either_twin_is_named_by_its_number_alone(tmp_path: Path) -> None:
    assert said(tmp_path / "a", "k8s/a.yaml:[#1].spec.replicas") == ["k8s/a.yaml:[#0].spec.replicas"]
    assert len(said(tmp_path / "b", "k8s/a.yaml:[Deployment/api].spec.replicas")) == 2
