from __future__ import annotations

import re

import pytest

from configguard import rules
from configguard.model.level import Level

SECTIONS = ["What it does", "Why it matters", "Example", "What to do"]
LEVELS = {
    "outside-intent": Level.ERROR,
    "missing-intent": Level.ERROR,
    "outside-target": Level.ERROR,
    "target-budget": Level.ERROR,
    "promotion-order": Level.ERROR,
    "unknown-target": Level.ERROR,
    "unused-target": Level.WARNING,
    "shadowed-edit": Level.NOTE,
    "unknown-scope": Level.ERROR,
    "unused-scope": Level.WARNING,
    "unmet-intent": Level.ERROR,
    "broad-intent": Level.WARNING,
    "uncovered-setting": Level.WARNING,
    "dangling-reference": Level.ERROR,
    "dead-pattern": Level.WARNING,
    "critical-setting": Level.ERROR,
    "frozen-setting": Level.ERROR,
    "schema-violation": Level.ERROR,
    "scope-budget": Level.ERROR,
    "failed-check": Level.ERROR,
    "stale-waiver": Level.NOTE,
    "type-change": Level.WARNING,
    "ambiguous-scalar": Level.WARNING,
    "confusable-name": Level.ERROR,
    "emptied-setting": Level.WARNING,
    "duplicate-key": Level.ERROR,
    "duplicate-item": Level.ERROR,
    "irregular-file": Level.ERROR,
    "unreadable-config": Level.ERROR,
    "unclaimed-config": Level.NOTE,
    "policy-change": Level.ERROR,
    "refused-override": Level.ERROR,
}


def test_the_rules_are_these_with_these_levels() -> None:
    assert {name: rule.level for name, rule in rules.rules().items()} == LEVELS


@pytest.mark.parametrize("name", rules.rules())
def test_a_rule_is_documented_by_its_own_module(name: str) -> None:
    manual = rules.rules()[name].manual
    first, blank, *rest = manual.splitlines()
    assert re.fullmatch(r"[A-Z].{10,110}\.", first)
    assert ". " not in first
    assert not blank
    assert [line.removeprefix("## ") for line in rest if line.startswith("#")] == SECTIONS
    assert manual.count("```") % 2 == 0
    assert all(section.strip() for section in re.split(r"^## .*$", manual, flags=re.MULTILINE))


@pytest.mark.parametrize("name", rules.rules())
def test_a_rules_summary_is_the_first_line_of_its_page(name: str) -> None:
    rule = rules.rules()[name]
    assert rule.manual.startswith(f"{rule.summary}.\n")
