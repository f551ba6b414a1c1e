"""What a change does to targets that a program makes, and an overlay to try it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.guard.looking import look
from configguard.guard.targets.reaching import reach_of
from configguard.model.intent import Intent
from configguard.model.revision import Ask
from tests.unit.guard.asking import repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from configguard.model.effective import Reach, Reached

OVERLAYS = """\
version: 1
extends: [kubernetes]
files: [{ match: "**/*.yaml" }]
targets:
  - { name: "{overlay}", kustomize: "overlays/{overlay}" }
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: api
          image: acme/api:1
"""
TREE = {
    "base/kustomization.yaml": "resources: [deployment.yaml]\n",
    "base/deployment.yaml": DEPLOYMENT,
    "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: prod\n",
    "overlays/test/kustomization.yaml": "resources: [../../base]\nreplicas: [{ name: api, count: 1 }]\n",
    "overlays/eu/kustomization.yaml": "resources: [../../base]\nnamespace: eu\n",
}


def reached(top: Path, policy: str, base: dict[str, str], head: Mapping[str, str | None]) -> Reach:
    """What a change of these files does to the targets of this policy."""
    git = repository(top, base, policy=policy)
    git.commit("Change", head)
    return reach_of(look(Ask(git.directory, base="main", head="HEAD"), None), Intent())


def told(target: Reached) -> list[str]:
    """What a target gets otherwise, a line for each setting."""
    return [
        f"{one.change.kind} {one.change.address.inner}: {one.change.before and one.change.before.shown}"
        f" -> {one.change.after and one.change.after.shown}"
        for one in target.changes
    ]
