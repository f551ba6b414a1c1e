"""Evaluates a file with `jsonnet`.

It reads what the file imports, and what that imports, from beside it or from the libraries' folders. All of that is
code, but for the files of values, if they hold plain JSON: a program is no longer than the text that is run as one.
Source: the Jsonnet language's reference, “import, importstr, importbin”, and `jsonnet --help`.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from configguard.model.plugins import Renderer
from configguard.model.shelf import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.recipe import Recipe
    from configguard.model.shelf import Shelf

_INSTALL = ("install Jsonnet: https://jsonnet.org/", "apt-get install jsonnet")
# What follows the word is a string in one of four ways. A path spelt with escapes is not found, so that it is not
# there for the program either.
_IMPORT = re.compile(r"""\bimport(?:str|bin)?\s*(?:@?"([^"]*)"|@?'([^']*)')""")


def _entries(recipe: Recipe) -> tuple[str, ...]:
    return (recipe.entry,)


def _reads(recipe: Recipe, shelf: Shelf) -> frozenset[str]:
    found: set[str] = set()
    wanted = {path for path in (recipe.entry, *recipe.values) if path in shelf.files}
    while wanted:
        found |= shelf.with_linked(frozenset(wanted))
        wanted = {path for one in wanted for path in _imported(one, recipe, shelf)} - found
    return frozenset(found)


def _imported(path: str, recipe: Recipe, shelf: Shelf) -> Iterator[str]:
    """The files that one may import: the first that is there is taken, but that depends on how it is looked for."""
    for match in _IMPORT.finditer(shelf.text(path)):
        name = match[1] or match[2] or ""
        for folder in (posixpath.dirname(path), *(library.strip("/") for library in recipe.folders)):
            there = joined(folder, name)
            if there is not None and there in shelf.files:
                yield there


def _is_code(recipe: Recipe, path: str) -> bool:
    return path not in recipe.values


def _words(recipe: Recipe, program: str) -> tuple[str, ...]:
    # The last of several folders is looked into first, as the reference says; the policy names the first one first.
    libraries = [word for folder in reversed(recipe.folders) for word in ("--jpath", f"./{folder.strip('/')}")]
    return (program, *libraries, f"./{recipe.entry}")


RENDERER = Renderer("jsonnet", ("jsonnet",), _INSTALL, "json", _entries, _reads, _is_code, _words)
