"""Charts, rendered by the real engine of Helm as its SDK for Python has it."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from configguard.model.recipe import Recipe, Rendered
from tests.unit.rendering.shelves import helm, rendered, shelf

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("helm_python") is None, reason="Helm is not installed (pip install helm-python-sdk)"
)

TEMPLATE = """\
apiVersion: v1
kind: ConfigMap
metadata: { name: "{{ .Release.Name }}", namespace: "{{ .Release.Namespace }}" }
data: { level: "{{ .Values.log.level }}", to: "{{ .Values.log.to }}", more: "{{ VALUE }}" }
"""
FILES = {
    "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
    "charts/web/values.yaml": "log: { level: info, to: stdout }\n",
    "charts/web/templates/config.yaml": TEMPLATE.replace("VALUE", '"x"'),
    "envs/prod.yaml": "log: { level: warning }\n",
    "envs/eu.yaml": "log: { level: error }\n",
    "secret.txt": "S3NTINEL",
}


@pytest.fixture(autouse=True)
def _helm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    helm(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))


def _rendered(*values: str, text: str = '"x"', links: dict[str, str] | None = None) -> Rendered:
    files = {**FILES, "charts/web/templates/config.yaml": TEMPLATE.replace("VALUE", text)}
    recipe = Recipe("helm", "charts/web", values=values, options={"release": "shop", "namespace": "prod"})
    return rendered(recipe, shelf(files, links))


def test_later_values_are_merged_over_earlier_ones_and_over_the_chart_s() -> None:
    rendered = _rendered("envs/prod.yaml", "envs/eu.yaml")
    assert rendered.problem == "", rendered.said
    assert b'level: "error", to: "stdout"' in rendered.output
    assert b'name: "shop", namespace: "prod"' in rendered.output


@pytest.mark.parametrize(
    "text", ['.Files.Get "../../secret.txt"', '.Files.Get "/etc/passwd"', 'lookup "v1" "Secret" "a" "b" | toJson']
)
def test_a_template_reads_nothing_outside_of_its_chart(text: str) -> None:
    output = _rendered(text=text).output
    assert b"S3NTINEL" not in output
    assert b"root:" not in output


def test_a_link_out_of_the_tree_is_not_followed() -> None:
    output = _rendered(text='.Files.Get "key"', links={"charts/web/key": "/etc/passwd"}).output
    assert b"root:" not in output


@pytest.mark.parametrize("text", ['env "HOME"', 'fail "no such zone"', ".Values.a.b.c"])
def test_a_template_that_fails_is_told(text: str) -> None:
    rendered = _rendered(text=text)
    assert (rendered.problem, rendered.output) == ("ends with status 1", b"")
    assert rendered.said


def test_an_endless_template_is_ended() -> None:
    files = {**FILES, "charts/web/templates/_x.tpl": '{{ define "x" }}{{ range until 200000000 }}{{ end }}{{ end }}'}
    files["charts/web/templates/config.yaml"] = '{{ include "x" . }}'
    found = rendered(Recipe("helm", "charts/web", timeout=2), shelf(files))
    assert found.problem
    assert found.output == b""
