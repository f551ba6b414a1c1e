"""A removal and an addition are linked where there is no doubt that the one is the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.guard.asking import Files


@pytest.mark.parametrize(
    ("base", "head", "links"),
    [
        ({"config/a.yaml": "x: 5\n"}, {"config/b.yaml": "x: 5\n"}, {"config/b.yaml:x": "config/a.yaml:x"}),
        ({"config/a.yaml": "x: 5\n"}, {"config/a.yaml": "z: {x: 5}\n"}, {"config/a.yaml:z.x": "config/a.yaml:x"}),
        ({"config/a.yaml": "x: 5\n"}, {"config/b.yaml": "x: 6\n"}, {}),
        ({"config/a.yaml": "x: 5\n"}, {"config/b.yaml": 'x: "5"\n'}, {}),
        ({"config/a.yaml": "x: 5\n"}, {"config/b.yaml": "z: 5\n"}, {}),
        ({"config/a.yaml": "x: 5\n"}, {"config/b.yaml": "x: 5\n", "config/c.yaml": "x: 5\n"}, {}),
        (  # the same path first, then the same last key among what is left
            {"config/a.yaml": "x: 5\nd: {x: 5}\n"},
            {"config/b.yaml": "x: 5\ne: {x: 5}\n"},
            {"config/b.yaml:x": "config/a.yaml:x", "config/b.yaml:e.x": "config/a.yaml:d.x"},
        ),
    ],
)
def test_an_addition_is_linked_to_the_one_removal_that_it_can_be(
    base: Files, head: Files, links: dict[str, str], tmp_path: Path
) -> None:
    report = judged(tmp_path, base, head, "x\n")
    found = {str(change.address): str(change.moved_from) for change in report.changes if change.moved_from}
    assert found == links
    assert {change.kind for change in report.changes} == {"added", "removed"}


def test_what_changed_where_it_stands_neither_went_nor_came(tmp_path: Path) -> None:
    base = {"config/a.yaml": "x: 5\ny: {z: 6}\n"}
    head = {"config/a.yaml": "x: 6\ny: {z: 7, x: 5}\nw: {z: 6}\n"}
    report = judged(tmp_path, base, head, "x\n")
    assert {(change.address.inner, change.kind) for change in report.changes} == {
        ("x", "changed"),
        ("y.z", "changed"),
        ("y.x", "added"),
        ("w.z", "added"),
    }
    assert not any(change.moved_from for change in report.changes)


def test_nor_did_it_where_something_else_went(tmp_path: Path) -> None:
    base = {"config/a.yaml": "x: 5\ny: {q: 6}\n"}
    head = {"config/a.yaml": "x: 6\ny: {x: 5}\nw: {z: 7}\n"}
    report = judged(tmp_path, base, head, "x\n")
    assert {change.kind for change in report.changes} == {"changed", "added", "removed"}
    assert not any(change.moved_from for change in report.changes)


def test_nor_did_it_come_from_what_went(tmp_path: Path) -> None:
    report = judged(
        tmp_path, {"config/a.yaml": "x: 5\ny: {x: 6, q: 1}\n"}, {"config/a.yaml": "x: 6\ny: {q: 1}\nz: 9\n"}, "x\n"
    )
    assert {change.kind for change in report.changes} == {"changed", "added", "removed"}
    assert not any(change.moved_from for change in report.changes)


def test_both_ends_of_a_move_must_be_covered(tmp_path: Path) -> None:
    base, head = {"config/billing/a.yaml": "x: 5\n"}, {"config/email/a.yaml": "x: 5\n"}
    assert judged(tmp_path, base, head, "x\n\nConfig-Scope: email\n").verdict == "fail"
    assert judged(tmp_path, base, head, "x\n\nConfig-Scope: email, billing\n").verdict == "pass"
