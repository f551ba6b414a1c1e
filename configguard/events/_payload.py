"""An event's JSON file, and its fields, each checked for its type."""

from __future__ import annotations

import json
import re

from configguard.errors import Misasked

LARGEST = 32 * 1024 * 1024
"""Bytes; GitHub itself sends no more than 25 MB."""

_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Payload:
    """A mapping of the file, which knows where in the file it stands, to say what is wrong with a field."""

    def __init__(self, file: str, fields: dict[str, object], where: str = "") -> None:
        self.file = file
        self.fields = fields
        self.where = where

    def __contains__(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.fields.get(name) is not None

    def part(self, name: str) -> Payload:
        """The mapping in this field; raises `Misasked` if it is none."""
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise self.mistake(name, "a mapping")
        return Payload(self.file, value, self.path(name))

    def parts(self, name: str) -> list[Payload]:
        """The mappings in this list; empty where the field is absent or null."""
        value = self.fields.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.mistake(name, "a list of mappings")
        return [Payload(self.file, item, self.path(name)) for item in value]

    def text(self, name: str) -> str | None:
        """The text in this field, or None where it is absent or null."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, str):
            raise self.mistake(name, "text")
        return value

    def needed_text(self, name: str) -> str:
        """The text in this field; raises `Misasked` if there is none."""
        value = self.text(name)
        if value is None:
            raise self.mistake(name, "text")
        return value

    def number(self, name: str) -> int:
        """The whole number in this field."""
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.mistake(name, "a number")
        return value

    def commit(self, name: str) -> str:
        """The commit's full id in this field."""
        value = self.fields.get(name)
        if not isinstance(value, str) or not _OID.fullmatch(value):
            raise self.mistake(name, "the full id of a commit")
        return value

    def path(self, name: str) -> str:
        """The field's name with those of the mappings it stands in."""
        return f"{self.where}.{name}" if self.where else name

    def mistake(self, name: str, expected: str) -> Misasked:
        """What is wrong with a field; its value is not shown."""
        return _malformed(self.file, f"{self.path(name)} is not {expected}")


def read(file: str) -> Payload:
    """The content; raises `Misasked` if the file cannot be read, is larger than `LARGEST`, or no JSON."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - pathlib would cost every start its import
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name cannot be a file's"
        raise Misasked(
            f"the event file {file} cannot be read: {reason}", 'in GitHub Actions: --event "$GITHUB_EVENT_PATH"'
        ) from None
    if len(data) > LARGEST:
        raise _malformed(file, f"it is larger than {LARGEST // 1024 // 1024} MiB")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else f"it is no JSON: {error}"
        raise _malformed(file, reason) from None
    if not isinstance(content, dict):
        raise _malformed(file, "it is no mapping")
    return Payload(file, content)


def _malformed(file: str, reason: str) -> Misasked:
    cure = "name the file that the CI system wrote: --event FILE"
    return Misasked(f"the event file {file} cannot be understood: {reason}", cure)
