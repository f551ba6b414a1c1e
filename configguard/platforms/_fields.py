"""The fields of an answer, each checked for its type."""

from __future__ import annotations

import json
from typing import TypeAlias

from configguard.errors import Undecided

Fields: TypeAlias = "dict[str, object]"


def mapping(content: bytes) -> Fields:
    """The mapping that an answer is; raises `Undecided` for anything else."""
    read = _read(content)
    if not isinstance(read, dict):
        raise strange("it is no mapping")
    return read


def mappings(content: bytes) -> list[Fields]:
    """The mappings of which an answer is a list; raises `Undecided` for anything else."""
    read = _read(content)
    if not isinstance(read, list) or not all(isinstance(item, dict) for item in read):
        raise strange("it is no list of mappings")
    return read


def part(fields: Fields, name: str) -> Fields:
    """The mapping in a field; an empty one where there is none, as for an account that was deleted."""
    value = fields.get(name)
    if value is not None and not isinstance(value, dict):
        raise strange(f"{name} is no mapping")
    return value or {}


def parts(fields: Fields, name: str) -> list[Fields]:
    """The mappings in a field; none where it is absent."""
    value = fields.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise strange(f"{name} is no list of mappings")
    return value


def text(fields: Fields, name: str) -> str:
    """The text in a field; empty where there is none."""
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise strange(f"{name} is no text")
    return value or ""


def number(fields: Fields, name: str) -> int:
    """The whole number in a field, which must be there."""
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise strange(f"{name} is no number")
    return value


def strange(what: str) -> Undecided:
    """That an answer is not what it should be; its values are not shown."""
    return Undecided(f"the API's answer cannot be understood: {what}", "is GITHUB_API_URL that of GitHub?")


def _read(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise strange("it is no JSON") from None
