"""Jsonnet files, evaluated by the real Jsonnet."""

from __future__ import annotations

import importlib.util
import json
import os
from typing import TYPE_CHECKING

import pytest

from configguard.model.recipe import Recipe
from tests.unit.rendering.shelves import jsonnet, rendered, shelf

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("_gojsonnet") is None, reason="Jsonnet is not installed (pip install gojsonnet)"
)

FILES = {
    "apps/api.jsonnet": "local service = import 'service.libsonnet';\nlocal env = import 'envs/prod.json';\n"
    "service('api', env)",
    "apps/envs/prod.json": '{"replicas": 3}',
    "lib/service.libsonnet": "function(name, env) { name: name, replicas: env.replicas }",
    "unrelated.json": '"S3NTINEL"',
}
API = Recipe("jsonnet", "apps/api.jsonnet", values=("apps/envs/prod.json",), folders=("lib",))
TRUSTING = Recipe("jsonnet", API.entry, API.values, API.folders, trust="base")


@pytest.fixture(autouse=True)
def _jsonnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jsonnet(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)


def _evaluated(text: str, links: dict[str, str] | None = None, recipe: Recipe = API) -> tuple[str, str]:
    found = rendered(recipe, shelf({**FILES, "apps/api.jsonnet": text}, links), shelf(FILES))
    return found.problem, found.output.decode() or found.said


def test_a_file_is_evaluated_with_what_it_imports() -> None:
    found = rendered(API, shelf(FILES))
    assert json.loads(found.output) == {"name": "api", "replicas": 3}
    assert found.files == {"apps/api.jsonnet", "apps/envs/prod.json", "lib/service.libsonnet"}


def test_what_lies_beside_comes_before_a_library_and_the_first_library_before_the_others() -> None:
    files = {
        "a.jsonnet": "[import 'x', import 'y']",
        "x": "'beside'",
        "one/x": "'one'",
        "one/y": "'one'",
        "two/y": "'two'",
    }
    found = rendered(Recipe("jsonnet", "a.jsonnet", folders=("one", "two")), shelf(files))
    assert json.loads(found.output) == ["beside", "one"]


def test_text_is_imported_and_what_is_linked() -> None:
    links = {"apps/link": "../unrelated.json"}
    assert _evaluated("importstr 'link'", links) == ("", '"\\"S3NTINEL\\""\n')


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "../../../../../../etc/passwd"])
def test_no_file_of_the_machine_is_imported(path: str) -> None:
    problem, said = _evaluated(f"importstr '{path}'")
    assert problem == "ends with status 1"
    assert "root:" not in said


def test_a_path_that_is_spelt_so_that_it_is_not_seen_is_not_there() -> None:
    problem, said = _evaluated(r"""importstr "\u002e./unrelated.json" """)
    assert problem == "ends with status 1"
    assert "S3NTINEL" not in said


def test_a_mistake_is_told() -> None:
    problem, said = _evaluated("{ a: error 'no such zone' }")
    assert problem == "ends with status 1"
    assert "no such zone" in said


def test_with_trust_in_the_base_values_may_change() -> None:
    head = shelf({**FILES, "apps/envs/prod.json": '{"replicas": 5}'})
    found = rendered(TRUSTING, head, shelf(FILES))
    assert json.loads(found.output) == {"name": "api", "replicas": 5}


@pytest.mark.parametrize("path", ["apps/api.jsonnet", "lib/service.libsonnet"])
def test_with_trust_in_the_base_no_code_of_the_head_is_run(path: str) -> None:
    found = rendered(TRUSTING, shelf({**FILES, path: "std.trace('S3NTINEL', 1)"}), shelf(FILES))
    assert found.problem == f'its code changes ("{path}"), and the policy lets only that of the base run'
    assert (found.output, found.said) == (b"", "")


def test_with_trust_in_the_base_values_that_are_code_are_not_run() -> None:
    head = shelf({**FILES, "apps/envs/prod.json": "{ replicas: 1 + 4 }"})
    found = rendered(TRUSTING, head, shelf(FILES))
    assert (
        found.problem == '"apps/envs/prod.json" is not plain JSON, so it is code as well, which the head may not bring'
    )


def test_with_trust_in_the_base_a_new_library_that_hides_another_is_code() -> None:
    head = shelf({**FILES, "apps/service.libsonnet": "function(name, env) {}"})
    found = rendered(TRUSTING, head, shelf(FILES))
    assert found.problem.startswith('its code changes ("apps/service.libsonnet")')
