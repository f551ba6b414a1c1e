"""Reads the bytes of a file as its format says; a format's module is imported when a file needs it."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from configguard import registry
from configguard.errors import Misasked
from configguard.formats import _limits
from configguard.model.document import Unreadable
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from configguard.model.document import Reading

# What the plug-ins say of themselves, written again so that a name can be judged without importing them;
# a test compares.
SUFFIXES = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonc": "jsonc",
    ".toml": "toml",
    ".env": "dotenv",
    ".ini": "ini",
    ".cfg": "ini",
    ".cnf": "ini",
    ".properties": "properties",
}
NAMES = {".env": "dotenv"}

_OTHER_SUFFIXES = frozenset({".conf", ".config", ".json5", ".tfvars"})
_GENERATED = frozenset({"npm-shrinkwrap.json", "package-lock.json", "packages.lock.json", "pnpm-lock.yaml"})
_WITHOUT_LIBYAML = (
    "YAML is read without libyaml, which this PyYAML lacks: many times slower, and a few odd files"
    " (tabs behind a colon, for one) are refused that libyaml reads; reinstall pyyaml from its wheel"
)


def read(file: str, data: bytes, format_name: str | None = None) -> Reading | None:
    """The documents of a file, or why there are none; None where no format knows the file's name.

    `format_name` overrides what the name tells. Raises `Misasked` for a format that does not exist.
    """
    name = format_name or format_of(file)
    if name is None:
        return None
    if name not in names():
        problem = f'there is no format "{name}"'
        raise Misasked(problem, f"the formats are {', '.join(names())}")
    try:
        return _plugin(name).parse(file, data)
    except Unreadable as raised:
        # Another one: what was raised holds on to the frames it came through, and they to all that was read so far.
        return Unreadable(raised.problem, raised.place, raised.limit)


def is_configuration(file: str) -> bool:
    """Whether a file's name looks like configuration, readable or not; generated lock files do not."""
    name = _base_name(file)
    if name.lower() in _GENERATED:
        return False
    return format_of(file) is not None or _suffix(name) in _OTHER_SUFFIXES


def is_readable(file: str) -> bool:
    """Whether a format knows the file's name."""
    return format_of(file) is not None


def too_large() -> Unreadable:
    """What came of a file that is larger than is read; its bytes need not be at hand."""
    return _limits.beyond("file-size")


def notes() -> tuple[str, ...]:
    """What a reader must know of how files were read, once the policy is: YAML may lack its usual parser."""
    compose = sys.modules.get(f"{__name__}._yaml_compose")
    return () if compose is None or compose.CParser is not None else (_WITHOUT_LIBYAML,)


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(module.replace("_", "-") for module in registry.module_names(sys.modules[__name__]))


def format_of(file: str) -> str | None:
    """The name of the format that a file's name tells, or None."""
    name = _base_name(file)
    return NAMES.get(name) or SUFFIXES.get(_suffix(name)) or ("dotenv" if name.startswith(".env.") else None)


@cache
def _plugin(name: str) -> Format:
    """The format of this name, which is one of `names`."""
    return registry.load(sys.modules[__name__], name.replace("-", "_"), "FORMAT", Format)


def _base_name(file: str) -> str:
    return file.rpartition("/")[2]


def _suffix(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""
