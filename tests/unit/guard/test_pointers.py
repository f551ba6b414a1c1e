"""What changes where a file is a pointer to one that lies elsewhere, on either side or on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import errors, judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/email/a.yaml"
MORE = """\
version: 1
files: [{ match: "config/**/*.yaml" }, { match: "k8s/**/*.json" }]
scopes: { all: { settings: ["**"] } }
"""


def pointer(to: int) -> str:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{str(to) * 64}\nsize 9\n"


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (pointer(1), pointer(2), [("@content", "changed")]),
        (pointer(1), pointer(1), []),
        (pointer(1), "a: 1\n", [("a", "added")]),
        ("a: 1\nb: 2\n", pointer(2), [("a", "removed"), ("b", "removed")]),
        (pointer(1), "", [("@content", "removed")]),
    ],
)
def test_each_side_is_compared_as_what_it_is(
    before: str, after: str, changes: list[tuple[str, str]], tmp_path: Path
) -> None:
    report = judged(tmp_path, {FILE: before}, {FILE: after}, "x\n\nConfig-Scope: all\n", policy=MORE)
    assert [(change.address.inner, change.kind) for change in report.changes] == changes


def test_a_link_in_place_of_a_folder_is_seen_whichever_entry_reaches_there(tmp_path: Path) -> None:
    (tmp_path / "head" / "config").mkdir(parents=True)
    (tmp_path / "head" / "config" / "more").symlink_to("../elsewhere")
    report = judged(tmp_path, {}, {}, "x\n\nConfig-Scope: all\n", policy=MORE)
    assert errors(report) == {"irregular-file"}
