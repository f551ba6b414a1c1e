"""Many objects read at once are what git says of each alone: the reader of objects, held against `git cat-file`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configguard.revisions._objects import Object
from configguard.revisions._repository import discover
from tests.repositories import Repository

if TYPE_CHECKING:
    from configguard.revisions._repository import Repository as Opened

_CHUNK = 1 << 18
_SIZES = [0, 1, 2, 63, 64, 65, 4095, 4096, 4097, 65_535, 65_536, 65_537, _CHUNK - 1, _CHUNK, _CHUNK + 1, 1_000_003]
_TRAPS = [
    b"\n",
    b"\n\n",
    b"\0",
    b"\r\n",
    b"4b825dc642cb6eb9a060e54bf8d69288fbee4904 blob 0\n\n",
    b"4b825dc642cb6eb9a060e54bf8d69288fbee4904 missing\n",
    b"missing",
    b"x ambiguous\n",
    "\u2028\x85\ufeff".encode(),
    b"\xff\xfe\xff",
]
_CONTENT = (
    st.binary(max_size=200)
    | st.sampled_from(_TRAPS)
    | st.builds(lambda size, byte: bytes([byte]) * size, st.sampled_from(_SIZES), st.sampled_from(b"\n\0a\xff"))
)


class _Bench:
    """One repository, for all examples."""

    def __init__(self, top: Repository) -> None:
        self.git = top
        self.opened: Opened = discover(top.directory)


@pytest.fixture(scope="module", params=["sha1", "sha256"])
def bench(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> _Bench:
    top = tmp_path_factory.mktemp("objects") / "repository"
    return _Bench(Repository(top, object_format=request.param))


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(_CONTENT, min_size=1, max_size=6), st.sampled_from([0, 64, 65_536, 5_000_000, None]))
def test_many_objects_are_what_git_says_of_each(bench: _Bench, contents: list[bytes], largest: int | None) -> None:
    """G30, G32, G64: and an object that is not there, or is too large, shifts no other."""
    absent = "1" * bench.opened.oid_length
    oids = [bench.git.store(content) for content in contents]
    asked = [word for oid in oids for word in (oid, absent)]
    found = list(bench.opened.objects.many(asked, largest))
    for oid, here, there in zip(oids, found[::2], found[1::2], strict=True):
        said = bench.git.run("cat-file", "-p", oid).stdout
        kept = said if largest is None or len(said) <= largest else None
        assert here == Object(oid, "blob", kept)
        assert there is None


def test_the_traps_are_read_as_they_are_written(bench: _Bench) -> None:
    oids = [bench.git.store(content) for content in _TRAPS]
    assert [found and found.data for found in bench.opened.objects.many(oids, None)] == _TRAPS


def test_who_stops_listening_shifts_nothing_for_the_next(bench: _Bench) -> None:
    """What was still to come is not taken for the next answer."""
    oids = [bench.git.store(content) for content in _TRAPS]
    listening = bench.opened.objects.many(oids, None)
    assert next(listening) is not None
    listening.close()  # type: ignore[attr-defined]
    found = bench.opened.objects.get(oids[-1])
    assert found is not None
    assert found.data == _TRAPS[-1]
