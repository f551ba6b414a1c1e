"""Documents for the tests of comparisons: read from text, or drawn, and how a drawn one is written down."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from configguard import formats
from configguard.diffing import Identity, compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.change import Change
    from configguard.model.document import Document
    from configguard.model.trail import Trail

Plain: TypeAlias = "str | int | float | bool | dict[str, Plain] | list[Plain] | None"

ODD_KEYS = [
    "a",
    "b",
    "c",
    "a.b",
    "a']['b",
    'a"]["b',
    "a'b",
    "x['secret']",
    'a"b',
    "a~b",
    "a/b",
    "*",
    "[0]",
    "",
    "__p",
    "__x",
    "7",
    "on",
    "a\nb",
    "größe",
]
SCALARS = st.one_of(
    st.sampled_from(["", "x", "y", "0", "true", "null", "a\nb", "é"]),
    st.integers(-2, 2),
    st.sampled_from([0.0, -0.0, 1.0, 0.1, 1e300]),
    st.booleans(),
    st.none(),
)
TREES: st.SearchStrategy[Plain] = st.recursive(
    SCALARS,
    lambda below: st.one_of(st.dictionaries(st.sampled_from(ODD_KEYS), below, max_size=4), st.lists(below, max_size=4)),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(st.sampled_from(ODD_KEYS), TREES, max_size=5)


def read(text: str | bytes, file: str = "a.yaml") -> tuple[Document, ...]:
    """The documents of a text; a refusal is a failure."""
    found = formats.read(file, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    assert isinstance(found, tuple), found
    return found


def drawn(tree: Plain) -> tuple[Document, ...]:
    """The documents of a drawn tree, by way of JSON."""
    return read(json.dumps(tree), "a.json")


def nothing(_: Trail) -> bool:
    return False


def changes(
    base: str | bytes | None,
    head: str | bytes | None,
    *,
    file: str = "a.yaml",
    identity: Identity | None = None,
    is_secret: Callable[[Trail], bool] = nothing,
) -> tuple[Change, ...]:
    """The changes between two texts; None is an absent file."""
    before, after = (() if text is None else read(text, file) for text in (base, head))
    return compare(file, before, after, identity or Identity(), is_secret)


def told(found: tuple[Change, ...]) -> list[str]:
    """The changes, a line each: `changed smtp.pool.size 10 → 20`."""
    return [
        f"{c.kind} {c.address.inner} {c.before.shown if c.before else '-'} → {c.after.shown if c.after else '-'}"
        for c in found
    ]
