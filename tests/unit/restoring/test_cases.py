"""Each folder beneath `cases/` is a file at the base and at the head, what is put back, and what comes of it.

`put-back.txt` names settings within the file, one a line; `*` is all of them. `refused.txt` stands in place of the
expected file where it must be refused, and holds words of the problem.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from configguard import formats
from configguard.diffing import Identity, compare
from configguard.restoring import CannotRestore, put_back

if TYPE_CHECKING:
    from configguard.model.change import Change
    from configguard.model.document import Document

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
SIDE = {case.name: next(case.glob("base.*")).name.removeprefix("base.") for case in CASES}


def _documents(path: Path) -> tuple[Document, ...]:
    found = formats.read(path.name, path.read_bytes())
    assert isinstance(found, tuple), found
    return found


def _changes(base: tuple[Document, ...], head: tuple[Document, ...]) -> tuple[Change, ...]:
    return compare("file", base, head, Identity(), lambda _: False)


def _chosen(case: Path, changes: tuple[Change, ...]) -> list[Change]:
    wanted = (case / "put-back.txt").read_text(encoding="utf-8").splitlines()
    assert wanted == ["*"] or {c.address.inner for c in changes} >= set(wanted)
    return [c for c in changes if wanted == ["*"] or c.address.inner in wanted]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_put_back_is_as_the_case_says(case: Path) -> None:
    suffix = SIDE[case.name]
    name = formats.format_of(f"base.{suffix}") or suffix
    base, head = (_documents(case / f"{side}.{suffix}") for side in ("base", "head"))
    changes = _changes(base, head)
    chosen = _chosen(case, changes)
    refused = case / "refused.txt"
    if refused.exists():
        with pytest.raises(CannotRestore) as caught:
            put_back(name, base, head, chosen)
        assert caught.value.problem == refused.read_text(encoding="utf-8").strip()
        return
    expected = case / f"expected.{suffix}"
    assert put_back(name, base, head, chosen) == expected.read_bytes().decode()
    left = {(str(c.address), c.kind) for c in _changes(base, _documents(expected))}
    assert left == {(str(c.address), c.kind) for c in changes if c not in chosen}
