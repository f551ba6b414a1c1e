"""A file's mode, type and odd content are settings of their own."""

from __future__ import annotations

import pytest

from configguard.diffing import properties
from configguard.model.revision import Stored
from tests.unit.diffing.trees import nothing, told

PLAIN, SCRIPT, LINK, MODULE = 0o100644, 0o100755, 0o120000, 0o160000


def stored(mode: int | None, oid: str = "1") -> Stored | None:
    return None if mode is None else Stored("x", mode, oid)


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        (PLAIN, PLAIN, []),
        (PLAIN, SCRIPT, ["changed @mode 644 → 755"]),
        (SCRIPT, PLAIN, ["changed @mode 755 → 644"]),
        (PLAIN, LINK, ["changed @type file → symlink"]),
        (LINK, PLAIN, ["changed @type symlink → file"]),
        (SCRIPT, MODULE, ["changed @type file → submodule"]),
        (LINK, MODULE, ["changed @type symlink → submodule"]),
        (None, PLAIN, []),
        (None, SCRIPT, []),
        (PLAIN, None, []),
        (None, LINK, ["added @type - → symlink"]),
        (MODULE, None, ["removed @type submodule → -"]),
        (None, None, []),
    ],
)
def test_mode_and_type_are_compared_where_the_file_stands_on_both_sides(
    base: int | None, head: int | None, expected: list[str]
) -> None:
    assert told(tuple(properties(stored(base), stored(head), nothing))) == expected


@pytest.mark.parametrize("mode", [LINK, MODULE])
def test_what_a_link_or_a_submodule_points_at_is_its_content(mode: int) -> None:
    assert told(tuple(properties(stored(mode), stored(mode, "2"), nothing))) == ["changed @content 1 → 2"]
    assert told(tuple(properties(stored(mode), stored(mode), nothing))) == []


def test_a_secret_file_s_properties_are_not_shown_either() -> None:
    (change,) = properties(stored(PLAIN), stored(SCRIPT), lambda _: True)
    assert change.secret
