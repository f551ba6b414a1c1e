"""The exact words that put a thing right: commands and trailers, fit to be copied and run as they stand."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from configguard.model.address import Address


FIRST_POLICY = (
    "write a first .configguard.yaml, which says what is configuration and in which scopes it falls:",
    "version: 1",
    'files: [{ match: "config/**/*.yaml" }]',
    'scopes: { email: { settings: ["config/email/**"] } }',
)
"""What to do where there is no policy yet."""
_UNSAYABLE = re.compile(r"[,\s]+|[^\w\s!-~]+")
KINDS = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
"""Types of values in words; the others are called by their names."""


POLICY_DIFF = "configguard policy diff"
"""The command that says what an edit of the policy changes."""


def put_back(*addresses: Address) -> str:
    """The command that puts settings back; quoted for the shell, behind `--`, on one line."""
    return "configguard restore -- " + " ".join(shlex.quote(str(address)) for address in addresses)


PUT_BACK_ALL = "configguard restore -- '**'"
"""The command that puts back every setting that changed."""


def put_back_outside(*scopes: str) -> str:
    """The command that puts back all that lies outside these scopes."""
    return "configguard restore " + " ".join(f"--outside {shlex.quote(scope)}" for scope in scopes)


def take_whole(path: str, oid: str | None) -> str:
    """The command that takes a whole file back to what a commit has; it loses all changes of it."""
    return f"git checkout {oid[:12] if oid else 'HEAD'} -- {shlex.quote(path)}"


def declare_setting(address: Address) -> str:
    """The trailer that declares one setting."""
    return f"Config-Setting: {address}"


def declare_scope(*scopes: str) -> str:
    """The trailer that declares scopes."""
    return f"Config-Scope: {', '.join(scopes)}"


def declare_target(*names: str) -> str:
    """The trailer that declares targets; what cannot stand in its list is said with a wildcard."""
    return f"Config-Target: {', '.join(_UNSAYABLE.sub('*', name) for name in names)}"


def explain(rule: str) -> str:
    """The command that prints a rule's manual page."""
    return f"configguard explain {rule}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 file`, `3 changes`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
