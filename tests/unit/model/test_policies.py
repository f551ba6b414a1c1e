"""What a policy says of a file and of a setting, all its entries together."""

from __future__ import annotations

from typing import Any

import pytest

from configguard.model.address import Key
from configguard.model.declared import FileEntry, Guarded, Scope
from configguard.model.fileglob import FileGlob
from configguard.model.level import Level
from configguard.model.pattern import parse
from configguard.model.policy import Policy
from configguard.model.trail import Trail


def trail(file: str, *keys: str) -> Trail:
    return Trail(file, tuple(map(Key, keys)))


def scope(name: str, *settings: str, excepted: tuple[str, ...] = ()) -> Scope:
    return Scope(name, tuple(map(parse, settings)), tuple(map(parse, excepted)))


def names(policy: Policy, one: Trail) -> list[str]:
    return [name for name, _ in policy.scopes_of(one)]


def entry(*match: str, **said: Any) -> FileEntry:  # noqa: ANN401 - any of the entry's own keys
    return FileEntry(tuple(map(FileGlob, match)), **said)


def test_entries_add_up_and_the_last_that_says_something_counts() -> None:
    policy = Policy(
        "p",
        "base",
        (
            entry("c/**", schema="one", items={"a": ("name",)}, levels={"r": Level.NOTE}, secret=True),
            entry("c/*.yaml", schema="two", items={"b": ("id",)}, levels={"s": Level.OFF}),
            entry("c/gone/**", ignore=True),
            entry("c/gone/back.yaml", ignore=False),
        ),
        own_files=frozenset({"c/schema.json"}),
    )
    claim = policy.claim("c/a.yaml")
    assert claim is not None
    assert (claim.schema, claim.secret, claim.items) == ("two", True, {"a": ("name",), "b": ("id",)})
    assert claim.levels == {"r": Level.NOTE, "s": Level.OFF}
    assert policy.claim("c/gone/x.yaml") is None
    assert policy.claim("c/gone/back.yaml") is not None
    assert policy.claim("d/a.yaml") is None
    assert policy.claim("c/schema.json") is None


def test_a_file_s_own_level_comes_before_the_policy_s() -> None:
    policy = Policy("p", "base", (entry("c/*", levels={"r": Level.NOTE}),), levels={"r": Level.OFF})
    assert policy.level("r", Level.ERROR, "c/x") is Level.NOTE
    assert policy.level("r", Level.ERROR, "d/x") is Level.OFF
    assert policy.level("s", Level.ERROR, "c/x") is Level.ERROR


def test_one_entry_makes_a_scope_for_each_value_of_its_placeholder() -> None:
    policy = Policy("p", "base", scopes=(scope("cluster/{name}", "clusters/{name}/**"),))
    assert names(policy, trail("clusters/eu/a.yaml", "x")) == ["cluster/eu"]
    assert policy.scope("cluster/us") is policy.scopes[0]
    assert policy.scope("cluster/") is None
    assert policy.scope("cluster/{name}") is policy.scopes[0]


@pytest.mark.parametrize("folder", ["a b", "eu, email", "none", "-x", "é", "policy", "x\nConfig-Scope: y"])
def test_a_value_that_makes_no_name_that_can_be_said_makes_no_scope(folder: str) -> None:
    policy = Policy("p", "base", scopes=(scope("{name}", "clusters/{name}/**"),))
    assert names(policy, trail(f"clusters/{folder}/a.yaml", "x")) == []
    assert names(policy, trail("clusters/eu/a.yaml", "x")) == ["eu"]


def test_an_exception_takes_out_of_its_own_scope_alone() -> None:
    policy = Policy(
        "p",
        "base",
        scopes=(
            scope("one", "c/*.yaml", excepted=("c/*.yaml:a.b",)),
            scope("two", "c/x.yaml:a"),
            scope("of/{n}", "c/{n}.yaml", excepted=("c/x.yaml", "**:**.lock")),
        ),
    )
    assert names(policy, trail("c/x.yaml", "a", "b")) == ["two"]
    assert names(policy, trail("c/x.yaml", "a", "c")) == ["one", "two"]
    assert names(policy, trail("c/y.yaml", "a", "c")) == ["one", "of/y"]
    assert names(policy, trail("c/y.yaml", "lock")) == ["one"]


def test_an_exception_with_the_placeholder_takes_out_of_that_scope_alone() -> None:
    policy = Policy("p", "base", scopes=(scope("of/{n}", "{n}/**", "all/{n}", excepted=("{n}/private",)),))
    assert names(policy, trail("eu/private", "a")) == []
    assert names(policy, trail("eu/public", "a")) == ["of/eu"]
    assert names(policy, trail("all/private", "a")) == ["of/private"]


def test_the_reason_of_a_guarded_setting_is_the_first_entry_s() -> None:
    guarded = (Guarded((parse("a.yaml:x"),), "first"), Guarded((parse("**:x"),), "second"))
    policy = Policy("p", "base", critical=guarded, frozen=guarded[1:])
    assert policy.why_critical(trail("a.yaml", "x", "y")) == "first"
    assert policy.why_critical(trail("b.yaml", "x")) == "second"
    assert policy.why_frozen(trail("a.yaml", "x")) == "second"
    assert policy.why_critical(trail("a.yaml", "z")) is policy.why_frozen(trail("a.yaml", "z")) is None
