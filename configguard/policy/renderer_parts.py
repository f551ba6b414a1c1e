"""Builds the recipes of targets that a program makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.model.grammar import quote
from configguard.model.recipe import TIMEOUT, Recipe
from configguard.model.record import replace
from configguard.model.target import Layer
from configguard.policy import patterns, target_paths
from configguard.policy.renderer_keys import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.fileglob import FileGlob
    from configguard.policy.parts import Builder
    from configguard.policy.values import Record, Said

_ONE = "what is rendered is one path for each target"
_OPTIONS = ("release", "namespace", "kube-version")


class Made(NamedTuple):
    """A recipe, and the paths in which its placeholders are found."""

    recipe: Recipe
    paths: tuple[Layer, ...]


def made(entry: Record, build: Builder) -> Made | None:
    """What says how a program makes the targets of an entry; None where layers do, and where it has a mistake."""
    name = next((name for name in RENDERERS if name in entry.values), None)
    if name is None:
        for key in ("trust", "timeout"):
            said = entry.said(key)
            if said is not None:
                build.notes.add(said.start, f"{quote(key)} is for renderers: layers run nothing")
        return None
    lists = entry.said("lists")
    if lists is not None:
        build.notes.add(lists.start, f'"lists" is for layers: what {name} makes is merged already')
    return _BUILDERS[name](entry, build)


def _kustomize(entry: Record, build: Builder) -> Made | None:
    return _recipe("kustomize", entry.said("kustomize"), entry, build)


def _helm(entry: Record, build: Builder) -> Made | None:
    helm = entry.record("helm")
    values = tuple(target_paths.layers(helm.records("values"), build.notes))
    options = {name: text for name in _OPTIONS if (text := helm.text(name)) is not None}
    return _recipe("helm", helm.said("chart"), entry, build, values=values, options=options)


def _jsonnet(entry: Record, build: Builder) -> Made | None:
    jsonnet = entry.record("jsonnet")
    values = tuple(target_paths.layers(jsonnet.records("values"), build.notes))
    folders = tuple(said.text for said in jsonnet.several("libraries") if _plain(said, build) is not None)
    return _recipe("jsonnet", jsonnet.said("file"), entry, build, values=values, folders=folders)


def _command(entry: Record, build: Builder) -> Made | None:
    command = entry.record("command")
    if "trust" not in entry.values:
        build.notes.add(
            entry.start,
            'an entry with a command must say "trust": base runs none of the change\'s own code, head lets it run',
        )
    files, values = (
        tuple(glob.text for glob in patterns.files(command.several(key), build.notes, key))
        for key in ("files", "values")
    )
    words = tuple(said.text for said in command.several("run"))
    form = command.text("format")
    found = _recipe("command", command.said("for"), entry, build, options={} if form is None else {"format": form})
    return found and found._replace(recipe=replace(found.recipe, words=words, files=files, values=values))


def _recipe(  # noqa: PLR0913 - what renderers have in common, and what some of them have besides
    renderer: str,
    entry: Said | None,
    whole: Record,
    build: Builder,
    *,
    values: tuple[Layer, ...] = (),
    folders: tuple[str, ...] = (),
    options: dict[str, str] | None = None,
) -> Made | None:
    glob = entry and _plain(entry, build)
    if not glob:
        return None
    timeout, trust = whole.said("timeout"), whole.text("trust")
    recipe = Recipe(
        renderer,
        glob.text.strip("/"),
        tuple(layer.text.lstrip("/") for layer in values),
        folders,
        options=options or {},
        optional=frozenset(layer.text.lstrip("/") for layer in values if layer.optional),
        trust="base" if trust == "base" else "head",
        timeout=TIMEOUT if timeout is None else int(timeout.text),
    )
    return Made(recipe, (Layer(glob), *values))


def _plain(said: Said, build: Builder) -> FileGlob | None:
    """A path as it is written on a command line: no part of it can be quoted."""
    glob = target_paths.path(said._replace(text=said.text.rstrip("/")), build.notes, _ONE)
    if glob is not None and ('"' in said.text or "\\" in said.text):
        build.notes.add(said.start, f"{_ONE}, written without quotes: {quote(said.text)}")
        return None
    return glob


_BUILDERS: dict[str, Callable[[Record, Builder], Made | None]] = {
    "kustomize": _kustomize,
    "helm": _helm,
    "jsonnet": _jsonnet,
    "command": _command,
}
