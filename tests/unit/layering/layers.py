"""Layers for tests: read from text, laid over each other, and what comes of it as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from configguard import formats, layering
from configguard.diffing import Identity
from configguard.model.document import Mapping, Node, Scalar
from configguard.model.effective import Written
from configguard.model.fileglob import FileGlob
from configguard.model.target import Layer, TargetEntry, TargetName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.declared import Items
    from configguard.model.effective import Effective

Plain: TypeAlias = "str | dict[str, Plain] | list[Plain]"


def written(text: str, file: str, number: int) -> Written:
    """A layer that holds this YAML."""
    reading = formats.read(file, text.encode())
    assert isinstance(reading, tuple)
    return Written(file, number, reading[0])


def laid(*texts: str, items: Items | None = None) -> Effective:
    """What a target gets of these layers; lists are merged where `items` are given."""
    layers = [written(text, f"{number}.yaml", number) for number, text in enumerate(texts)]
    return layering.laid("email@prod", layers, None if items is None else Identity.of(items).fields)


def plain(node: Node | None) -> Plain:
    """A node as plain data: scalars as they are written, null as `null`."""
    if isinstance(node, Mapping):
        return {str(key): plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Scalar):
        return node.text
    return [] if node is None else [plain(item) for item in node.items]


def entry(
    name: str,
    *layers: str,
    values: dict[str, Sequence[str]] | None = None,
    excepted: dict[str, Sequence[str]] | None = None,
) -> TargetEntry:
    """An entry of the policy; a layer that ends in a question mark is optional."""
    read = tuple(Layer(FileGlob(text.removesuffix("?"), anchored=True), text.endswith("?")) for text in layers)
    return TargetEntry(TargetName(name), read, values=values or {}, excepted=excepted or {})


def names(found: TargetEntry, *files: str) -> list[str]:
    """The names of the targets that an entry finds among these files."""
    return [found.name.filled(dict(bound)) for bound in layering.found(found, set(files))]
