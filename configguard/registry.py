"""Finds the plug-ins of a room: one module, one plug-in, one shared name."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from types import ModuleType


class Named(Protocol):
    """What every plug-in has."""

    @property
    def name(self) -> str:
        """The plug-in's name, as users write it."""
        ...


P = TypeVar("P", bound=Named)


def module_names(room: ModuleType) -> list[str]:
    """The plug-in modules of `room`, sorted; those that begin with `_` belong to the room itself."""
    # pkgutil would do, but imports inspect, and each run asks this.
    files = (file for folder in room.__path__ for file in os.listdir(folder))  # noqa: PTH208 - as pathlib would
    return sorted(file.removesuffix(".py") for file in files if file.endswith(".py") and not file.startswith("_"))


def load(room: ModuleType, module: str, constant: str, kind: type[P]) -> P:
    """The plug-in that module `module` of `room` ends in.

    Raises `TypeError` if the constant is absent, of another type, or named otherwise than its file.
    """
    found = getattr(import_module(f"{room.__name__}.{module}"), constant, None)
    if not isinstance(found, kind):
        message = f"{room.__name__}.{module} must end in {constant}, a {kind.__name__}"
        raise TypeError(message)
    if found.name.replace("-", "_") != module:
        message = f"{room.__name__}.{module}: its plug-in is named {found.name!r}; the file's name must match"
        raise TypeError(message)
    return found


def discover(room: ModuleType, constant: str, kind: type[P]) -> dict[str, P]:
    """All plug-ins of `room` by name, sorted by name."""
    plugins = (load(room, module, constant, kind) for module in module_names(room))
    return {plugin.name: plugin for plugin in plugins}
