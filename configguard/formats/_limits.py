"""How much of a stranger's file is read: the limits, and the words for what lies beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Unreadable

if TYPE_CHECKING:
    from configguard.model.document import Place

FILE_BYTES = 5_000_000
DEPTH = 100
NODES = 500_000
ALIASES = 10_000
DOCUMENTS = 1_000
DIRECTIVES = 100
EXPANDED_NODES = 1_000_000
SCALAR_CHARACTERS = 1_000_000

_WORDS = {
    "file-size": f"the file is larger than {FILE_BYTES // 1_000_000} MB",
    "depth": f"the file nests deeper than {DEPTH} levels",
    "nodes": f"the file holds more than {NODES:,} values",
    "aliases": f"the file uses more than {ALIASES:,} aliases",
    "documents": f"the file holds more than {DOCUMENTS:,} documents",
    "directives": f"the file holds more than {DIRECTIVES:,} directives",
    "expanded-size": f"with its aliases expanded, the file holds more than {EXPANDED_NODES:,} values",
    "scalar-size": f"a single value is longer than {SCALAR_CHARACTERS:,} characters",
    "recursive-alias": "an alias stands inside the very value that it repeats",
}


def beyond(limit: str, place: Place | None = None) -> Unreadable:
    """What to raise for a file that lies beyond the limit of this name."""
    return Unreadable(_WORDS[limit], place, limit)
