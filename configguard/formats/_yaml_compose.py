"""The one door to PyYAML: composes nodes within limits and never constructs a value."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from yaml.composer import Composer
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.resolver import Resolver
from yaml.scanner import Scanner

from configguard.formats import _limits, _yaml_text
from configguard.formats._yaml_words import refusal

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml: slower, and it refuses some odd files that libyaml reads
    CParser = None  # type: ignore[assignment,misc]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import Place, Source, Unreadable

__all__ = ["Composed", "MappingNode", "ScalarNode", "SequenceNode", "compose"]

Composed: TypeAlias = Any
"""One of PyYAML's three kinds of nodes; what `value` holds depends on which."""

_KINDS = {f"tag:yaml.org,2002:{kind}": kind for kind in ("null", "bool", "int", "float", "timestamp")}
_RESOLVERS = {
    first: tuple((_KINDS[tag], form.match) for tag, form in resolvers if tag in _KINDS)
    for first, resolvers in Resolver.yaml_implicit_resolvers.items()
}
"""PyYAML's own, but for `=` (which it cannot load) and `<<` (which only means something as a key)."""

_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""Compiled only where a file is refused: that takes 5 ms."""


def _kind(written: str) -> str:
    """The model's kind of a plain scalar."""
    for name, match in _RESOLVERS.get(written[:1], ()):
        if match(written):
            return name
    return "str"


_SHORT = 100
_kind_of_short = lru_cache(maxsize=4096)(_kind)
"""Keys, and most values, are written again and again; long ones are not kept."""


def _watched(loader: Composed, source: Source) -> None:
    """Give a composer what it asks for on its way: it counts, and it gives plain scalars their kind.

    The kinds are the model's, not tags: a node's `tag` is a full tag only where one is written. These are no methods,
    since they are called three times for each node, and counting in attributes took a quarter of all composing.
    """
    depth = nodes = 0
    deepest: Composed | None = None
    most_depth, most_nodes = _limits.DEPTH, _limits.NODES

    def descend(parent: Composed | None, index: object) -> None:  # noqa: ARG001 - PyYAML's signature
        nonlocal depth, nodes, deepest
        depth += 1
        nodes += 1
        if depth > most_depth:
            deepest = parent
            if depth > most_depth + 1:  # a level more, for the values in the innermost collection
                raise _limits.beyond("depth", _place(source, parent))
        if nodes > most_nodes:
            raise _limits.beyond("nodes")  # without its place: the lines of a file so large take room of their own

    def ascend() -> None:
        nonlocal depth
        depth -= 1

    def resolve(kind: type[object], value: str, implicit: tuple[bool, bool]) -> str:
        if kind is ScalarNode:
            if not implicit[0]:
                return "str"
            return _kind_of_short(value) if len(value) <= _SHORT else _kind(value)
        if depth > most_depth:
            raise _limits.beyond("depth", _place(source, deepest))
        return ""

    loader.descend_resolver, loader.ascend_resolver, loader.resolve = descend, ascend, resolve


def _place(source: Source, parent: Composed | None) -> Place | None:
    return None if parent is None else source.place(parent.start_mark.index)


class PureLoader(Reader, Scanner, Parser, Composer):
    """PyYAML's own parser."""

    def __init__(self, source: Source) -> None:
        Reader.__init__(self, source.text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        _watched(self, source)


if CParser is None:
    Loader: Any = PureLoader
else:

    class LibyamlLoader(CParser):
        """libyaml's parser."""

        def __init__(self, source: Source) -> None:
            CParser.__init__(self, source.text)
            _watched(self, source)

    Loader = LibyamlLoader


def compose(source: Source, loader_class: Any = Loader) -> Iterator[Composed]:  # noqa: ANN401 - two unrelated classes
    """The root node of each document; a node's `tag` is its kind where none is written.

    Raises `Unreadable` for what is not YAML and for what lies beyond the limits.
    """
    _yaml_text.check(source)
    loader = None
    try:
        loader = loader_class(source)
        documents = 0
        while loader.check_node():
            documents += 1
            if documents > _limits.DOCUMENTS:
                raise _limits.beyond("documents")
            yield loader.get_node()
    except YAMLError as error:
        raise _refused(error, source) from None
    except (ValueError, OverflowError):  # PyYAML's own parser makes numbers and characters of escapes and versions
        raise refusal("", None, source.text) from None
    finally:
        if loader is not None:
            loader.dispose()


def _refused(error: YAMLError, source: Source) -> Unreadable:
    if isinstance(error, MarkedYAMLError):
        said = f"{error.context or ''} {error.problem or ''}"
        begins = "unexpected end of stream" in said or "unexpected document" in said  # what is open says more
        mark = (begins and error.context_mark) or error.problem_mark or error.context_mark
        tab = mark is not None and source.text[mark.index : mark.index + 1] == "\t"
        place = None if mark is None else source.place(mark.index)
        return refusal("\t" if tab else said, place, source.text)
    if isinstance(error, ReaderError):
        found = re.search(_UNPRINTABLE, source.text)
        return refusal("unprintable", found and source.place(found.start()), source.text)
    return refusal("", None, source.text)
