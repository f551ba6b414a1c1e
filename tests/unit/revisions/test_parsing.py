from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.errors import Undecided
from configguard.revisions import _parsing

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = st.binary(min_size=1, max_size=12).filter(lambda name: b"\0" not in name and b"/" not in name)
_OID = st.binary(min_size=20, max_size=20).filter(any).map(bytes.hex)
_MODE = st.sampled_from([0o100644, 0o100755, 0o120000, 0o160000])


@given(st.dictionaries(_NAME, st.tuples(_MODE, _OID)))
def test_a_tree_is_read_as_it_was_written(entries: dict[bytes, tuple[int, str]]) -> None:
    data = b"".join(b"%o %s\0%s" % (mode, name, bytes.fromhex(oid)) for name, (mode, oid) in entries.items())
    assert _parsing.tree(data, 20) == entries
    for cut in range(1, min(20, len(data))):
        with pytest.raises(Undecided):
            _parsing.tree(data[:-cut], 20)


@given(st.dictionaries(_NAME, st.tuples(_MODE, _OID, _MODE, _OID)), st.integers(min_value=1, max_value=30))
def test_differences_are_read_as_they_were_written(records: dict[bytes, tuple[int, str, int, str]], cut: int) -> None:
    output = b"".join(
        b":%06o %06o %s %s M\0%s\0" % (old, new, before.encode(), after.encode(), name)
        for name, (old, before, new, after) in records.items()
    )
    found = _parsing.differences(output)
    assert [_parsing.encoded(pair.path) for pair in found] == list(records)
    for pair, (old, before, new, after) in zip(found, records.values(), strict=True):
        assert pair.base is not None
        assert pair.head is not None
        assert (pair.base.mode, pair.base.oid, pair.head.mode, pair.head.oid) == (old, before, new, after)
    cuts_a_record = output and output[:-cut] not in _whole_records(output)
    if cuts_a_record:
        with pytest.raises(Undecided):
            _parsing.differences(output[:-cut])


def _whole_records(output: bytes) -> set[bytes]:
    fields = output.split(b"\0")[:-1]
    return {b"".join(field + b"\0" for field in fields[:at]) for at in range(0, len(fields) + 1, 2)}


READERS = (
    _parsing.differences,
    lambda data: list(_parsing.listed(data)),
    lambda data: list(_parsing.staged(data)),
    _parsing.names,
    lambda data: _parsing.tree(data, 20),
    lambda data: _parsing.oids(data, 40),
    lambda data: _parsing.differing(data, [("1", "2")]),
    lambda data: _parsing.renamed(data, [("1", "2")]),
)


def _ends(read: Callable[[bytes], object], output: bytes) -> str:
    try:
        read(output)
    except Exception as error:  # noqa: BLE001 - which one it is, is the question
        return type(error).__name__
    return "read"


@given(st.binary())
def test_any_output_is_read_or_refused(output: bytes) -> None:
    """T9: an answer or `Undecided`, never another exception."""
    assert {_ends(read, output) for read in READERS} <= {"read", "Undecided"}


@pytest.mark.parametrize(
    "output",
    [
        b":100644 100644 " + b"1" * 40 + b" " + b"2" * 40 + b" R100\0a\0b\0",
        b":100644 100644 " + b"1" * 40 + b" " + b"2" * 40 + b" X\0a\0",
        b":100644 100644 " + b"1" * 40 + b" " + b"2" * 40 + b" M\0\0",
        b":100644 100644 1234 2345 M\0a\0",
        b":100644 100644 " + b"1" * 40 + b" " + b"2" * 40 + b" M\0a",
        b"a\0",
    ],
)
def test_a_record_of_another_form_is_refused(output: bytes) -> None:
    with pytest.raises(Undecided, match="not complete"):
        _parsing.differences(output)
