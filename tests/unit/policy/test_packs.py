"""The ready-made packs load, and say of real files what they promise."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from configguard import diffing, formats, policy
from configguard.policy import ready_made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from configguard.model.policy import Policy
    from configguard.model.trail import Trail
    from tests.unit.policy.conftest import Load

WORKFLOW = """\
on:
  pull_request_target: {types: [opened]}
  workflow_call:
    secrets: {npm_token: {required: true}}
permissions: {contents: read, id-token: write}
jobs:
  build:
    runs-on: ubuntu-24.04
    environment: production
    permissions: {packages: write}
    env: {API_TOKEN: abc}
    steps:
      - {name: checkout, uses: actions/checkout@v4, with: {persist-credentials: false}}
      - {name: test, run: make test}
  call:
    uses: ./.github/workflows/other.yml
"""

MANIFESTS = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app: api}}
spec:
  replicas: 3
  template:
    spec:
      hostNetwork: true
      automountServiceAccountToken: false
      imagePullSecrets: [{name: registry}]
      containers:
        - name: web
          image: acme/web:1
          securityContext: {privileged: false}
          resources: {limits: {memory: 1Gi}}
          env:
            - {name: LEVEL, value: info}
            - {name: DB_PASSWORD, value: hunter2}
            - {name: API_TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}
          volumeMounts: [{mountPath: /data, name: data}]
      volumes: [{name: data, hostPath: {path: /srv}}, {name: tls, secret: {secretName: tls}}]
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: prod}
spec: {selector: {app: api}, ports: [{port: 53, protocol: TCP}, {port: 53, protocol: UDP}]}
---
apiVersion: v1
kind: Secret
metadata: {name: api}
data: {user: YQ==}
stringData: {user: a}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: admins}
roleRef: {kind: ClusterRole, name: cluster-admin}
subjects: [{kind: User, name: eve}]
"""


def trails(read: Policy, file: str, text: str) -> Iterator[Trail]:
    """The settings of a file that the policy claims."""
    claim = read.claim(file)
    assert claim is not None
    reading = formats.read(file, text.encode(), claim.format)
    assert isinstance(reading, tuple)
    return (trail for trail, _ in diffing.settings(file, reading, diffing.Identity.of(claim.items)))


@pytest.fixture(name="workflow")
def _workflow(load: Load) -> dict[str, tuple[tuple[str, ...], bool, bool]]:
    return facts(load("version: 1\nextends: github-actions\n"), ".github/workflows/ci.yml", WORKFLOW)


@pytest.fixture(name="manifests")
def _manifests(load: Load) -> dict[str, tuple[tuple[str, ...], bool, bool]]:
    return facts(load("version: 1\nextends: kubernetes\n"), "deploy/prod/api.yaml", MANIFESTS)


def facts(read: Policy, file: str, text: str) -> dict[str, tuple[tuple[str, ...], bool, bool]]:
    """By address within the file: scopes (without the pack's name), whether critical, whether secret."""
    return {
        trail.address.inner: (
            tuple(name.partition("/")[2] for name, _ in read.scopes_of(trail)),
            read.why_critical(trail) is not None,
            read.is_secret(trail),
        )
        for trail in trails(read, file, text)
    }


@pytest.mark.parametrize("name", policy.packs())
def test_a_pack_loads_alone_and_with_all_others(name: str, load: Load) -> None:
    alone = load(f"version: 1\nextends: {name}\n")
    assert alone.files
    assert alone.own_files == {".configguard.yaml"}
    together = load(f"version: 1\nextends: [{', '.join(policy.packs())}]\n")
    assert set(alone.scopes) <= set(together.scopes)


@pytest.mark.parametrize("name", policy.packs())
def test_the_scopes_of_a_pack_bear_its_name_so_that_packs_never_clash(name: str, load: Load) -> None:
    scopes = load(f"version: 1\nextends: {name}\n").scopes
    assert all(scope.name.startswith(f"{name}/") and scope.about for scope in scopes)
    assert {scope.source for scope in scopes} == {f"pack {name}"}


@pytest.mark.parametrize("name", policy.packs())
def test_a_pack_begins_with_what_it_is_for_and_argues_its_guarded_settings(name: str) -> None:
    assert policy.packs()[name].endswith(("field", "setting"))
    lines = ready_made.text(name).decode().splitlines()
    section = ""
    for before, line in pairwise(lines):
        top = re.fullmatch(r"(\w+):", line)
        section = top[1] if top else section
        if section in {"files", "critical"} and re.match(r"  - ", line):
            assert before.lstrip().startswith("#"), line


def test_packs_are_found_beside_the_checkout() -> None:
    assert set(policy.packs()) >= {"github-actions", "kubernetes"}
    assert ready_made.names() == tuple(policy.packs())


@pytest.mark.parametrize("beside", ["configguard/policies", "policies"])
def test_packs_are_found_within_an_installed_package_as_beside_a_checkout(
    beside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / beside).mkdir(parents=True)
    (tmp_path / beside / "mine.yaml").write_text("# Mine\nversion: 1\n")
    (tmp_path / beside / "notes.txt").write_text("no pack\n")
    monkeypatch.setattr(ready_made, "__file__", str(tmp_path / "configguard" / "policy" / "ready_made.py"))
    ready_made.folder.cache_clear()
    try:
        assert policy.packs() == {"mine": "Mine"}
    finally:
        ready_made.folder.cache_clear()


@pytest.mark.parametrize(
    ("file", "claimed"),
    [
        (".github/workflows/ci.yml", True),
        (".github/workflows/ci.yaml", True),
        (".github/workflows/more/ci.yml", False),
        ("docs/.github/workflows/ci.yml", False),
        ("action.yml", True),
        ("actions/setup/action.yaml", True),
        ("transaction.yml", False),
    ],
)
def test_the_actions_pack_claims_workflows_and_actions(file: str, claimed: bool, load: Load) -> None:  # noqa: FBT001 - a table
    assert (load("version: 1\nextends: github-actions\n").claim(file) is not None) is claimed


@pytest.mark.parametrize(
    ("file", "claimed"),
    [
        ("k8s/api.yaml", True),
        ("deploy/prod/api.yml", True),
        ("apps/api/overlays/prod/patch.yaml", True),
        ("kustomization.yaml", True),
        ("apps/api/Kustomization", True),
        ("k8s/notes.md", False),
        ("config/api.yaml", False),
    ],
)
def test_the_kubernetes_pack_claims_the_usual_folders(file: str, claimed: bool, load: Load) -> None:  # noqa: FBT001 - a table
    assert (load("version: 1\nextends: kubernetes\n").claim(file) is not None) is claimed


def test_templates_are_compared_as_a_whole_and_kustomizations_have_a_format(load: Load) -> None:
    read = load("version: 1\nextends: kubernetes\n")
    template, kustomization = read.claim("deploy/chart/templates/a.yaml"), read.claim("x/Kustomization")
    assert template is not None
    assert template.format == "opaque"
    assert kustomization is not None
    assert kustomization.format == "yaml"


def test_what_a_workflow_may_do_is_critical(workflow: dict[str, tuple[tuple[str, ...], bool, bool]]) -> None:
    assert {address for address, (_, critical, _) in workflow.items() if critical} == {
        "on.pull_request_target.types[0]",
        "permissions.contents",
        "permissions.id-token",
        "jobs.build.environment",
        "jobs.build.permissions.packages",
    }


def test_a_quoted_on_is_guarded_like_a_bare_one(load: Load) -> None:
    read = load("version: 1\nextends: github-actions\n")
    for text in ('"on": {workflow_run: {workflows: [a]}}\n', "on: [push]\n", '"on": [push]\n'):
        ((scopes, critical, _),) = facts(read, ".github/workflows/a.yml", text).values()
        assert scopes == ("triggers",)
        assert critical


def test_every_setting_of_a_workflow_has_a_scope(
    workflow: dict[str, tuple[tuple[str, ...], bool, bool]],
) -> None:
    assert {address for address, (scopes, _, _) in workflow.items() if not scopes} == set()
    assert workflow["jobs.build.steps[name=checkout].uses"][0] == ("versions",)
    assert workflow["jobs.build.steps[name=test].run"][0] == ("steps",)
    assert workflow["jobs.build.runs-on"][0] == ("runners",)
    assert workflow["jobs.call.uses"][0] == ("versions",)


def test_a_workflows_secrets_are_hidden_and_what_only_sounds_like_one_is_not(
    workflow: dict[str, tuple[tuple[str, ...], bool, bool]],
) -> None:
    assert {address for address, (_, _, secret) in workflow.items() if secret} == {"jobs.build.env.API_TOKEN"}


def test_what_opens_the_node_or_the_cluster_or_misleads_traffic_is_critical(
    manifests: dict[str, tuple[tuple[str, ...], bool, bool]],
) -> None:
    web = "[Deployment/api].spec.template.spec"
    assert {address for address, (_, critical, _) in manifests.items() if critical} == {
        f"{web}.hostNetwork",
        f"{web}.containers[name=web].securityContext.privileged",
        f"{web}.volumes[name=data].hostPath.path",
        "[prod/Service/api].spec.selector.app",
        "[ClusterRoleBinding/admins].roleRef.name",
        "[ClusterRoleBinding/admins].subjects[name=eve].name",
    }


def test_the_scopes_of_manifests_are_those_people_speak_of(
    manifests: dict[str, tuple[tuple[str, ...], bool, bool]],
) -> None:
    web = "[Deployment/api].spec.template.spec.containers[name=web]"
    scopes = {address: found for address, (found, _, _) in manifests.items()}
    assert scopes["[Deployment/api].spec.replicas"] == ("replicas",)
    assert scopes[f"{web}.image"] == ("images",)
    assert scopes[f"{web}.resources.limits.memory"] == ("resources",)
    assert scopes[f"{web}.env[name=LEVEL].value"] == ("environment",)
    assert scopes["[prod/Service/api].spec.selector.app"] == ("routing",)
    assert scopes["[Deployment/api].metadata.labels.app"] == ("labels",)
    assert scopes["[ClusterRoleBinding/admins].roleRef.name"] == ("access",)


def test_secrets_of_manifests_are_hidden_and_references_to_them_are_not(
    manifests: dict[str, tuple[tuple[str, ...], bool, bool]],
) -> None:
    web = "[Deployment/api].spec.template.spec.containers[name=web]"
    assert {address for address, (_, _, secret) in manifests.items() if secret} == {
        f"{web}.env[name=DB_PASSWORD].value",
        "[Secret/api].data.user",
        "[Secret/api].stringData.user",
    }


def test_one_port_for_two_protocols_is_no_mistake(load: Load) -> None:
    claim = load("version: 1\nextends: kubernetes\n").claim("k8s/a.yaml")
    assert claim is not None
    reading = formats.read("k8s/a.yaml", MANIFESTS.encode())
    assert isinstance(reading, tuple)
    identity = diffing.Identity.of(claim.items)
    assert [list(diffing.repeated_items(document, identity)) for document in reading] == [[], [], [], []]


def test_a_kustomizations_images_and_literals_are_known(load: Load) -> None:
    read = load("version: 1\nextends: kubernetes\n")
    text = "images: [{name: web, newTag: '2'}]\nsecretGenerator: [{name: a, literals: [x=hunter2]}]\n"
    found = facts(read, "kustomization.yaml", text)
    assert found["images[name=web].newTag"][0] == ("images",)
    assert found["secretGenerator[name=a].literals[0]"][2]


def test_this_repositorys_own_policy_loads_and_covers_its_own_files() -> None:
    root = ready_made.folder().removesuffix("policies")
    with open(f"{root}.configguard.yaml", "rb") as file:  # noqa: PTH123 - one read
        text = file.read()
    read = policy.load(".configguard.yaml", "base", lambda _: text, formats.read, ())
    assert all(read.claim(f"policies/{name}.yaml") for name in policy.packs())
    assert read.claim("pyproject.toml")
    assert read.claim("tests/pyproject.toml") is None
