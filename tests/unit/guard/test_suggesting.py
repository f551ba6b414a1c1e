"""What is suggested makes the check pass, and none of it can be left out."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.guard.suggesting import MANY, suggested
from configguard.model.address import Key
from configguard.model.change import Change, Value
from configguard.model.record import replace
from configguard.model.trail import Trail
from tests.unit.guard.asking import errors, findings, judged

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files: [{ match: "config/**/*.{yaml,json}" }, { match: "odd/**" }]
scopes:
  a: { settings: ["config/a.yaml", "config/ab.yaml"] }
  b: { settings: ["config/b.yaml", "config/ab.yaml"] }
  c: { settings: ["config/*.yaml:c", "config/*.yaml:both"], except: ["config/b.yaml"] }
  d: { settings: ["config/*.yaml:d", "config/*.yaml:both"] }
  "of/{name}": { settings: ["config/of/{name}/**"] }
critical: [{ settings: ["config/**:critical", "**:items[*].url"], why: Because. }]
"""
FILES = [
    *("config/a.yaml", "config/b.yaml", "config/ab.yaml", "config/x.json", "config/of/eu/x.yaml"),
    *("config/of/a b/x.yaml", "odd/a b:c.yaml", "odd/#1.yaml", 'odd/"q".yaml', "odd/{x}*.yaml", "odd/größe.yaml"),
]
KEYS = ["c", "d", "both", "other", "critical", "a.b", "7", "on", "*", "[0]", "x = 1", "#", '"', "é\\u202e", "@mode", ""]


def content(chance: random.Random) -> str:
    """A JSON text (which is YAML, too) with some of the keys."""
    keys = chance.sample(KEYS, k=chance.randint(0, 12))
    lines = [f'"{key if key != chr(34) else chr(92) + chr(34)}": {chance.randint(0, 2)}' for key in keys]
    items = [f'{{"name": "{name}", "url": {chance.randint(0, 1)}}}' for name in chance.sample(["w x", "v", "*"], k=2)]
    return "{" + ", ".join([*lines, f'"items": [{", ".join(items)}]']) + "}"


@pytest.mark.parametrize("seed", range(12))
def test_whoever_follows_the_suggestion_passes_and_nobody_needs_less(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same changes in every run
    base, head = ({file: content(chance) for file in chance.sample(FILES, k=8)} for _ in range(2))
    first = judged(tmp_path, base, head, "x\n", policy=POLICY)
    lines = list(first.suggested)
    assert lines
    assert all(line.isprintable() for line in lines)

    def said(lines: list[str]) -> set[str]:
        report = judged(tmp_path, base, head, "\n".join(["x", "", *lines, ""]), policy=POLICY)
        return {rule for rule in errors(report) if rule in ABOUT} | {
            found for found in findings(report) if "unused" in found or "broad" in found
        }

    assert said(lines) == set()
    left_out = chance.sample(lines, k=min(3, len(lines)))
    for line in left_out:
        assert said([other for other in lines if other != line]), line


ABOUT = {"outside-intent", "missing-intent", "critical-setting", "unknown-scope", "unmet-intent", "broad-intent"}


def change(number: int, scopes: frozenset[str]) -> Change:
    trail = Trail("a.yaml", (Key(f"k{number}"),))
    return Change(trail, "changed", Value("int", "1"), Value("int", "2"), scopes=tuple(sorted(scopes)))


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=4), min_size=1, max_size=8))
def test_no_suggested_scope_is_idle(scopes: list[frozenset[str]]) -> None:
    (line,) = suggested(change(number, names) for number, names in enumerate(scopes))
    chosen = set(line.removeprefix("Config-Scope: ").split(", "))
    assert all(names & chosen for names in scopes)
    for fewer in combinations(chosen, len(chosen) - 1):
        assert not all(names & set(fewer) for names in scopes)


def test_what_the_first_choice_covers_may_be_covered_by_the_others() -> None:
    wanted = [{"b"}, {"a", "b"}, {"a", "b"}, {"a", "c"}, {"a", "c"}, {"c"}]
    assert suggested(change(number, frozenset(names)) for number, names in enumerate(wanted)) == ("Config-Scope: b, c",)


def test_many_settings_of_one_file_are_named_by_what_holds_them() -> None:
    several = [replace(change(n, frozenset()), trail=Trail("a.yaml", (Key("x"), Key(f"k{n}")))) for n in range(MANY)]
    assert suggested(several) == ("Config-Setting: a.yaml:x",)
    assert len(suggested(several[1:])) == MANY - 1
    spread = [change(n, frozenset()) for n in range(MANY)]
    assert suggested(spread) == ("Config-Setting: a.yaml",)
    critical = replace(spread[0], critical="why")
    assert suggested([*spread[1:], critical])[-1] == "Config-Setting: a.yaml:k0"


def test_nothing_is_suggested_for_nothing_and_the_guard_s_own_scope_for_an_edit_of_it() -> None:
    assert suggested([]) == ()
    assert suggested([], edits_policy=True) == ("Config-Scope: policy",)
    assert suggested([change(0, frozenset("a"))], edits_policy=True) == ("Config-Scope: a, policy",)
