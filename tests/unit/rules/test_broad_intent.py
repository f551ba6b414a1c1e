from __future__ import annotations

import pytest

from configguard import rules
from configguard.model.address import Key
from configguard.model.change import Change, Value
from configguard.model.declared import Claim
from configguard.model.intent import DeclaredSetting, Intent, Said
from configguard.model.level import Level
from configguard.model.pattern import parse
from configguard.model.policy import Policy
from configguard.model.proposal import ChangedFile, Proposal
from configguard.model.trail import Trail


def levels(text: str, reach: int, source: str = "trailer") -> list[Level]:
    change = Change(Trail("a.yaml", (Key("smtp"), Key("k0"))), "changed", Value("int", "1"), Value("int", "2"))
    setting = DeclaredSetting(parse(text), None, Said(source, "Config-Setting", text, "4be2f1a"))
    file = ChangedFile("a.yaml", Claim(), None, None, (change,))
    intent = Intent(settings=(setting,), said=(setting.said,))
    proposal = Proposal((file,), intent, reach={text: reach})
    return [finding.level for finding in rules.judge(proposal, Policy("p", "base"), ["broad-intent"])]


@pytest.mark.parametrize("text", ["**", "*", "**:**.k0", "a.yaml:**", "a.yaml:*.*", "{a,*}.yaml:**"])
def test_nothing_but_wildcards_is_an_error(text: str) -> None:
    assert levels(text, 1) == [Level.ERROR]


@pytest.mark.parametrize(("reach", "found"), [(1, []), (10, []), (11, [Level.WARNING]), (400, [Level.WARNING])])
def test_a_pattern_is_broad_where_less_than_one_in_ten_changed(reach: int, found: list[Level]) -> None:
    assert levels("a.yaml:smtp.*", reach) == found


def test_a_setting_and_a_bots_standing_intent_are_never_broad() -> None:
    assert levels("/a.yaml:smtp.k0", 400) == []
    assert levels("**", 400, "actor") == []
