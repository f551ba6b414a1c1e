from __future__ import annotations

from configguard import rules
from configguard.model.address import Key
from configguard.model.change import Change, Value
from configguard.model.declared import Claim
from configguard.model.finding import Finding  # noqa: TC001 - part of a signature
from configguard.model.intent import DeclaredSetting, Intent, Said
from configguard.model.pattern import parse
from configguard.model.policy import Policy
from configguard.model.proposal import ChangedFile, Proposal
from configguard.model.trail import Trail

POLICY = Policy("p", "base")


def declared(text: str, value: Value, source: str, where: str) -> DeclaredSetting:
    said = Said(source, "Config-Setting", f"{text} = {value.shown}", where)
    return DeclaredSetting(parse(text, anchored=True), value, said)


def judged(after: Value, *settings: DeclaredSetting) -> tuple[Finding, ...]:
    change = Change(Trail("a.yaml", (Key("k"),)), "changed", Value("int", "1", after.secret), after)
    file = ChangedFile("a.yaml", Claim(), None, None, (change,))
    said = tuple(setting.said for setting in settings)
    return rules.judge(Proposal((file,), Intent(settings=settings, said=said)), POLICY, ["unmet-intent"])


TWO, THREE = Value("int", "2"), Value("int", "3")


def test_two_sources_that_contradict_each_other_are_both_shown() -> None:
    (found,) = judged(
        TWO,
        declared("a.yaml:k", TWO, "trailer", "4be2f1a"),
        declared("a.yaml:k", THREE, "pull-request", "pull request 12"),
    )
    assert found.message == "k is declared as the integer 2 by 4be2f1a, but as the integer 3 by pull request 12"
    assert [what for _, what in found.remark.ways_out] == [
        "Config-Setting: a.yaml:k = 2",
        "Config-Setting: a.yaml:k = 3",
    ]


def test_a_contradiction_about_a_secret_shows_neither() -> None:
    old, new = (Value("str", text, secret=True) for text in ("hunter2", "battery-staple"))
    (found,) = judged(
        old,
        declared("a.yaml:k", old, "trailer", "4be2f1a"),
        declared("a.yaml:k", new, "pull-request", "pull request 12"),
    )
    told = found.message + str(found.remark.ways_out)
    assert "hunter2" not in told
    assert "battery" not in told


def test_the_last_word_of_one_source_counts() -> None:
    assert not judged(
        THREE, declared("a.yaml:k", TWO, "trailer", "1111111"), declared("a.yaml:k", THREE, "trailer", "2222222")
    )


def test_a_setting_whose_file_does_not_change_is_not_said_to_be_absent() -> None:
    (found,) = judged(TWO, declared("b.yaml:k", TWO, "trailer", "4be2f1a"))
    assert found.message == "b.yaml:k is declared as 2, but does not change"
