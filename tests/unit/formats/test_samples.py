"""Samples are read as written out beside them, in FILE.expected.txt; UPDATE_SAMPLES=1 writes that anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from configguard import formats
from configguard.model.document import Unreadable
from tests.unit.formats.listing import ROOT, listing

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "tests" / "formats"
SAMPLES = [path for path in sorted(FOLDER.glob("*/*")) if not path.name.endswith(".expected.txt")]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_sample_is_read_as_written_out(path: Path) -> None:
    reading = formats.read(path.name, path.read_bytes(), path.parent.name)
    if isinstance(reading, Unreadable):
        place = ":".join(map(str, reading.place)) if reading.place else "the file"
        found = f"{place}: {reading.problem}\n"
    else:
        assert reading is not None
        found = listing(reading)
    expected = path.with_name(f"{path.name}.expected.txt")
    if os.environ.get("UPDATE_SAMPLES"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_format_has_a_sample() -> None:
    assert {path.parent.name for path in SAMPLES} == set(formats.names())
