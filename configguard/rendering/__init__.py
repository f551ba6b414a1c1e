"""Makes the effective configuration of a target with a program, over the files of one revision in a folder of its own.

Nothing else of the revision is in that folder than what the renderer says it reads, so that a file that is not told of
cannot count either. The program is installed on this machine, or it is a command that the policy names.
"""

from __future__ import annotations

import os
import sys
from functools import cache, partial
from typing import TYPE_CHECKING

from configguard import registry
from configguard.errors import Undecided
from configguard.model.grammar import quote
from configguard.model.plugins import Renderer
from configguard.model.recipe import Rendered
from configguard.rendering import _programs, _trusting

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.recipe import Recipe, Wall
    from configguard.model.shelf import Shelf

__all__ = ["entries", "format_of", "program_of", "reads", "ready", "walls"]


def entries(recipe: Recipe) -> tuple[str, ...]:
    """The files of which one must be there for there to be a target; placeholders stay what they are."""
    return _plugin(recipe.renderer).entries(recipe)


def format_of(recipe: Recipe) -> str:
    """The format of what comes out."""
    return recipe.options.get("format", _plugin(recipe.renderer).format)


def reads(recipe: Recipe, shelf: Shelf) -> frozenset[str]:
    """The files of a revision that the renderer may read: no other can make a difference."""
    return _plugin(recipe.renderer).reads(recipe, shelf)


def ready(recipe: Recipe, shelf: Shelf, base: Shelf | None = None) -> Callable[[], Rendered]:
    """What makes it at a revision, with all files read: calls can be made side by side.

    `base` is the revision whose code may be run, where that is not its own. Raises `Undecided` if no program is
    installed that can do it.
    """
    renderer = _plugin(recipe.renderer)
    files = renderer.reads(recipe, shelf)
    if base is not None and recipe.trust == "base":
        problem = _trusting.problem(renderer, recipe, shelf, base)
        if problem:
            return partial(Rendered, b"", files, problem, withheld=True)
    program = _program(renderer, recipe)
    wanted = [shelf.files[path] for path in sorted(files)]
    contents = shelf.read(wanted)
    lost = next((stored for stored in wanted if stored not in contents), None)
    if lost is not None:
        return partial(Rendered, b"", files, f"{quote(lost.path)} is larger than a file that is read")
    from configguard.rendering import _working  # noqa: PLC0415 - with what starts processes; most policies start none

    return partial(_working.rendered, renderer, recipe, program, contents)


def program_of(recipe: Recipe) -> str:
    """The program that is run, by its path, or by its name where it is a file of the revision.

    Raises `Undecided` if none is installed.
    """
    return _program(_plugin(recipe.renderer), recipe)


def walls() -> frozenset[Wall]:
    """What this machine lets a renderer be kept from."""
    from configguard.rendering import _working  # noqa: PLC0415 - as above

    return _working.walls()


@cache
def _plugin(name: str) -> Renderer:
    return registry.load(sys.modules[__name__], name, "RENDERER", Renderer)


def _program(renderer: Renderer, recipe: Recipe) -> str:
    """The program's path, or its name where it is a file of the revision."""
    wanted = renderer.programs or recipe.words[:1]
    for name in wanted:
        if "/" in name and not os.path.isabs(name):  # noqa: PTH117 - a word of the policy
            return name
        found = _programs.find(name)
        if found is not None:
            return found
    missing = " or ".join(map(quote, wanted))
    cure, *more = renderer.install or (f"install {quote(wanted[0])}, or let the policy name another command",)
    raise Undecided(f"targets are made with {missing}, which is not installed, or not on the PATH", cure, *more)
