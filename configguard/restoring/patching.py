"""Says what a restoration changes in a file as a patch that `git apply` takes."""

from __future__ import annotations

from difflib import unified_diff

_SHORT = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}


def patch(file: str, before: str, after: str) -> str:
    """A unified diff of a file's two texts, byte order marks included; empty where they are equal."""
    if before == after:
        return ""
    lines = unified_diff(_lines(before), _lines(after), _quoted(f"a/{file}"), _quoted(f"b/{file}"))
    return "".join([f"diff --git {_quoted(f'a/{file}')} {_quoted(f'b/{file}')}\n", *map(_ended, lines)])


def _lines(text: str) -> list[str]:
    """The lines as git counts them: a line feed ends one, and nothing else does."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _quoted(name: str) -> str:
    """A name as git quotes it: in octal where it is not printable ASCII, bare where it can be."""
    if all(char.isascii() and char.isprintable() and char not in '"\\' for char in name):
        return name
    written = (
        f"\\{_SHORT[char]}"
        if char in _SHORT
        else char
        if char.isascii() and char.isprintable()
        else "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
        for char in name
    )
    return f'"{"".join(written)}"'
