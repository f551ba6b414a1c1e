"""What two sides share of a layer is the same object in both, and hides no difference."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from configguard import layering
from configguard.diffing import Identity, compare
from tests.unit.layering.layers import written

if TYPE_CHECKING:
    from configguard.layering.merging import Fields
    from configguard.model.change import Change
    from configguard.model.effective import Effective, Written

KEYS = st.sampled_from("abc")
ITEMS = st.lists(
    st.fixed_dictionaries({"name": KEYS, "x": st.integers(0, 2)}), max_size=3, unique_by=lambda i: i["name"]
)


def mappings(*leaves: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    inner = st.recursive(
        st.one_of(st.integers(0, 3), ITEMS, *leaves), lambda i: st.dictionaries(KEYS, i, max_size=3), max_leaves=6
    )
    return st.dictionaries(KEYS, inner, max_size=3)


ANY, WITHOUT_NULL = mappings(st.none()), mappings()
THREE, THREE_WITHOUT_NULL = (st.lists(each, min_size=3, max_size=3) for each in (ANY, WITHOUT_NULL))


def layer(content: object, number: int) -> Written:
    return written(json.dumps(content), f"{number}.json", number)


def changes(base: Effective, head: Effective) -> set[tuple[str, str, str]]:
    found: tuple[Change, ...] = compare(
        "t", base.documents, head.documents, Identity(), lambda _: False, excerpts=False
    )
    return {(str(c.address), c.kind, str(c.after and c.after.text)) for c in found}


@given(THREE, st.integers(0, 2), ANY, st.sampled_from([None, Identity().fields]))
def test_shared_layers_differ_as_layers_read_twice_do(
    contents: list[dict[str, object]], edited: int, edit: dict[str, object], fields: Fields | None
) -> None:
    base = [layer(content, number) for number, content in enumerate(contents)]
    head = [layer(edit, number) if number == edited else one for number, one in enumerate(base)]
    apart = [layer(edit if number == edited else content, number) for number, content in enumerate(contents)]
    before, after, again = (layering.laid("t", layers, fields) for layers in (base, head, apart))
    assert changes(before, after) == changes(before, again)


@given(THREE_WITHOUT_NULL, st.integers(0, 2), WITHOUT_NULL)
def test_what_a_target_gets_otherwise_comes_from_the_edited_layer_or_from_beneath_it(
    contents: list[dict[str, object]], edited: int, edit: dict[str, object]
) -> None:
    base = [layer(content, number) for number, content in enumerate(contents)]
    head = [layer(edit, number) if number == edited else one for number, one in enumerate(base)]
    before, after = layering.laid("t", base), layering.laid("t", head)
    for change in compare("t", before.documents, after.documents, Identity(), lambda _: False, excerpts=False):
        origins = [before.origin(change.trail), after.origin(change.trail)]
        layers = [origin.layer for origin in origins if origin is not None and origin.layer is not None]
        assert max(layers) <= edited or edited in layers
