"""Runs a program of the policy's own choice, which writes YAML or JSON to standard output.

It is no shell: each word is one argument. Its files of values are values; all else that it reads is code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.fileglob import FileGlob
from configguard.model.plugins import Renderer

if TYPE_CHECKING:
    from configguard.model.recipe import Recipe
    from configguard.model.shelf import Shelf


def _entries(recipe: Recipe) -> tuple[str, ...]:
    return (recipe.entry,)


def _reads(recipe: Recipe, shelf: Shelf) -> frozenset[str]:
    if not recipe.files:
        return frozenset(shelf.files)
    globs = [FileGlob(text) for text in (*recipe.files, *recipe.values)]
    matched = (
        path for path in shelf.files if path == recipe.entry or any(glob.match(path) is not None for glob in globs)
    )
    return shelf.with_linked(frozenset(matched))


def _is_code(recipe: Recipe, path: str) -> bool:
    return all(FileGlob(text).match(path) is None for text in recipe.values)


def _words(recipe: Recipe, program: str) -> tuple[str, ...]:
    return (program, *recipe.words[1:])


RENDERER = Renderer("command", (), (), "yaml", _entries, _reads, _is_code, _words)
