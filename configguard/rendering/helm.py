"""Renders a chart with `helm template`: its own values, then files of values, each over the ones before.

The code is all of the chart but its `values.yaml` and the files of values that the recipe names. No cluster is asked:
`lookup` finds nothing. Source: Helm's documentation, `helm template`, “Charts”, and “Accessing Files Inside Templates”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.plugins import Renderer

if TYPE_CHECKING:
    from configguard.model.recipe import Recipe
    from configguard.model.shelf import Shelf

_INSTALL = ("install Helm: https://helm.sh/docs/intro/install/", "helm version")
_FLAGS = {"namespace": "--namespace", "kube-version": "--kube-version"}


def _entries(recipe: Recipe) -> tuple[str, ...]:
    return (f"{recipe.entry.rstrip('/')}/Chart.yaml",)


def _reads(recipe: Recipe, shelf: Shelf) -> frozenset[str]:
    given = frozenset(path for path in recipe.values if path in shelf.files)
    return shelf.beneath(recipe.entry.strip("/")) | shelf.with_linked(given)


def _is_code(recipe: Recipe, path: str) -> bool:
    return path not in {*recipe.values, f"{recipe.entry.strip('/')}/values.yaml"}


def _words(recipe: Recipe, program: str) -> tuple[str, ...]:
    chart = recipe.entry.strip("/")
    options = recipe.options
    flags = [word for name, flag in _FLAGS.items() if name in options for word in (flag, options[name])]
    values = [word for path in recipe.values for word in ("--values", f"./{path}")]
    release = options.get("release", chart.rpartition("/")[2])
    return (program, "template", release, f"./{chart}", "--include-crds", *flags, *values)


RENDERER = Renderer("helm", ("helm",), _INSTALL, "yaml", _entries, _reads, _is_code, _words)
