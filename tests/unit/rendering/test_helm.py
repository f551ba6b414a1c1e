"""Charts: how Helm is called, with a program in its place that tells what it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import rendering
from configguard.model.recipe import Recipe
from tests.unit.rendering.shelves import program, rendered, shelf

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "charts/web/Chart.yaml": "name: web\n",
    "charts/web/values.yaml": "replicas: 1\n",
    "charts/web/templates/a.yaml": "replicas: {{ .Values.replicas }}\n",
    "envs/prod.yaml": "replicas: 3\n",
    "unrelated/secret.yaml": "a: S3NTINEL\n",
}
WEB = Recipe("helm", "charts/web", values=("envs/prod.yaml",))
_TELLING = """\
#!/bin/sh
echo words: "$@"
/usr/bin/find . -type f | /usr/bin/sort | /bin/sed 's/^/# /'
"""


@pytest.fixture(autouse=True)
def _helm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "helm", _TELLING)
    monkeypatch.setenv("PATH", str(tmp_path))


def _lines(recipe: Recipe) -> list[str]:
    found = rendered(recipe, shelf(FILES))
    assert found.problem == "", found.said
    return found.output.decode().splitlines()


def test_a_chart_is_rendered_with_its_values() -> None:
    assert _lines(WEB)[0] == "words: template web ./charts/web --include-crds --values ./envs/prod.yaml"


def test_release_namespace_and_version_are_said() -> None:
    options = {"release": "shop", "namespace": "prod", "kube-version": "1.31"}
    told = "words: template shop ./charts/web --include-crds --namespace prod --kube-version 1.31"
    assert _lines(Recipe("helm", "charts/web", options=options))[0] == told


def test_later_values_come_behind_earlier_ones() -> None:
    told = _lines(Recipe("helm", "charts/web", values=("envs/prod.yaml", "charts/web/values.yaml")))[0]
    assert told.endswith("--values ./envs/prod.yaml --values ./charts/web/values.yaml")


def test_only_the_chart_and_the_values_are_there() -> None:
    assert _lines(WEB)[1:] == [
        "# ./charts/web/Chart.yaml",
        "# ./charts/web/templates/a.yaml",
        "# ./charts/web/values.yaml",
        "# ./envs/prod.yaml",
    ]


def test_what_a_link_in_the_chart_leads_to_is_there() -> None:
    files = shelf(FILES, {"charts/web/files": "../../unrelated", "charts/web/key": "/etc/passwd"})
    lines = rendered(WEB, files).output.decode().splitlines()
    assert "# ./unrelated/secret.yaml" in lines
    assert not any("key" in line for line in lines)


def test_a_chart_without_its_chart_yaml_is_none() -> None:
    assert any(entry in shelf(FILES).files for entry in rendering.entries(WEB))
    assert not any(entry in shelf(FILES).files for entry in rendering.entries(Recipe("helm", "charts/api")))


@pytest.mark.parametrize("path", ["charts/web/values.yaml", "envs/prod.yaml"])
def test_with_trust_in_the_base_values_may_change(path: str) -> None:
    recipe = Recipe("helm", "charts/web", values=("envs/prod.yaml",), trust="base")
    assert rendered(recipe, shelf({**FILES, path: "replicas: 9\n"}), shelf(FILES)).problem == ""


@pytest.mark.parametrize(
    "path",
    ["charts/web/Chart.yaml", "charts/web/templates/a.yaml", "charts/web/templates/new.yaml", "charts/web/x.tgz"],
)
def test_with_trust_in_the_base_no_template_of_the_head_is_run(path: str) -> None:
    recipe = Recipe("helm", "charts/web", values=("envs/prod.yaml",), trust="base")
    found = rendered(recipe, shelf({**FILES, path: '{{ .Files.Get "x" }}'}), shelf(FILES))
    assert found.problem == f'its code changes ("{path}"), and the policy lets only that of the base run'
    assert found.output == b""
