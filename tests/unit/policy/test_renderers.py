"""How a policy says that a program makes targets, and what it is told where it says that wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.model.recipe import Recipe

if TYPE_CHECKING:
    from tests.unit.policy.conftest import Load, Mistakes

POLICY = "version: 1\ntargets:\n"


def _recipe(load: Load, entry: str) -> Recipe | None:
    (target,) = load(f"{POLICY}  - {entry}\n").targets
    assert target.layers == ()
    return target.recipe


@pytest.mark.parametrize(
    ("entry", "recipe"),
    [
        ('{name: "{o}", kustomize: "overlays/{o}/"}', Recipe("kustomize", "overlays/{o}")),
        (
            (
                '{name: "{c}@{e}", helm: {chart: "/charts/{c}", values: [a.yaml, {file: "{e}.yaml", optional: true}], '
                'release: "{c}", namespace: "{e}", kube-version: "1.31"}, trust: base, timeout: 5}'
            ),
            Recipe(
                "helm",
                "charts/{c}",
                values=("a.yaml", "{e}.yaml"),
                optional=frozenset({"{e}.yaml"}),
                options={"release": "{c}", "namespace": "{e}", "kube-version": "1.31"},
                trust="base",
                timeout=5,
            ),
        ),
        (
            '{name: "{a}", jsonnet: {file: "{a}.jsonnet", libraries: [lib, vendor], values: [env.json]}}',
            Recipe("jsonnet", "{a}.jsonnet", values=("env.json",), folders=("lib", "vendor")),
        ),
        (
            (
                '{name: "{a}", command: {run: [cue, export, "{a}.cue"], for: "{a}.cue", files: ["lib/**"], '
                'values: ["*.json"], format: json}, trust: head}'
            ),
            Recipe(
                "command",
                "{a}.cue",
                values=("*.json",),
                words=("cue", "export", "{a}.cue"),
                files=("lib/**",),
                options={"format": "json"},
            ),
        ),
    ],
)
def test_a_recipe_holds_what_the_policy_says(entry: str, recipe: Recipe, load: Load) -> None:
    assert _recipe(load, entry) == recipe


def test_placeholders_are_filled_in_everywhere(load: Load) -> None:
    recipe = _recipe(load, '{name: "{c}@{e}", helm: {chart: "charts/{c}", values: ["{e}.yaml"], namespace: "x-{e}"}}')
    assert recipe is not None
    filled = recipe.filled({"c": "web", "e": "prod"})
    assert (filled.entry, filled.values, filled.options) == ("charts/web", ("prod.yaml",), {"namespace": "x-prod"})


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        (
            '{name: "{a}"}',
            (
                '3:5: this entry of "targets" must have one of "layers", "kustomize", "helm", "jsonnet", "command" '
                'and "plan", not none'
            ),
        ),
        (
            '{name: "{a}", kustomize: "{a}", layers: ["{a}"]}',
            (
                '3:5: this entry of "targets" must have one of "layers", "kustomize", "helm", "jsonnet", "command" '
                'and "plan", not both'
            ),
        ),
        (
            '{name: "{a}", command: {run: cue, for: "{a}.cue"}}',
            '3:5: an entry with a command must say "trust": base runs none of the change\'s own code, head lets it run',
        ),
        ('{name: "{a}", layers: ["{a}"], trust: base}', '3:43: "trust" is for renderers: layers run nothing'),
        ('{name: "{a}", layers: ["{a}"], timeout: 3}', '3:45: "timeout" is for renderers: layers run nothing'),
        (
            '{name: "{a}", kustomize: "{a}", lists: merge}',
            '3:44: "lists" is for layers: what kustomize makes is merged already',
        ),
        ('{name: "{a}", kustomize: "{a}", trust: me}', '3:44: "trust" must be base or head, but is "me"'),
        (
            '{name: "{a}", kustomize: "{a}", timeout: 0}',
            '3:46: "timeout" must be a whole number from 1, but is "0"',
        ),
        (
            '{name: "{a}", kustomize: "*/{a}"}',
            '3:30: what is rendered is one path for each target: "*/{a}" holds wildcards or choices',
        ),
        (
            '{name: "{a}", kustomize: "../{a}"}',
            '3:30: "../{a}" matches nothing: files are named from the root',
        ),
        (
            '{name: "{a}", kustomize: \'"x"/{a}\'}',
            r'3:30: what is rendered is one path for each target, written without quotes: "\"x\"/{a}"',
        ),
        (
            '{name: "{a}", helm: {chart: "{a}", values: ["{b}"]}}',
            '3:12: the name must hold "{b}", as a path of what is rendered does',
        ),
        (
            '{name: "{a}@{b}", kustomize: "{a}"}',
            '3:12: nothing finds "{b}": no path of what is rendered holds it, and “values” gives none',
        ),
        (
            '{name: "{a}", helm: {chart: "{a}", namespace: "x-{b}"}}',
            '3:12: unknown placeholder "b" in "x-{b}"; there are a',
        ),
        (
            '{name: "{a}", kustomize: "{a}", except: {a: [test, "*-test"]}}',
            '3:56: “except” takes each value as it is: "*-test" holds wildcards or choices',
        ),
        (
            '{name: "{a}", layers: ["{a}"], values: {a: "{one,two}"}}',
            '3:48: “values” takes each value as it is: "{one,two}" holds wildcards or choices',
        ),
        ('{name: "{a}", plan: false}', '3:25: "plan" is true, or left out'),
        ('{name: "{a}", helm: {values: ["{a}"]}}', '3:25: "helm" lacks "chart"'),
        ('{name: "{a}", helm: {chart: "{a}", set: {}}}', '3:40: unknown key "set" in "helm"'),
        ('{name: "{a}", command: {run: [], for: "{a}"}, trust: base}', '3:34: "run" is empty'),
        (
            '{name: "{a}", command: {run: x, for: "{a}", files: ["a{"]}, trust: base}',
            "3:59: the brace is never closed",
        ),
    ],
)
def test_a_mistake_is_said_at_its_place(entry: str, mistake: str, mistakes: Mistakes) -> None:
    (found,) = mistakes(f"{POLICY}  - {entry}\n")
    assert found.startswith(mistake)
