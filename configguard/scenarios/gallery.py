"""Reads the scenarios, each a folder beside this module."""

from __future__ import annotations

from pathlib import Path

from configguard.errors import Misasked
from configguard.model.record import dataclass

_GALLERY = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Scenario:
    """One outage: `base`, `head` and `mended` are folders; the latter two hold only the files that differ."""

    name: str
    title: str
    about: str
    message: str
    base: Path
    head: Path
    mended: Path


def names() -> tuple[str, ...]:
    """The names of all scenarios, sorted."""
    return tuple(sorted(about.parent.name for about in _GALLERY.glob("*/about.txt")))


def scenario(name: str) -> Scenario:
    """The scenario of this name; raises `Misasked`, which lists those there are, if there is none."""
    if name not in names():
        message = f"there is no scenario “{name}”"
        raise Misasked(message, f"the scenarios are {', '.join(names())}")
    folder = _GALLERY / name
    title, _, about = (folder / "about.txt").read_text("utf-8").partition("\n\n")
    message = (folder / "message.txt").read_text("utf-8")
    return Scenario(name, title, about, message, folder / "base", folder / "head", folder / "mended")
