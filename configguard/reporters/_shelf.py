"""Finds a reporter by its name, without reading the others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from configguard import registry
from configguard.errors import Misasked
from configguard.model.plugins import Reporter

if TYPE_CHECKING:
    from configguard.model.plugins import Style
    from configguard.model.report import Report

_ROOM = "configguard.reporters"


def render(name: str, report: Report, style: Style) -> str:
    """The report as the reporter `name` says it; it ends with a line break where it says anything.

    Raises `Misasked` for a name that no reporter has.
    """
    module = name.replace("-", "_")
    if name not in names() or not module.isidentifier():
        message = f"there is no reporter {name!r}; the reporters are {', '.join(names())}"
        raise Misasked(message, "configguard list reporters")
    return registry.load(sys.modules[_ROOM], module, "REPORTER", Reporter).render(report, style)


def reporters() -> dict[str, Reporter]:
    """All reporters by name, sorted by name."""
    return registry.discover(sys.modules[_ROOM], "REPORTER", Reporter)


def names() -> tuple[str, ...]:
    """The reporters' names, sorted; none of them is read for it."""
    return tuple(module.replace("_", "-") for module in registry.module_names(sys.modules[_ROOM]))
