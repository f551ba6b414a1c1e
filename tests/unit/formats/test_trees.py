"""What is written down in any way is read as what it is, and another way to write it is no change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.diffing.trees import changes
from tests.unit.formats.listing import read
from tests.unit.formats.trees import KINDS, WRITERS, meant, shuffled, typed

if TYPE_CHECKING:
    from random import Random

WAYS = [(file, number) for file, writers in WRITERS.items() for number in range(len(writers))]
BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(("file", "way"), WAYS)
@given(data=st.data())
@settings(derandomize=True)
def test_a_tree_that_is_written_down_is_read_as_that_tree(file: str, way: int, data: st.DataObject) -> None:
    tree = data.draw(KINDS[file])
    (document,) = read(WRITERS[file][way](tree), file)
    assert meant(document.root) == typed(tree)


@pytest.mark.parametrize(("file", "way"), WAYS)
@given(data=st.data(), random=st.randoms(use_true_random=False))
@settings(derandomize=True)
def test_p65_another_way_to_write_a_tree_is_no_change(file: str, way: int, data: st.DataObject, random: Random) -> None:
    tree = data.draw(KINDS[file])
    texts = [WRITERS[file][0](tree), WRITERS[file][way](shuffled(tree, random))]
    plain, other = texts[0].encode(), re.sub("(?<!\r)\n", "\r\n", texts[1]).encode()
    assert changes(plain, BOM + other, file=file) == ()
    assert changes(BOM + other, plain, file=file) == ()
