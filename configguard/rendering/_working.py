"""Lays out the folder in which a renderer works, and takes it away again."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from configguard.model.grammar import quote
from configguard.model.recipe import Rendered
from configguard.rendering import _programs
from configguard.rendering._exporting import NotExported, export
from configguard.rendering._running import Order, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from configguard.model.plugins import Renderer
    from configguard.model.recipe import Recipe, Wall
    from configguard.model.revision import Stored
    from configguard.rendering._running import Ended

_CLEAN = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1", "KUBECONFIG": "/dev/null"}
_MOST_SAID = 20_000
_SHORTLY = 20


def rendered(renderer: Renderer, recipe: Recipe, program: str, contents: Mapping[Stored, bytes]) -> Rendered:
    """What comes of a renderer over these files; `program` is its path, or that of one of the files."""
    files = frozenset(stored.path for stored in contents)
    with TemporaryDirectory(prefix="configguard-", ignore_cleanup_errors=True) as temporary:
        work = Path(temporary).resolve()
        top, home = work / "tree", work / "home"
        top.mkdir()
        home.mkdir()
        try:
            export(contents, top)
        except NotExported as refused:
            return Rendered(b"", files, str(refused))
        if not (top / program).is_file():  # an absolute path stands for itself
            return Rendered(b"", files, f"{quote(program)} is not among the files that it may read")
        ended = run(_order(renderer, recipe, program, work))
    output = b"" if ended.problem else ended.output
    return Rendered(output, files, ended.problem, _said(ended, work), ended.walls, ran=True)


def walls() -> frozenset[Wall]:
    """What this machine lets a program be kept from: a Python that does nothing is asked."""
    with TemporaryDirectory(prefix="configguard-") as temporary:
        work = Path(temporary).resolve()
        words = (sys.executable, "-I", "-S", "-c", "")
        return run(Order(words, work, work, tuple(_programs.needs(sys.executable)), _CLEAN, _SHORTLY)).walls


def _order(renderer: Renderer, recipe: Recipe, program: str, work: Path) -> Order:
    top = work / "tree"
    its_own = "/" in program and not os.path.isabs(program)  # noqa: PTH117 - a word of the policy
    path = str(top / program) if its_own else program
    # What is no command has nobody to call: without a PATH, kustomize finds no git to fetch with.
    folders = os.pathsep.join(_programs.folders()) if recipe.renderer == "command" else str(work / "home")
    home = dict.fromkeys(("HOME", "TMPDIR", "HELM_PLUGINS"), str(work / "home"))
    return Order(
        renderer.words(recipe, path),
        top,
        work,
        tuple(_programs.needs(path)),
        {**_CLEAN, **home, "PATH": folders},
        recipe.timeout,
    )


def _said(ended: Ended, work: Path) -> str:
    """What the program wrote to standard error, without where that was."""
    text = ended.error[-_MOST_SAID:].decode("utf-8", "replace")
    return text.replace(f"{work}/tree/", "").replace(str(work), "…").strip()
