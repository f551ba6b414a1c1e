"""Where the target branch has moved on, only what it has exactly so is not this change's doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/x.yaml"


def told(tmp_path: Path, base: str | None, main: str | None, work: str | None) -> list[str]:
    """What the work is said to change in a file that the target branch has as `main` by now."""
    git = repository(tmp_path, {"config/other.yaml": "o: 1\n"} | ({} if base is None else {FILE: base}))
    git.commit("work", {FILE: work} if work != base else {})
    git.switch("main")
    git.commit("main moves on", {"config/other.yaml": "o: 2\n"} | ({FILE: main} if main != base else {}))
    git.switch("work")
    return [f"{change.kind} {change.address.inner}" for change in of_commits(git).changes]


@pytest.mark.parametrize(
    ("base", "main", "work", "changes"),
    [
        ("a: 1\n", "a: 5\n", "a: 9\n", ["changed a"]),  # another value of the same kind
        ("a: 1\n", 'a: "9"\n', "a: 9\n", ["changed a"]),  # the same text of another kind
        ("a: 1\n", "a: 9\n", 'a: "9"\n', ["retyped a"]),
        ("a: 1\n", "b: 1\n", "a: 9\n", ["changed a"]),
        ("a: 1\nb: 1\n", "a: 1\n", "b: 1\n", ["removed a"]),
        ("b: 1\n", "b: 1\na: 1\n", "b: 1\na: 2\n", ["added a"]),
        ("a: 1\n", "a: 9\nb: 1\n", "a: 9\n", []),
        ("a: 1\n", "a: 9\nb: 1\n", "a: 9\nb: 2\n", ["added b"]),
    ],
)
def test_a_setting_counts_unless_the_target_has_the_very_value(
    base: str, main: str, work: str, changes: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, base, main, work) == changes


@pytest.mark.parametrize(
    ("base", "main", "work", "changes"),
    [
        (None, None, "a: 1\n", ["added a"]),
        ("a: 1\n", "a: 1\n", None, ["removed a"]),
        ("a: 1\n", None, "a: 2\n", ["changed a"]),
        ("a: 1\n", "a: 2\n", None, ["removed a"]),
        (None, "a: 1\n", "a: 2\n", ["added a"]),
        (None, "a: 1\n", "a: 1\n", []),
        ("a: 1\n", None, None, []),
    ],
)
def test_a_file_that_comes_or_goes_counts_unless_it_did_so_in_the_target(
    base: str | None, main: str | None, work: str | None, changes: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, base, main, work) == changes
