"""Holds a renderer to the code of the base: where the head's is another, nothing is run.

Code of the base over values of the head, where both change, would show what nobody will ever get.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from configguard.model.grammar import quote

if TYPE_CHECKING:
    from configguard.model.plugins import Renderer
    from configguard.model.recipe import Recipe
    from configguard.model.shelf import Shelf


def problem(renderer: Renderer, recipe: Recipe, head: Shelf, base: Shelf) -> str:
    """Why it may not be run at the head, or nothing: what of it is code must be as it is at the base."""
    read = renderer.reads(recipe, head)
    both = read | renderer.reads(recipe, base)
    changed = sorted(path for path in both if renderer.code(recipe, path) and not _same(path, head, base))
    if changed:
        more = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
        return f"its code changes ({quote(changed[0])}{more}), and the policy lets only that of the base run"
    if recipe.renderer != "jsonnet":
        return ""
    odd = next((path for path in sorted(read) if not renderer.code(recipe, path) and not _is_json(path, head)), None)
    return f"{quote(odd)} is not plain JSON, so it is code as well, which the head may not bring" if odd else ""


def _same(path: str, head: Shelf, base: Shelf) -> bool:
    mine, theirs = head.files.get(path), base.files.get(path)
    if mine is None or theirs is None or mine.mode != theirs.mode:
        return False
    if mine.oid is not None and mine.oid == theirs.oid:
        return True
    content = head.read([mine]).get(mine)
    return content is not None and content == base.read([theirs]).get(theirs)


def _is_json(path: str, head: Shelf) -> bool:
    """Whether it is JSON and nothing else: every JSON text is a Jsonnet program, but one that calls nothing."""
    try:
        json.loads(head.text(path))
    except (ValueError, RecursionError):
        return False
    return True
