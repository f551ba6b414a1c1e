"""Windows in time: between moments, on days, at hours."""

from __future__ import annotations

import pytest

from configguard.model.window import Hours, Window, hold

WEEK = {  # of November 2026
    "mon": "2026-11-23",
    "thu": "2026-11-26",
    "fri": "2026-11-27",
    "sat": "2026-11-28",
}


@pytest.mark.parametrize(
    ("window", "within", "without"),
    [
        (
            Window(first="2026-12-20T00:00", end="2027-01-03T00:00"),
            ("2026-12-20T00:00", "2026-12-31T23:59", "2027-01-02T23:59"),
            ("2026-12-19T23:59", "2027-01-03T00:00", "2025-12-25T12:00"),
        ),
        (Window(first="2026-12-20T00:00"), ("2026-12-20T00:00", "2099-01-01T00:00"), ("2026-12-19T23:59",)),
        (Window(end="2026-12-20T18:00"), ("1999-01-01T00:00", "2026-12-20T17:59"), ("2026-12-20T18:00",)),
        (
            Window(days=frozenset({4, 5})),
            (f"{WEEK['fri']}T00:00", f"{WEEK['sat']}T23:59"),
            (f"{WEEK['thu']}T23:59", f"{WEEK['mon']}T12:00"),
        ),
        (
            Window(hours=(Hours(540, 1020),)),
            (f"{WEEK['mon']}T09:00", f"{WEEK['sat']}T16:59"),
            (f"{WEEK['mon']}T08:59", f"{WEEK['mon']}T17:00"),
        ),
        (
            Window(days=frozenset({4}), hours=(Hours(960, 480),)),
            (f"{WEEK['fri']}T16:00", f"{WEEK['sat']}T00:00", f"{WEEK['sat']}T07:59"),
            (f"{WEEK['fri']}T15:59", f"{WEEK['fri']}T07:00", f"{WEEK['sat']}T08:00", f"{WEEK['sat']}T16:00"),
        ),
        (
            Window(days=frozenset({6}), hours=(Hours(1380, 60),)),
            ("2026-11-22T23:00", f"{WEEK['mon']}T00:59"),
            (f"{WEEK['mon']}T01:00", f"{WEEK['mon']}T23:30"),
        ),
        (
            Window(hours=(Hours(0, 60), Hours(720, 1440))),
            (f"{WEEK['mon']}T00:30", f"{WEEK['mon']}T23:59"),
            (f"{WEEK['mon']}T01:00",),
        ),
    ],
)
def test_a_window_holds_at_its_moments_and_at_no_other(
    window: Window, within: tuple[str, ...], without: tuple[str, ...]
) -> None:
    assert [moment for moment in within if not window.holds(moment)] == []
    assert [moment for moment in without if window.holds(moment)] == []


def test_one_of_several_is_enough_and_none_is_always() -> None:
    early, late = Window(end="2026-01-01T00:00"), Window(first="2027-01-01T00:00")
    assert hold((early, late), "2025-06-01T00:00")
    assert not hold((early, late), "2026-06-01T00:00")
    assert hold((), "2026-06-01T00:00")


def test_where_nobody_knows_the_moment_a_freeze_holds() -> None:
    assert hold((Window(first="2999-01-01T00:00"),), "")
