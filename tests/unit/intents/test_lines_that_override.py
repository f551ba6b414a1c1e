"""A line that wants a rule overridden is read like every other one, wherever it stands."""

from __future__ import annotations

import pytest

from configguard import intents


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("s\n\nConfig-Override: outside-intent: INC-1\n", [("outside-intent", "INC-1")]),
        ("s\n\nconfig-override:outside-intent:INC-1\n", [("outside-intent", "INC-1")]),
        ("s\n\nConfig-Override: outside-intent: INC-1: a,\n  and b\n", [("outside-intent", "INC-1: a, and b")]),
        ("s\n\nConfig-Override: a-b: 1\nConfig-Override: c: 2\nSigned-off-by: Ada\n", [("a-b", "1"), ("c", "2")]),
        ("Config-Override: outside-intent: the subject\n", []),
        ("s\n\nIn prose\nConfig-Override: outside-intent: INC-1\n", []),
        ("s\n\n> Config-Override: outside-intent: INC-1\n", []),
        ("s\n\nConfig-Override: outside-intent\n", []),
        ("s\n\nConfig-Override: Outside-Intent: INC-1\n", []),
    ],
)  # fmt: skip
def test_a_message_wants_these_rules_overridden(message: str, found: list[tuple[str, str]]) -> None:
    assert intents.overrides(message) == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Config-Override: outside-intent", True),
        ("I was asked.\nConfig-Override: outside-intent: INC-1", True),
        ("Config-Override: type-change", False),
        ("Config-Override: outside-intent-too", False),
        ("> Config-Override: outside-intent", False),
        ("```\nConfig-Override: outside-intent\n```", False),
        ("<!-- Config-Override: outside-intent -->", False),
        ("<!--\nConfig-Override: outside-intent\n-->", False),
        ("Not `Config-Override: outside-intent`", False),
        ("", False),
    ],
)
def test_a_review_says_it_in_plain_words_or_not(text: str, says: bool) -> None:  # noqa: FBT001 - what is expected
    assert intents.says_override(text, "outside-intent") is says


def test_it_does_not_say_what_a_change_is_for() -> None:
    line = "Config-Override: outside-intent: INC-1\n"
    assert not intents.says_something(f"s\n\n{line}")
    assert intents.says_something(f"s\n\n{line}Config-Scope: email\n")
