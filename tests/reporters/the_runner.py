"""A port of how GitHub's runner finds commands in what a step prints (actions/runner, `ActionCommand.cs`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

REGISTERED = {
    "internal-set-repo-path", "set-env", "set-output", "save-state", "add-mask", "add-path", "add-matcher",
    "remove-matcher", "debug", "warning", "error", "notice", "echo", "group", "endgroup", "stop-commands",
}  # fmt: skip
# Compared as .NET's culture-sensitive `StartsWith` and `IndexOf` do: these count for nothing.
_IGNORED = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


@dataclass
class Command:
    """A command that the runner would obey."""

    name: str
    data: str
    properties: dict[str, str] = field(default_factory=dict)


def commands(output: str) -> list[Command]:
    """All commands in an output, however its lines end."""
    found = (_newer(line) or _older(line) for line in re.split(r"\r\n|\r|\n", output))
    return [command for command in found if command]


def _newer(line: str) -> Command | None:
    line = _IGNORED.sub("", line).lstrip()
    if not line.startswith("::"):
        return None
    head, separator, data = line[2:].partition("::")
    name, _, rest = head.partition(" ")
    if not separator or name.lower() not in REGISTERED:
        return None
    pairs = (pair.split("=", 1) for pair in rest.strip().split(",") if "=" in pair)
    return Command(name.lower(), _data(data), {key: _property(value) for key, value in pairs})


def _older(line: str) -> Command | None:
    found = re.search(r"##\[([^\]]*)\](.*)", _IGNORED.sub("", line), re.DOTALL)
    name = found[1].partition(" ")[0].lower() if found else ""
    return Command(name, found[2]) if found and name in REGISTERED else None


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _property(text: str) -> str:
    return _data(text.replace("%3A", ":").replace("%2C", ","))
