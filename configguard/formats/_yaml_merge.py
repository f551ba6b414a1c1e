"""Merge keys: which entries they bring, by the YAML type `merge`, as loaders implement it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.formats import _limits, _yaml_words
from configguard.model.document import Entry, KeyId, Mapping, Node, Sequence

if TYPE_CHECKING:
    from configguard.model.document import Place

Entries = dict[KeyId, Entry]


class Merger:
    """Merges mappings, within the limit on all that one file brings.

    Source: https://yaml.org/type/merge.html, and PyYAML where it is silent.
    """

    def __init__(self) -> None:
        self._count = 0
        self._inherited: dict[int, tuple[Mapping, Entries]] = {}

    def merged(self, own: Entries, sources: list[tuple[Node, Place]]) -> Entries:
        """A mapping's entries with those that its merge keys bring.

        Its own win, wherever they stand; of a list of mappings the first wins, of two merge keys the later.
        Raises `Unreadable` for a source that is neither a mapping nor a list of mappings.
        """
        brought: Entries = {}
        for source, place in sources:
            for mapping in reversed(_mappings(source, place)):
                self._count += len(mapping.entries)
                if self._count > _limits.EXPANDED_NODES:
                    raise _limits.beyond("expanded-size", place)
                brought.update(self._of(mapping))
        return {**brought, **own}

    def _of(self, mapping: Mapping) -> Entries:
        """The entries as another mapping has them; made once, however many merge the mapping."""
        known = self._inherited.get(id(mapping))
        if known is None:
            known = mapping, {key: entry._replace(inherited=True) for key, entry in mapping.entries.items()}
            self._inherited[id(mapping)] = known
        return known[1]


def _mappings(source: Node, place: Place) -> tuple[Mapping, ...]:
    items = source.items if isinstance(source, Sequence) else (source,)
    mappings = tuple(item for item in items if isinstance(item, Mapping))
    if len(mappings) != len(items):
        raise _yaml_words.merge_value(place)
    return mappings
