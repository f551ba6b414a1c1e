from __future__ import annotations

from typing import NamedTuple

import pytest

from configguard.model.intent import Intent
from configguard.model.level import Level
from configguard.model.proposal import Proposal
from configguard.rules._old import told_apart


class Seen(NamedTuple):
    key: str


@pytest.mark.parametrize(
    ("base", "head", "levels"),
    [
        ("", "a", [None]),
        ("a", "a", [Level.NOTE]),
        ("a", "ab", [Level.NOTE, None]),
        ("a", "aa", [Level.NOTE, None]),
        ("ab", "", []),
    ],
)
def test_only_as_many_are_old_as_the_base_has(base: str, head: str, levels: list[Level | None]) -> None:
    sides = tuple(map(Seen, base)), tuple(map(Seen, head))
    assert [level for _, level in told_apart(sides, Proposal((), Intent()))] == levels


def test_a_strict_judgement_takes_none_for_old() -> None:
    sides = (Seen("a"),), (Seen("a"),)
    assert [level for _, level in told_apart(sides, Proposal((), Intent(), strict=True))] == [None]
