from __future__ import annotations

import shlex
from collections.abc import Iterator  # noqa: TC003 - part of a signature

import pytest

from configguard import rules
from configguard.errors import Misasked, Undecided
from configguard.model.address import Address, Key
from configguard.model.change import Change, Value
from configguard.model.declared import FileEntry
from configguard.model.document import Place
from configguard.model.fileglob import FileGlob
from configguard.model.finding import Remark
from configguard.model.intent import Intent
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.model.policy import Policy
from configguard.model.proposal import ChangedFile, Proposal
from configguard.model.trail import Trail
from configguard.rules import _bench
from configguard.rules._words import put_back

NOTHING = Proposal((), Intent())


def policy(**levels: Level) -> Policy:
    return Policy("p", "base", levels={name.replace("_", "-"): level for name, level in levels.items()})


def rule(level: Level, *remarks: Remark, name: str = "sample") -> Rule:
    def check(_proposal: Proposal, _policy: Policy) -> Iterator[Remark]:
        yield from remarks

    return Rule(name, level, "A sample", check)


@pytest.mark.parametrize(
    ("own", "remark", "stated", "weighs"),
    [
        (Level.ERROR, None, None, Level.ERROR),
        (Level.ERROR, None, Level.NOTE, Level.NOTE),
        (Level.WARNING, None, Level.ERROR, Level.ERROR),
        (Level.ERROR, None, Level.OFF, Level.OFF),
        (Level.ERROR, Level.NOTE, None, Level.NOTE),
        (Level.ERROR, Level.NOTE, Level.ERROR, Level.NOTE),
        (Level.ERROR, Level.NOTE, Level.OFF, Level.OFF),
        (Level.ERROR, Level.WARNING, Level.NOTE, Level.NOTE),
        (Level.WARNING, Level.ERROR, None, Level.ERROR),
        (Level.WARNING, Level.ERROR, Level.WARNING, Level.ERROR),
        (Level.WARNING, Level.ERROR, Level.NOTE, Level.NOTE),
        (Level.WARNING, Level.ERROR, Level.OFF, Level.OFF),
    ],
)
def test_a_remark_weighs_what_its_rule_does_as_far_as_the_policy_leaves_it(
    own: Level, remark: Level | None, stated: Level | None, weighs: Level
) -> None:
    said = Remark("x", level=remark)
    under = policy() if stated is None else policy(sample=stated)
    assert _bench.weigh(rule(own, said), said, under) is weighs


def test_a_file_may_have_a_level_of_its_own() -> None:
    legacy = FileEntry((FileGlob("legacy/**"),), levels={"sample": Level.WARNING})
    under = Policy("p", "base", files=(legacy,), levels={"sample": Level.ERROR})
    sample = rule(Level.ERROR)
    assert _bench.weigh(sample, Remark("x", file="legacy/a.yaml"), under) is Level.WARNING
    assert _bench.weigh(sample, Remark("x", file="a.yaml"), under) is Level.ERROR


def test_findings_come_worst_first_then_by_file_place_and_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    first = rule(
        Level.WARNING,
        Remark("d", file="b", place=Place(9, 1)),
        Remark("c", file="b", place=Place(2, 5)),
        Remark("b", file="a", place=Place(7, 1)),
        Remark("gone", level=Level.NOTE),
    )
    second = rule(Level.ERROR, Remark("a", file="z"), name="other")
    monkeypatch.setattr(_bench, "rules", lambda: {"sample": first, "other": second})
    findings = _bench.judge(NOTHING, policy())
    assert [finding.message for finding in findings] == ["a", "b", "c", "d", "gone"]
    assert [finding.message for finding in _bench.judge(NOTHING, policy(sample=Level.OFF))] == ["a"]


def test_only_the_rules_that_are_asked_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {name: rule(Level.ERROR, Remark(name), name=name) for name in ("one", "two")}
    monkeypatch.setattr(_bench, "rules", lambda: known)
    assert [finding.message for finding in _bench.judge(NOTHING, policy(), ["two"])] == ["two"]
    assert _bench.judge(NOTHING, policy(), []) == ()


def test_a_rule_that_does_not_exist_is_a_wrong_question() -> None:
    with pytest.raises(Misasked, match="there is no rule outside-intend") as asked:
        rules.judge(NOTHING, policy(), ["outside-intend"])
    assert "outside-intent" in asked.value.cures[0]


def test_a_rule_that_crashes_leaves_all_undecided_and_tells_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_proposal: Proposal, _policy: Policy) -> Iterator[Remark]:
        yield Remark("never seen")
        raise KeyError("hunter2")

    monkeypatch.setattr(_bench, "rules", lambda: {"sample": Rule("sample", Level.NOTE, "", check)})
    with pytest.raises(Undecided) as crash:
        _bench.judge(NOTHING, policy())
    told = " ".join((crash.value.problem, *crash.value.cures))
    assert "the rule sample crashed: KeyError at " in told
    assert "hunter2" not in told
    assert "Python" in told
    assert "ConfigGuard" in told


def test_an_error_that_a_rule_raises_on_purpose_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_proposal: Proposal, _policy: Policy) -> Iterator[Remark]:
        yield from ()
        raise Misasked("asked wrongly", "ask otherwise")

    monkeypatch.setattr(_bench, "rules", lambda: {"sample": Rule("sample", Level.NOTE, "", check)})
    with pytest.raises(Misasked, match="asked wrongly"):
        _bench.judge(NOTHING, policy())


def change(path: str, **facts: object) -> Change:
    trail = Trail("config/a.yaml", tuple(Key(part) for part in path.split(".")))
    return Change(trail, "changed", Value("int", "1"), Value("int", "2"), **facts)  # type: ignore[arg-type]


def test_what_changed_in_many_settings_is_said_in_one_line() -> None:
    changes = tuple(change(f"k{n}", scopes=("email",) if n % 2 else ()) for n in range(400))
    file = ChangedFile("config/a.yaml", policy().claim("x"), None, None, changes)  # type: ignore[arg-type]
    (finding,) = rules.judge(Proposal((file,), Intent()), policy(), ["missing-intent"])
    assert finding.message == "400 settings changed (200 in email and 200 in no scope), and nothing says what for"
    assert len(finding.remark.ways_out) == 2


def test_an_address_in_a_command_is_one_word_for_the_shell() -> None:
    address = Address("config/$(touch x).yaml", (Key("a b"),))
    _, command = put_back(address)
    assert shlex.split(command) == ["configguard", "restore", "--", str(address)]
