"""The ready-made packs: policies that are installed with the package."""

# ruff: noqa: PTH100, PTH112, PTH118, PTH120, PTH123, PTH208
# The packs are read on every run, and pathlib takes milliseconds to import.

from __future__ import annotations

import os
import re
from functools import cache

PACK_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SUFFIX = ".yaml"


@cache
def folder() -> str:
    """The folder of the packs: within the installed package, else beside it in a checkout.

    Raises `FileNotFoundError` if it is in neither place.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    places = (os.path.join(package, "policies"), os.path.join(os.path.dirname(package), "policies"))
    found = next((place for place in places if os.path.isdir(place)), None)
    if found is None:
        message = f"no packs at {' or '.join(places)}"
        raise FileNotFoundError(message)
    return found


def names() -> tuple[str, ...]:
    """The names of the packs, sorted."""
    files = (name.removesuffix(_SUFFIX) for name in os.listdir(folder()) if name.endswith(_SUFFIX))
    return tuple(sorted(name for name in files if PACK_NAME.fullmatch(name)))


def text(name: str) -> bytes:
    """The text of a pack; raises `FileNotFoundError` if there is none of this name."""
    with open(os.path.join(folder(), name + _SUFFIX), "rb") as file:
        return file.read()


def packs() -> dict[str, str]:
    """The packs by name, each with the line that says what it is for: the first comment of its file."""
    return {name: text(name).decode().split("\n", 1)[0].lstrip("# ") for name in names()}
