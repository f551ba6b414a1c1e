"""Gathers the schemas that a policy names, with the local files that their references name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator  # noqa: TC003 - part of the public signatures

from configguard.model.document import Mapping, Node, Scalar, Sequence
from configguard.policy.library import Library, refused

_MAY_REFER = re.compile(rb"""\$(?:dynamicR|r)ef["']?\s*:\s*["']?[^#"'\s]""")
"""A quick look for a reference to another file, since most schemas have none and parsing takes time."""

_DATA = frozenset({"const", "enum", "default", "examples"})
"""Keywords whose values are data: a `$ref` in them is none."""


def gather(paths: Iterable[str], library: Library) -> dict[str, bytes]:
    """The schemas at these paths and all that they refer to, by path.

    What does not exist, lies elsewhere or cannot be read is left out: who validates against it will say so.
    """
    found: dict[str, bytes] = {}
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        data = library.read(path) if path not in found else None
        if data is not None:
            found[path] = data
            waiting += _referred(path, data, library)
    return found


def _referred(path: str, data: bytes, library: Library) -> Iterator[str]:
    if not _MAY_REFER.search(data):
        return
    reading = library.parse(path, data)
    for document in reading if isinstance(reading, tuple) else ():
        if document.root is not None:
            for reference in _references(document.root):
                target = _resolved(path, reference)
                if target is not None:
                    yield target


def _references(root: Node) -> Iterator[str]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            for key, entry in node.entries.items():
                if key in {"$ref", "$dynamicRef"} and isinstance(entry.value, Scalar):
                    yield entry.value.text
                elif key not in _DATA:
                    waiting.append(entry.value)


def _resolved(path: str, reference: str) -> str | None:
    """The path from the root that a reference in the schema at `path` names; None if it names none."""
    file = reference.partition("#")[0]
    if "%" in file:
        from urllib.parse import unquote  # noqa: PLC0415 - slow to import, and rarely needed

        file = unquote(file)
    if not file or file.startswith("/") or ":" in file:
        return None
    parts = path.split("/")[:-1]
    for part in file.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    joined = "/".join(parts)
    return joined if refused(joined) is None else None
