"""What a policy lets be overridden, and by whom; what nobody may override is a mistake of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.model.override import Permission
from configguard.model.record import replace

if TYPE_CHECKING:
    from tests.unit.policy.conftest import Load, Mistakes

VERSION = "version: 1\n"


def bare(permissions: tuple[Permission, ...]) -> list[Permission]:
    """The entries without where they stand."""
    return [replace(one, place=None) for one in permissions]


def test_one_entry_needs_no_list_and_one_name_none_either(load: Load) -> None:
    one = load(f"{VERSION}override: {{ rules: outside-intent, approval: '@acme/oncall' }}\n")
    many = load(f"{VERSION}override:\n  - rules: [outside-intent]\n    approval: ['@acme/oncall']\n")
    assert bare(one.overrides) == bare(many.overrides) == [Permission(("outside-intent",), ("@acme/oncall",))]


def test_all_that_an_entry_can_say_is_read(load: Load) -> None:
    text = "override: { rules: [outside-intent], approval: ['@ada', owner], findings: 3, reason: 'INC-[0-9]+' }\n"
    assert bare(load(VERSION + text).overrides) == [
        Permission(("outside-intent",), ("@ada", "owner"), most=3, reason="INC-[0-9]+")
    ]


def test_entries_of_extended_files_come_first_and_stay_apart(load: Load) -> None:
    base = f"{VERSION}override: {{ rules: [type-change], approval: '@ada' }}\n"
    own = f"{VERSION}extends: [base.yaml]\noverride: {{ rules: [outside-intent], approval: '@grace' }}\n"
    read = load(own, base_yaml=base)
    assert [(one.rules, one.approval, one.source) for one in read.overrides] == [
        (("type-change",), ("@ada",), "base.yaml"),
        (("outside-intent",), ("@grace",), None),
    ]


def test_without_one_nothing_can_be_overridden(load: Load) -> None:
    assert load(VERSION).overrides == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("rules: [outside-intnt], approval: '@ada'", 'unknown rule "outside-intnt"; did you mean "outside-intent"?'),
        ("rules: [], approval: '@ada'", '"rules" is empty'),
        ("rules: [outside-intent], approval: []", '"approval" is empty'),
        ("rules: [outside-intent]", '"override" lacks "approval"'),
        ("approval: '@ada'", '"override" lacks "rules"'),
        ("rules: [outside-intent], approval: ada", '"ada" is no account that can approve'),
        ("rules: [outside-intent], approval: ada@example.org", '"ada@example.org" is no account that can approve'),
        ("rules: [outside-intent], approval: '@acme/'", '"@acme/" is no account that can approve'),
        ("rules: [outside-intent], approval: '@ada', findings: 0", '"findings" must be a whole number from 1'),
        ("rules: [outside-intent], approval: '@ada', reason: '('", '"(" is no regular expression'),
        ("rules: [outside-intent], approval: '@ada', aproval: '@eve'", 'unknown key "aproval" in "override"'),
    ],
)
def test_a_mistake_of_an_entry_is_told(mistakes: Mistakes, entry: str, told: str) -> None:
    assert any(told in said for said in mistakes(f"{VERSION}override: {{ {entry} }}\n"))


@pytest.mark.parametrize("rule", ["policy-change", "unreadable-config", "stale-waiver", "refused-override"])
def test_what_nobody_can_override_is_a_mistake(mistakes: Mistakes, rule: str) -> None:
    said = mistakes(f"{VERSION}override: {{ rules: [{rule}], approval: '@ada' }}\n")
    assert [one for one in said if f"nobody can override {rule}; " in one]


def test_a_mandatory_rule_is_not_even_where_another_file_says_that_it_is_mandatory(mistakes: Mistakes) -> None:
    base = f"{VERSION}mandatory: [outside-intent]\n"
    text = f"{VERSION}extends: [base.yaml]\noverride: {{ rules: [outside-intent], approval: '@ada' }}\n"
    (said,) = mistakes(text, base_yaml=base)
    assert said.endswith("nobody can override outside-intent: the policy has it under “mandatory”")
